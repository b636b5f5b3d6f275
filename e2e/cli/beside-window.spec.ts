import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from '../../electron/cli/testing/launcher-client.ts';
import { expect, test } from '../stories/story.ts';
import { runSlipway, startSlipway } from './spawn-slipway.ts';

test.use({ isolation: 'own' });

test('fifty commands at once next to an open window all succeed, and the window shows their results', async ({
  ui,
  files,
  tray,
  local,
  profile,
  sample,
}) => {
  const options = { profile, folder: local.folder };
  const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
  for (const n of numbers) {
    await writeFile(join(local.folder, `new ${n}.txt`), `new ${n}`);
    sample.drive.addFile(`Commands/get ${n}.txt`, `get ${n}`);
    sample.drive.addFile(`Commands/delete ${n}.txt`, `delete ${n}`);
  }
  const commands = numbers.flatMap((n) => [
    ['list', '--json', 'myfiles/Commands'],
    ['save', `new ${n}.txt`, 'myfiles/Commands'],
    ['download', '--to', '-', `myfiles/Commands/get ${n}.txt`],
    ['delete', `myfiles/Commands/delete ${n}.txt`],
    ['list', `myfiles/Commands/none ${n}`],
  ]);
  const ended = await Promise.all(commands.map((args) => runSlipway(args, options)));
  for (const [at, { code, out, err }] of ended.entries()) {
    const n = Math.floor(at / 5) + 1;
    const [expected, text] = [
      [0, `get ${n}.txt`],
      [0, '"outcome":"created"'],
      [0, `get ${n}`],
      [0, `delete ${n}.txt`],
      [3, ''],
    ][at % 5] as [number, string];
    expect([commands[at], code, err]).toEqual([commands[at], expected, expected === 0 ? '' : err]);
    expect(out).toContain(text);
  }
  for (const n of numbers) expect(sample.drive.bytes(`Commands/new ${n}.txt`).toString()).toBe(`new ${n}`);
  expect(sample.drive.tree('Commands').filter((name) => name.startsWith('delete'))).toEqual([]);
  await expect(tray.head).toHaveText(/uploaded/);
  await files.open('myfiles/Commands');
  await expect(files.row('new 7.txt')).toBeVisible();
  await expect(ui.page.getByText('delete 7.txt')).toHaveCount(0);
});

test('a command that is stopped leaves its transfer to the window', async ({
  files,
  tray,
  local,
  profile,
  sample,
}) => {
  await expect(files.row('Inbox')).toBeVisible();
  await local.write('Large.bin', 12_000_000);
  const held = sample.faults.hold({ route: 'PUT upload range' });
  const saving = startSlipway(['save', '--no-json', 'Large.bin', 'myfiles/Inbox'], {
    profile,
    folder: local.folder,
  });
  await expect.poll(() => held.struck).toBe(1);
  saving.child.kill('SIGINT');
  const { code, err } = await saving.ended;
  expect([code, err]).toEqual([130, expect.stringContaining('The transfers continue in Slipway.')]);
  held.letGo();
  await tray.expectState('Large.bin', 'done');
  expect(sample.drive.bytes('Inbox/Large.bin')).toHaveLength(12_000_000);
});

test('open shows a folder in the window, also from the Windows launcher', async ({
  files,
  profile,
  local,
}) => {
  await expect(files.row('Inbox')).toBeVisible();
  const { code, out } = await runSlipway(['open', '--no-json', 'myfiles/Finance'], { profile });
  expect([code, out]).toEqual([0, 'Shown in Slipway: myfiles/Finance\n']);
  await files.expectFolder('Finance');
  const keyFile = await local.write('command.key', `any\n${join(profile, 'command.sock')}\n`);
  const launched = launch(['open', 'myfiles/Inbox'], {
    keyFile,
    folder: local.folder,
    isTerminal: true,
    environment: { LANG: 'de_DE.UTF-8' },
  });
  expect(await launched.ended).toMatchObject({
    code: 0,
    out: Buffer.from('In Slipway angezeigt: myfiles/Inbox\n'),
  });
  await files.expectFolder('Inbox');
});
