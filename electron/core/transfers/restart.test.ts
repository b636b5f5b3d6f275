import { mkdir, readdir, readFile, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTestVault } from '../testing/test-vault.ts';
import {
  beginToPiece,
  bytesOf,
  createTransferRig,
  expectStored,
  stopAtPiece,
  type TransferRig,
  threePieces,
} from '../testing/transfer-steps.ts';

const forEver = Number.POSITIVE_INFINITY;

const createSealingRig = (): Promise<TransferRig> =>
  createTransferRig({ adjust: (ports) => (ports.vault = createTestVault()) });

describe('after a restart', () => {
  test.each([1, 2, 3])(
    'T27 an upload at piece %i of 3 continues in its session without sending stored pieces again',
    async (nth) => {
      await using rig = await createSealingRig();
      const content = bytesOf(threePieces);
      const batchId = await stopAtPiece(rig, nth, content);
      await expectStored(rig, await rig.settled(batchId), content);
      expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
      expect(rig.service.counters.count('DELETE upload session')).toBe(0);
      // Three pieces, and the one in progress again.
      expect(rig.service.counters.count('PUT upload range')).toBeLessThanOrEqual(4);
    },
  );

  test('a pasted file is kept if the list can’t be read, as long as that is reported', async () => {
    await using rig = await createTransferRig();
    const offered = join(rig.userData, 'offered');
    const path = join(offered, 'an offer', '0', 'a.bin');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'a picture');
    await rig.call('settings.change', { transfersHeld: true });
    await rig.begin([path]);
    await rig.core.close();
    for (const suffix of ['', '-wal', '-shm'])
      await rm(join(rig.userData, `transfers.sqlite${suffix}`), { force: true });
    await writeFile(join(rig.userData, 'transfers.sqlite'), 'no database');
    for (let times = 0; times < 2; times += 1) {
      await rig.restart();
      const { transfers, summary } = await rig.call('transfers.list', {});
      expect(transfers).toEqual([]);
      expect(summary.damagedJournal).toMatchObject({
        code: 'journalDamaged',
        subject: expect.stringMatching(/^transfers\.damaged-\d+\.sqlite$/),
      });
      expect(await readFile(path, 'utf8')).toBe('a picture');
    }
    await rig.call('transfers.clearEnded', {});
    expect(await readFile(path, 'utf8')).toBe('a picture');
    await rig.call('transfers.dismissDamage', {});
    expect((await rig.call('transfers.list', {})).summary.damagedJournal).toBeNull();
    await rig.restart();
    expect((await rig.call('transfers.list', {})).summary.damagedJournal).toBeNull();
    await expect.poll(() => readdir(rig.userData)).not.toContain('offered');
  });

  test('a pasted file, which has no other copy, is kept until it has arrived', async () => {
    await using rig = await createSealingRig();
    const offered = join(rig.userData, 'offered');
    const path = join(offered, 'an offer', '0', 'a.bin');
    await mkdir(dirname(path), { recursive: true });
    const content = bytesOf(threePieces);
    await writeFile(path, content);
    await mkdir(join(offered, 'left over'));
    const stop = rig.service.faults.hold({ route: 'PUT upload range', nth: 2 });
    const batchId = await rig.begin([path]);
    await rig.until(batchId, () => stop.struck > 0);
    await rig.restart();
    stop.letGo();
    await expectStored(rig, await rig.settled(batchId), content);
    expect(await readdir(offered)).toEqual(['an offer']);
    await rig.restart();
    expect(await readdir(rig.userData)).not.toContain('offered');
  });

  test('without a vault the upload starts over and gives the reason', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    const batchId = await stopAtPiece(rig, 2, content);
    const transfers = await rig.settled(batchId);
    await expectStored(rig, transfers, content);
    expect(transfers).toMatchObject([{ restartReason: 'noVault' }]);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(2);
  });

  test('T30 a source that changed meanwhile starts over, and its old session is deleted', async () => {
    await using rig = await createSealingRig();
    const batchId = await stopAtPieceAfter(rig, async (path) => {
      await rig.write('a.bin', bytesOf(threePieces, 7));
      await utimes(path, 1_700_000_000, 1_700_000_000);
    });
    const transfers = await rig.settled(batchId);
    await expectStored(rig, transfers, bytesOf(threePieces, 7));
    expect(transfers).toMatchObject([{ restartReason: 'localFileChanged' }]);
    expect(rig.service.counters.count('DELETE upload session')).toBe(1);
    expect(rig.service.world.uploads.open.length).toBe(0);
  });

  test.each([
    ['T29 a source that is gone', 'localFileMissing', (path: string) => unlink(path)],
    [
      'T30 a source that is a dangling link now',
      'localNotAFile',
      async (path: string) => {
        await unlink(path);
        await symlink(join(path, '..', 'nowhere'), path);
      },
    ],
  ] as const)('%s is reported, and its session is deleted', async (_what, code, spoil) => {
    await using rig = await createSealingRig();
    const batchId = await stopAtPieceAfter(rig, spoil);
    expect(await rig.settled(batchId)).toMatchObject([
      { state: 'failed', failure: { code, subject: 'a.bin' } },
    ]);
    expect(rig.service.world.uploads.open.length).toBe(0);
    expect(rig.service.drive.tree()).toEqual([]);
  });

  test('queued transfers continue, conflicts still ask, and finished transfers are still listed', async () => {
    await using rig = await createSealingRig();
    rig.service.drive.addFile('taken.txt', 'theirs');
    const done = await rig.upload([await rig.write('done.txt', 'done')]);
    const asked = await rig.upload([await rig.write('taken.txt', 'mine')]);
    expect(asked).toMatchObject([{ state: 'conflict' }]);
    const stop = rig.service.faults.hold({ route: 'PUT content', times: forEver });
    const paths: string[] = [];
    for (let number = 0; number < 10; number += 1)
      paths.push(await rig.write(`${number}.txt`, `text ${number}`));
    const batchId = await rig.begin(paths);
    await rig.until(batchId, () => stop.struck > 0);
    await rig.restart();
    stop.letGo();
    const after = await rig.settled(batchId);
    expect(after.map(({ name, state }) => `${name} ${state}`).sort()).toEqual(
      paths.map((_, number) => `${number}.txt done`),
    );
    expect(await rig.of(done[0]?.batchId ?? '')).toEqual(done);
    expect(await rig.of(asked[0]?.batchId ?? '')).toEqual(asked);
    if (asked[0] === undefined) throw new Error('no conflict');
    await rig.resolve(asked[0], 'replace');
    expect(rig.service.drive.bytes('taken.txt').toString()).toBe('mine');
  });

  test('a page that asks before the earlier list is read gets the whole list, not an empty one', async () => {
    await using rig = await createSealingRig();
    const [done] = await rig.upload([await rig.write('a.txt', 'text')]);
    const { transferId } = done!;
    await rig.restart();
    const asked = await Promise.all([
      rig.call('transfers.rows', { filter: 'all', collapsed: [], from: 0, to: 10 }),
      rig.call('transfers.top', { max: 10 }),
      rig.call('transfers.find', { transferId }),
    ]);
    expect(asked).toMatchObject([{ count: 2 }, { summary: { done: 1 } }, { transferId }]);
  });

  test('an answer for the whole batch still applies', async () => {
    await using rig = await createSealingRig();
    for (const name of ['Trip/a.txt', 'Trip/b.txt']) rig.service.drive.addFile(name, 'theirs');
    await rig.write('Trip/a.txt', 'mine');
    await rig.write('Trip/b.txt', 'mine');
    const stop = rig.service.faults.hold({ route: 'PUT content', nth: 2 });
    const batchId = await rig.begin([join(rig.local, 'Trip')]);
    const conflict = await rig.until(batchId, ({ state }) => state === 'conflict' && stop.struck > 0);
    await rig.call('transfers.resolve', {
      transferId: conflict.transferId,
      choice: 'skip',
      applyToBatch: true,
    });
    await rig.restart();
    stop.letGo();
    const after = await rig.settled(batchId);
    expect(after.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(rig.service.drive.bytes('Trip/a.txt').toString()).toBe('theirs');
    expect(rig.service.drive.bytes('Trip/b.txt').toString()).toBe('theirs');
  });

  test('a small file whose response was lost is found and isn’t taken for a conflict', async () => {
    await using rig = await createSealingRig();
    const content = bytesOf(4);
    rig.service.faults.add({ route: 'PUT content', bytesPerSecond: 4 });
    const batchId = await rig.begin([await rig.write('a.bin', content)]);
    await rig.until(batchId, () => rig.service.drive.find('a.bin') !== null);
    await rig.restart();
    await expectStored(rig, await rig.settled(batchId), content);
  });

  test('the transfers of an account that can’t be opened wait for it', async () => {
    let isThere = true;
    await using rig = await createTransferRig({
      adjust: (ports) => {
        const sampleDrive = ports.sampleDrive.bind(ports);
        ports.vault = createTestVault();
        ports.sampleDrive = () => (isThere ? sampleDrive() : Promise.reject(new Error('keyring locked')));
        ports.log.error = () => {};
      },
    });
    isThere = false;
    const batchId = await stopAtPiece(rig, 2, bytesOf(threePieces));
    expect(await rig.of(batchId)).toMatchObject([
      { state: 'waiting', waitReason: 'signInNeeded', waitUntil: null },
    ]);
    isThere = true;
    await rig.restart();
    await expectStored(rig, await rig.settled(batchId), bytesOf(threePieces));
  });
});

async function stopAtPieceAfter(rig: TransferRig, change: (path: string) => Promise<void>): Promise<string> {
  const { batchId, letGo } = await beginToPiece(rig, 2, bytesOf(threePieces));
  await rig.core.close();
  letGo();
  await change(join(rig.local, 'a.bin'));
  await rig.restart();
  return batchId;
}
