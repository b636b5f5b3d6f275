import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { moveIntoPlace } from './local-target.ts';

let response: string | null = null;
vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  return {
    ...real,
    link: (from: string, to: string) =>
      response === null
        ? real.link(from, to)
        : Promise.reject(Object.assign(new Error(response), { code: response })),
  };
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-target-'));
});
afterEach(async () => {
  response = null;
  await rm(folder, { recursive: true, force: true });
});

test.each([null, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EISDIR', 'EINVAL', 'UNKNOWN'])(
  'T69 a finished file gets its name but never replaces another file (link error: %s)',
  async (code) => {
    const part = join(folder, '.part');
    for (const text of ['first', 'second']) {
      await writeFile(part, text);
      response = code;
      await moveIntoPlace(part, folder, 'a.txt');
      response = null;
    }
    expect((await readdir(folder)).sort()).toEqual(['a (2).txt', 'a.txt']);
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('first');
    expect(await readFile(join(folder, 'a (2).txt'), 'utf8')).toBe('second');
  },
);
