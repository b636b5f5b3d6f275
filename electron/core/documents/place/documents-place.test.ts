import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeDiskFaults } from '../../testing/disk-faults.ts';
import { silentLog as log } from '../../testing/transfer-records.ts';
import { createDocumentsPlace } from './documents-place.ts';
import { copyTree, removeCopied } from './move-tree.ts';
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

test('refuses a second move while one is in progress', async () => {
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

test('a folder is still empty if an earlier attempt could not remove what it tried to write there', async () => {
  await using rig = await createPlace();
  const probe = join(rig.chosen, '.slipway-0123456789abcdef.tmp');
  await mkdir(probe);
  await writeFile(join(probe, 'file'), 'a');
  await rig.place.begin(rig.chosen, 1, async () => () => undefined);
  await rig.place.settled();
  expect(rig.place.root()).toBe(rig.chosen);
  expect(await readdir(rig.chosen)).toEqual(['a.txt']);
});

test('a failed move leaves everything in place and gives the reason', async () => {
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

test('a move that fails halfway leaves no copies behind, and nothing that others put there is removed', async () => {
  await using rig = await createPlace();
  await writeFile(join(rig.usual, 'z.txt'), 'z');
  await rig.place.begin(rig.chosen, 2, async () => {
    // The first file can be copied, and something else has the name of the second.
    await mkdir(join(rig.chosen, 'z.txt', 'mine'), { recursive: true });
    return () => undefined;
  });
  await rig.place.settled();
  expect(rig.place.move()).toMatchObject({ state: 'failed' });
  expect(rig.place.root()).toBe(rig.usual);
  expect(await readdir(rig.usual)).toEqual(['a.txt', 'z.txt']);
  expect(await readdir(rig.chosen, { recursive: true })).toEqual(['z.txt', join('z.txt', 'mine')]);
});

test('copies what was never copied before removing it', async () => {
  await using rig = await createPlace();
  expect(await removeCopied(rig.usual, rig.chosen, new AbortController().signal)).toBe(true);
  expect(await readFile(join(rig.chosen, 'a.txt'), 'utf8')).toBe('a');
});

const atOnce = async () => () => undefined;

test('a move that can’t be recorded doesn’t happen: the files stay in place', async () => {
  await using rig = await createPlace();
  await rig.place.begin(rig.chosen, 1, async () => {
    // A folder blocks the file.
    const path = join(rig.profile, 'documents-place.json');
    await rm(path);
    await mkdir(join(path, 'in the way'), { recursive: true });
    return () => undefined;
  });
  await rig.place.settled();
  expect(rig.place.move()).toMatchObject({ state: 'failed', failure: { code: 'profileUnwritable' } });
  expect(await readFile(join(rig.place.root(), 'a.txt'), 'utf8')).toBe('a');
  expect(await readdir(rig.chosen)).toEqual([]);
});

test('a moved folder that can’t be reached isn’t moved again, and stays known', async () => {
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

  // The same at the start after a crash, with some files already in the new location.
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

const signal = new AbortController().signal;

test('a file that a program saved in the old place never replaces work in the new one', async () => {
  await using rig = await createPlace();
  const [former, now] = [join(rig.usual, 'a.txt'), join(rig.chosen, 'a.txt')];
  await writeFile(now, 'edited in the new place');
  await writeFile(former, 'saved by a program that held it');
  const later = new Date(Date.now() + 60_000);
  await utimes(former, later, later);
  expect(await removeCopied(rig.usual, rig.chosen, signal, Date.now() - 60_000)).toBe(true);
  expect(await readFile(now, 'utf8')).toBe('edited in the new place');
  expect(await readFile(join(rig.chosen, 'a (2).txt'), 'utf8')).toBe('saved by a program that held it');
});

test('an older file with different content isn’t deleted with the old place', async () => {
  await using rig = await createPlace();
  await writeFile(join(rig.chosen, 'a.txt'), 'other');
  const earlier = new Date(Date.now() - 60_000);
  await utimes(join(rig.usual, 'a.txt'), earlier, earlier);
  expect(await removeCopied(rig.usual, rig.chosen, signal)).toBe(true);
  const texts = ['a.txt', 'a (2).txt'].map((name) => readFile(join(rig.chosen, name), 'utf8'));
  expect(await Promise.all(texts)).toEqual(['other', 'a']);
});

test('an old place that equals or contains the new one isn’t emptied', async () => {
  await using rig = await createPlace();
  expect(await removeCopied(rig.usual, rig.usual, signal)).toBe(true);
  expect(await readFile(join(rig.usual, 'a.txt'), 'utf8')).toBe('a');
  const inside = join(rig.usual, 'Slipway files');
  await mkdir(inside);
  await writeFile(join(inside, 'b.txt'), 'b');
  expect(await removeCopied(rig.usual, inside, signal)).toBe(true);
  expect(await readFile(join(inside, 'b.txt'), 'utf8')).toBe('b');
  expect(await readFile(join(inside, 'a.txt'), 'utf8')).toBe('a');
});

test('an old place on a disconnected disk is remembered', async () => {
  await using rig = await createPlace();
  expect(await removeCopied(join(rig.folder, 'disk', 'files'), rig.chosen, signal)).toBe(false);
  expect(await removeCopied(join(rig.folder, 'removed'), rig.chosen, signal)).toBe(true);
});

async function leaveCopies(
  rig: Awaited<ReturnType<typeof createPlace>>,
  leftover: string,
  onOtherDisk = false,
) {
  const state = { folder: rig.chosen, movingTo: null, leftover, movedAt: Date.now(), onOtherDisk };
  await writeFile(join(rig.profile, 'documents-place.json'), JSON.stringify(state));
  const place = await rig.open();
  place.resume(atOnce);
  await place.settled();
  return place;
}

test('copies in an old place that is back are removed at once, and what differs moves at the next start', async () => {
  await using rig = await createPlace();
  const disk = join(rig.folder, 'disk', 'files');
  await writeFile(join(rig.chosen, 'a.txt'), 'a');
  const place = await leaveCopies(rig, disk);
  expect(await place.leftovers()).toEqual({ files: 0, folder: disk });
  await mkdir(join(disk, 'Finance'), { recursive: true });
  for (const name of ['a.txt', 'Finance/saved.txt']) await writeFile(join(disk, name), 'a');
  await place.removeLeftovers();
  expect(await place.leftovers()).toEqual({ files: 1, folder: disk });
  expect(await readdir(disk)).toEqual(['Finance']);
  expect(await readdir(rig.chosen)).toEqual(['a.txt']);
  await place.close();
  const next = await rig.open();
  next.resume(atOnce);
  await next.settled();
  expect(await next.leftovers()).toBe(null);
  expect(existsSync(disk)).toBe(false);
  expect(await readFile(join(rig.chosen, 'Finance', 'saved.txt'), 'utf8')).toBe('a');
  await next.close();
});

test('nothing of an old place is moved to where the disk of the new one is missing', async () => {
  await using rig = await createPlace();
  await rm(rig.chosen, { recursive: true });
  const place = await leaveCopies(rig, rig.usual, true);
  expect(await readdir(rig.usual)).toEqual(['a.txt']);
  expect(existsSync(rig.chosen)).toBe(false);
  await place.close();
});

test('an old place is removed later if one of its folders can’t be now', async () => {
  await using rig = await createPlace();
  await mkdir(join(rig.usual, 'Finance'));
  await writeFile(join(rig.usual, 'Finance', 'b.txt'), 'b');
  await copyTree(rig.usual, rig.chosen, () => undefined, signal);
  const faults = await placeDiskFaults([join(rig.usual, 'Finance')]);
  try {
    faults.fail('EBUSY', 2);
    expect(await removeCopied(rig.usual, rig.chosen, signal)).toBe(false);
    expect(faults.seen).toEqual(['unlink', 'rmdir']);
    faults.clear();
    expect(await removeCopied(rig.usual, rig.chosen, signal)).toBe(true);
  } finally {
    faults.restore();
  }
  expect(existsSync(rig.usual)).toBe(false);
});

test('a move succeeds even if the old place can’t be cleaned up', async () => {
  await using rig = await createPlace();
  const link = join(rig.folder, 'link');
  await symlink(rig.chosen, link);
  let moves = 0;
  const path = join(rig.profile, 'documents-place.json');
  const state = { folder: null, movingTo: link, copying: false, leftover: null };
  await writeFile(path, JSON.stringify(state));
  const file = await createPlaceFile(rig.profile, log);
  const place = createDocumentsPlace({
    file: {
      ...file,
      async set(next) {
        await file.set(next);
        // From here on the profile can't be written.
        if (next.folder === null || moves > 0) return;
        moves += 1;
        await rm(path);
        await mkdir(join(path, 'in the way'), { recursive: true });
      },
    },
    profile: rig.profile,
    usual: rig.usual,
    log,
    changed: () => undefined,
  });
  place.resume(atOnce);
  await place.settled();
  expect([place.move(), place.root()]).toEqual([null, link]);
  expect(await readFile(join(place.root(), 'a.txt'), 'utf8')).toBe('a');
  await place.close();
});

const isOtherDisk = existsSync('/dev/shm') && statSync('/dev/shm').dev !== statSync(tmpdir()).dev;

test.skipIf(!isOtherDisk)('an empty mount point isn’t mistaken for the contents of its disk', async () => {
  await using rig = await createPlace();
  const disk = await mkdtemp('/dev/shm/slipway-disk-');
  const mount = join(rig.folder, 'mount');
  await symlink(disk, mount);
  await mkdir(join(mount, 'files'));
  await rig.place.begin(join(mount, 'files'), 1, atOnce);
  await rig.place.settled();
  expect(await readFile(join(disk, 'files', 'a.txt'), 'utf8')).toBe('a');
  const other = join(rig.folder, 'other');
  await mkdir(other);
  await rm(mount);
  for (const left of [mount, join(mount, 'files')]) {
    await mkdir(left);
    const refused = rig.place.begin(other, 1, atOnce);
    await expect(refused, left).rejects.toMatchObject({ code: 'localFolderMissing' });
  }
  expect(rig.place.root()).toBe(join(mount, 'files'));
  await rm(disk, { recursive: true });
});

test('a file that can’t be put in the new place leaves no partial file there', async () => {
  await using rig = await createPlace();
  await mkdir(join(rig.chosen, 'a.txt', 'mine'), { recursive: true });
  const { signal } = new AbortController();
  await expect(copyTree(rig.usual, rig.chosen, () => undefined, signal)).rejects.toThrow();
  expect(await readdir(rig.chosen)).toEqual(['a.txt']);
  expect(await readFile(join(rig.usual, 'a.txt'), 'utf8')).toBe('a');
});
