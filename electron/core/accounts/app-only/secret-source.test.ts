import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSecret } from './secret-source.ts';

let folder = '';
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'slipway-secret-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(content: string, mode: number): Promise<string> {
  const path = join(folder, `${mode.toString(8)}-${content.length}`);
  await writeFile(path, content);
  await chmod(path, mode);
  return path;
}

const faultOf = (reading: Promise<string>): Promise<unknown> =>
  reading.then(
    () => 'read',
    (error: { fault?: string }) => error.fault,
  );

test('reads a secret from an environment variable or a file of mode 0600, without its line end', async () => {
  const env = { CONTOSO: 'open sesame', EMPTY: '' };
  expect(await readSecret({ from: 'environment', name: 'CONTOSO' }, env, 'linux')).toBe('open sesame');
  expect(await faultOf(readSecret({ from: 'environment', name: 'OTHER' }, env, 'linux'))).toBe('unset');
  expect(await faultOf(readSecret({ from: 'environment', name: 'EMPTY' }, env, 'linux'))).toBe('empty');
  const path = await fileOf('open sesame\n', 0o600);
  expect(await readSecret({ from: 'file', path }, env, 'linux')).toBe('open sesame');
});

test('refuses a file that others may read, and names its mode', async () => {
  for (const mode of [0o644, 0o640, 0o604, 0o660, 0o777]) {
    const path = await fileOf('open sesame', mode);
    expect(await faultOf(readSecret({ from: 'file', path }, {}, 'linux'))).toBe(`mode ${mode.toString(8)}`);
    // Windows has no such mode bits.
    expect(await readSecret({ from: 'file', path }, {}, 'win32')).toBe('open sesame');
  }
});

const read = (path: string) => faultOf(readSecret({ from: 'file', path }, {}, 'linux'));

test.skipIf(process.platform === 'win32')(
  'refuses anything but a regular file owned by the user, without blocking',
  async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', ['-m', '600', pipe]);
    expect(await read(pipe)).toBe('notAFile');
    const link = join(folder, 'link');
    await symlink(await fileOf('open sesame', 0o600), link);
    expect(await read(link)).toBe('link');
    expect(await read(folder)).not.toBe('read');
    if (process.platform === 'linux') expect(await read('/proc/self/environ')).toBe('notAFile');
    if (process.getuid?.() !== 0) return;
    const theirs = await fileOf('of somebody else', 0o600);
    await chown(theirs, 12_345, 12_345);
    expect(await read(theirs)).toBe('owner');
  },
);

test('refuses anything but a secret', async () => {
  expect(await faultOf(readSecret({ from: 'file', path: join(folder, 'none') }, {}, 'linux'))).toBe(
    'missing',
  );
  expect(await faultOf(readSecret({ from: 'file', path: folder }, {}, 'win32'))).toBe('notAFile');
  expect(await faultOf(readSecret({ from: 'file', path: await fileOf('\n', 0o600) }, {}, 'linux'))).toBe(
    'empty',
  );
  const long = await fileOf('x'.repeat(5000), 0o600);
  expect(await faultOf(readSecret({ from: 'file', path: long }, {}, 'linux'))).toBe('tooLarge');
});
