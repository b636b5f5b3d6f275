import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPortableFolder } from './portable-folder.ts';

let stick = '';
beforeEach(async () => {
  stick = await mkdtemp(join(tmpdir(), 'slipway-stick-'));
});
afterEach(() => rm(stick, { recursive: true, force: true }));

async function makeProgram(path: string): Promise<string> {
  const program = join(stick, path);
  await mkdir(dirname(program), { recursive: true });
  await writeFile(program, '');
  return program;
}

it.each([
  ['linux', 'slipway/slipway', null, 'slipway'],
  // An AppImage runs from a temporary mount.
  ['linux', 'mount/slipway', 'apps/Slipway.AppImage', 'apps'],
  ['darwin', 'Slipway.app/Contents/MacOS/Slipway', null, '.'],
  ['win32', 'slipway/Slipway.exe', null, 'slipway'],
] as const)('on %s, beside %s (%s), a folder keeps the profile', async (platform, name, file, beside) => {
  const path = await makeProgram(name);
  const appImage = file === null ? null : await makeProgram(file);
  const folder = join(stick, beside, 'slipway-data');
  expect(findPortableFolder({ platform, path, appImage })).toBeNull();
  await mkdir(folder);
  expect(findPortableFolder({ platform, path, appImage })).toBe(folder);
});

it('a file of that name, or a folder inside the mount of an AppImage, is no profile', async () => {
  const path = await makeProgram('mount/slipway');
  const appImage = await makeProgram('apps/Slipway.AppImage');
  await writeFile(join(stick, 'apps/slipway-data'), '');
  await mkdir(join(stick, 'mount/slipway-data'));
  expect(findPortableFolder({ platform: 'linux', path, appImage })).toBeNull();
});

it('an installed copy on Windows keeps nothing in the folder that its update deletes', async () => {
  const path = await makeProgram('slipway/Slipway.exe');
  await makeProgram('slipway/Uninstall Slipway.exe');
  await mkdir(join(stick, 'slipway/slipway-data'));
  expect(findPortableFolder({ platform: 'win32', path, appImage: null })).toBeNull();
});
