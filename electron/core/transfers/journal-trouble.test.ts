import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

const forHangs = { timeout: 60_000 };
const journalOf = (rig: TransferRig) => join(rig.userData, 'transfers.sqlite');
const summaryOf = async (rig: TransferRig) => (await rig.call('transfers.list', {})).summary;
const namesOf = async (rig: TransferRig) =>
  (await rig.call('transfers.list', {})).transfers.map(({ name }) => name);
const damagedFiles = async (rig: TransferRig) =>
  (await readdir(rig.userData)).filter((name) => name.includes('damaged'));

/** "earlier.txt" is waiting in a closed journal. */
async function createEarlier(): Promise<TransferRig> {
  const rig = await createTransferRig();
  await rig.call('settings.change', { transfersHeld: true });
  await rig.begin([await rig.write('earlier.txt', 'earlier')]);
  await rig.core.close();
  return rig;
}

/** Another process holds an exclusive lock. */
function lock(file: string): () => void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; DELETE FROM notes; COMMIT;');
  return () => database.close();
}

async function occupy(file: string): Promise<() => Promise<void>> {
  await rename(file, `${file}.elsewhere`);
  await mkdir(file);
  return async () => {
    await rm(file, { recursive: true });
    await rename(`${file}.elsewhere`, file);
  };
}

/** Prevents this process from growing files, like a full disk. */
function fill(): () => void {
  execFileSync('prlimit', [`--pid=${process.pid}`, '--fsize=0:']);
  return () => execFileSync('prlimit', [`--pid=${process.pid}`, '--fsize=unlimited:']);
}

describe('a list of transfers that can’t be opened', () => {
  test.each([
    ['another program holds it', lock],
    ['something else has its place', occupy],
    ...(process.platform === 'linux' ? [['the disk is full', fill] as const] : []),
  ] as const)(
    'because %s is left alone, reported, and used again with a later transfer',
    async (_why, block) => {
      await using rig = await createEarlier();
      const before = await stat(journalOf(rig));
      const unblock = await block(journalOf(rig));
      try {
        await rig.restart();
        const summary = await summaryOf(rig);
        const damagedJournal = { code: 'journalUnavailable', facts: { disk: 'denied' } };
        expect(summary).toMatchObject({ persisted: false, damagedJournal });
        expect(await namesOf(rig)).toEqual([]);
      } finally {
        await unblock();
      }
      expect(await damagedFiles(rig)).toEqual([]);
      expect((await stat(journalOf(rig))).ino).toBe(before.ino);

      await rig.begin([await rig.write('new.txt', 'new')]);
      await expect.poll(() => namesOf(rig), forHangs).toEqual(['earlier.txt', 'new.txt']);
      await expect
        .poll(() => summaryOf(rig), forHangs)
        .toMatchObject({ persisted: true, damagedJournal: null });
      await rig.restart();
      expect(await namesOf(rig)).toEqual(['earlier.txt', 'new.txt']);
    },
  );

  test('doesn’t stop transfers, and lists them once it can be written', async () => {
    await using rig = await createEarlier();
    const unlock = lock(journalOf(rig));
    await rig.restart();
    await rig.call('settings.change', { transfersHeld: false });
    expect(await rig.upload([await rig.write('done.txt', 'done')])).toMatchObject([{ state: 'done' }]);
    expect(await summaryOf(rig)).toMatchObject({ persisted: false });
    unlock();
    await rig.upload([await rig.write('more.txt', 'more')]);
    await rig.restart();
    expect(await namesOf(rig)).toEqual(['earlier.txt', 'done.txt', 'more.txt']);
  });

  test('can still be erased with everything else', async () => {
    await using rig = await createEarlier();
    const free = await occupy(journalOf(rig));
    await rig.restart();
    await free();
    await rig.call('storage.forgetEverything', { includeDocuments: true });
    expect((await readdir(rig.userData)).filter((name) => name.startsWith('transfers'))).toEqual([]);
    expect(await summaryOf(rig)).toMatchObject({ persisted: true, damagedJournal: null });
  });
});

test('a list that lost all of its bytes is damaged, and is reported until it has been seen', async () => {
  await using rig = await createEarlier();
  await truncate(journalOf(rig), 0);
  for (let times = 0; times < 2; times += 1) {
    await rig.restart();
    expect(await summaryOf(rig)).toMatchObject({ damagedJournal: { code: 'journalDamaged' } });
  }
  expect(await damagedFiles(rig)).toHaveLength(1);
});

test('a transfer removed while the list couldn’t be written doesn’t come back', async () => {
  await using rig = await createTransferRig();
  await rig.upload([await rig.write('old.txt', 'old')]);
  const other = new DatabaseSync(journalOf(rig), { timeout: 20_000 });
  other.exec('BEGIN IMMEDIATE');
  await rig.call('transfers.clearEnded', {});
  await expect.poll(() => summaryOf(rig), forHangs).toMatchObject({ persisted: false });
  other.close();
  await rig.upload([await rig.write('new.txt', 'new')]);
  await rig.restart();
  expect(await namesOf(rig)).toEqual(['new.txt']);
});

test('a list that can’t be written although its disk works is not blamed on the disk', async () => {
  await using rig = await createTransferRig({
    adjust: (ports) => void (ports.journalWorker = new URL('missing.js', ports.journalWorker)),
  });
  await rig.upload([await rig.write('a.txt', 'a')]);
  await expect.poll(() => summaryOf(rig), forHangs).toMatchObject({ persisted: false, saveTrouble: null });
  // It is logged as an error.
  await rig.core.close();
  rig.bugs.length = 0;
});
