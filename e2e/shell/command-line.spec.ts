import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { executablePath, host } from '../hosts.ts';
import { expect, test } from '../fixtures.ts';
import { root } from '../run/root.ts';

test.use({ isolation: 'ownChromium' });

test('the app itself runs a command without a window, and next to its window', async ({
  profile,
  sample,
  launch,
}) => {
  const run = (args: readonly string[]): Promise<{ code: number; out: string; err: string }> => {
    const own = host === 'stand-in' ? ['--headless'] : process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const switches = [root, `--user-data-dir=${profile}`, ...own, '--command-line', '--', ...args];
    const env = { ...process.env, SLIPWAY_SAMPLE: `${sample.graphUrl}#${sample.accessToken}` };
    return new Promise((resolve) => {
      execFile(executablePath, switches, { env }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });
  };
  expect(await run(['accounts', 'add-sample', '--no-json'])).toMatchObject({
    code: 0,
    out: 'Added alex@contoso.example\n',
  });
  expect(await run(['list', 'myfiles/None', '--no-json'])).toMatchObject({ code: 3, out: '' });
  const app = await launch();
  await (await app.firstWindow()).getByRole('grid').waitFor();
  const listed = await run(['list', '--no-json', 'myfiles']);
  expect([listed.code, listed.err]).toEqual([0, '5 files, 7 folders, 54 KB\n']);
  expect(listed.out).toContain('Welcome to the sample drive.md');
});

test('the window waits for a command that owns its profile, then opens', async ({ profile, launch }) => {
  const lock = new DatabaseSync(join(profile, 'owner.lock'));
  lock.exec('BEGIN EXCLUSIVE');
  const app = await launch();
  lock.close();
  await (await app.firstWindow()).getByRole('button', { name: 'Try the sample drive' }).waitFor();
});
