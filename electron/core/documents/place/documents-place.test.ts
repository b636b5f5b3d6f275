import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog as log } from '../../testing/transfer-records.ts';
import { createDocumentsPlace } from './documents-place.ts';
import { removeCopied } from './move-tree.ts';
import { createPlaceFile } from './place-file.ts';

async function createPlace() {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-place-'));
  const [profile, chosen] = [join(folder, 'profile'), join(folder, 'chosen')];
  const usual = join(profile, 'documents');
  await mkdir(usual, { recursive: true });
  await mkdir(chosen);
  await writeFile(join(usual, 'a.txt'), 'a');
  const file = await createPlaceFile(profile, log);
  const place = createDocumentsPlace({ file, profile, usual, log, changed: () => undefined });
  const open = async () =>
    createDocumentsPlace({
      file: await createPlaceFile(profile, log),
      profile,
      usual,
      log,
      changed: () => undefined,
    });
  return {
    place,
    open,
    folder,
    profile,
    usual,
    chosen,
    async [Symbol.asyncDispose]() {
      await place.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

test('a second move waits for nobody: it is refused while one is under way', async () => {
  await using rig = await createPlace();
  const gate = Promise.withResolvers<void>();
  let isSettled = false;
  await rig.place.begin(rig.chosen, 1, () => gate.promise.then(() => () => undefined));
  await expect(rig.place.begin(rig.chosen, 1, async () => () => undefined)).rejects.toMatchObject({
    code: 'moveBusy',
  });
  const settled = rig.place.settled().then(() => (isSettled = true));
  expect([rig.place.root(), isSettled]).toEqual([rig.usual, false]);
  gate.resolve();
  await settled;
  expect(rig.place.root()).toBe(rig.chosen);
  expect(await readFile(join(rig.chosen, 'a.txt'), 'utf8')).toBe('a');
});

test('a move that fails leaves everything where it was, and says why', async () => {
  await using rig = await createPlace();
  await rig.place.begin(rig.chosen, 1, async () => {
    await rm(rig.chosen, { recursive: true });
    await writeFile(rig.chosen, 'a file in its place');
    return () => undefined;
  });
  await rig.place.settled();
  expect(rig.place.move()).toMatchObject({ state: 'failed', failure: { code: 'diskDenied' } });
  expect(rig.place.root()).toBe(rig.usual);
  expect(await readFile(join(rig.usual, 'a.txt'), 'utf8')).toBe('a');
});

test('what was never copied is copied before it is removed', async () => {
  await using rig = await createPlace();
  expect(await removeCopied(rig.usual, rig.chosen, new AbortController().signal)).toBe(true);
  expect(await readFile(join(rig.chosen, 'a.txt'), 'utf8')).toBe('a');
});

const atOnce = async () => () => undefined;

test('a move whose note can not be written is no move: the files are found where they were', async () => {
  await using rig = await createPlace();
  await rig.place.begin(rig.chosen, 1, async () => {
    // Where a folder stands no file can be written.
    const path = join(rig.profile, 'documents-place.json');
    await rm(path);
    await mkdir(join(path, 'in the way'), { recursive: true });
    return () => undefined;
  });
  await rig.place.settled();
  expect(rig.place.move()).toMatchObject({ state: 'failed', failure: { code: 'profileUnwritable' } });
  expect(await readFile(join(rig.place.root(), 'a.txt'), 'utf8')).toBe('a');
});

test('a folder that was moved and can not be reached now is not moved, and stays known', async () => {
  await using rig = await createPlace();
  const disk = join(rig.folder, 'disk');
  const onDisk = join(disk, 'files');
  await mkdir(onDisk, { recursive: true });
  await rig.place.begin(onDisk, 1, atOnce);
  await rig.place.settled();
  await rename(disk, join(rig.folder, 'unplugged'));
  const other = join(rig.folder, 'other');
  await mkdir(other);
  await expect(rig.place.begin(other, 1, atOnce)).rejects.toMatchObject({ code: 'localFolderMissing' });
  expect(rig.place.root()).toBe(onDisk);

  // The same at the start after a crash, with a part of the files in the new place.
  await writeFile(join(other, 'b.txt'), 'copied already');
  for (const copying of [true, false]) {
    const state = { folder: onDisk, movingTo: copying ? other : join(disk, 'none'), copying, leftover: null };
    await writeFile(join(rig.profile, 'documents-place.json'), JSON.stringify(state));
    const place = await rig.open();
    place.resume(atOnce);
    await place.settled();
    expect(place.root()).toBe(onDisk);
    expect(place.move()).toMatchObject({ state: 'failed', failure: { code: 'localFolderMissing' } });
    await place.close();
  }
});
