import { execFileSync } from 'node:child_process';
import { chmod, link, readdir, readFile, rename, stat, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Transfer } from '../../../../contract/transfers.ts';
import { hashFile } from '../../../documents/local-copy.ts';
import { inMyFiles } from '../../../testing/download-steps.ts';
import { bytesOf, createTransferRig, type TransferRig } from '../../../testing/transfer-steps.ts';
import { maxRefusals } from '../backoff.ts';

const mebibyte = 1024 ** 2;
const sizeBytes = 24 * mebibyte;
const cutAfterBytes = 13 * mebibyte;

const rangesOf = (rig: TransferRig) =>
  rig.service.counters.seen.filter(({ label }) => label === 'GET download').map(({ range }) => range);

async function createHalf(
  quirks: { noHashes?: boolean } = {},
): Promise<{ rig: TransferRig; paused: Transfer }> {
  const rig = await createTransferRig({ quirks });
  rig.service.drive.addFile('a.bin', { sizeBytes });
  rig.service.faults.add({ route: 'GET download', cutAfterBytes });
  const stop = rig.service.faults.hold({ route: 'GET download', nth: 2 });
  const batchId = await rig.beginDownload(['a.bin']);
  const { transferId } = await rig.until(batchId, () => stop.struck > 0);
  await rig.call('transfers.pause', { transferIds: [transferId] });
  const [paused] = await rig.of(batchId);
  expect(paused).toMatchObject({ state: 'paused', failure: null });
  expect(await readdir(inMyFiles(rig)), 'its part').toHaveLength(1);
  stop.letGo();
  rig.service.counters.reset();
  return { rig, paused: paused! };
}

async function pauseEarly(rig: TransferRig): Promise<string> {
  rig.service.faults.add({ route: 'GET download', cutAfterBytes: mebibyte });
  const stop = rig.service.faults.hold({ route: 'GET download', nth: 2 });
  const batchId = await rig.beginDownload(['a.bin']);
  await rig.until(batchId, () => stop.struck > 0);
  await rig.call('transfers.pause', { batchId });
  stop.letGo();
  return batchId;
}

async function goOn(rig: TransferRig, { transferId, batchId }: Transfer): Promise<Transfer[]> {
  await rig.call('transfers.resume', { transferIds: [transferId] });
  return rig.settled(batchId);
}

async function expectWhole(rig: TransferRig): Promise<void> {
  const path = join(inMyFiles(rig), 'a.bin');
  const content = rig.service.drive.find('a.bin')?.content;
  expect((await stat(path)).size).toBe(content?.sizeBytes);
  expect(await hashFile(path)).toBe(content?.quickXorHash());
  expect(await readdir(inMyFiles(rig))).toEqual(['a.bin']);
}

function toStart(rig: TransferRig): number {
  return Number(/^bytes=(\d+)-/.exec(rangesOf(rig).at(-1) ?? '')?.[1] ?? 0);
}

describe('a download that was interrupted', () => {
  test('T64 continues from the data on the disk and verifies the whole file', async () => {
    const { rig, paused } = await createHalf();
    await using _rig = rig;
    expect(await goOn(rig, paused)).toMatchObject([{ state: 'done', verified: true, bytesDone: sizeBytes }]);
    expect(toStart(rig)).toBeGreaterThan(8 * mebibyte);
    expect(rangesOf(rig).length).toBeLessThanOrEqual(2);
    await expectWhole(rig);
  });

  test.each([
    ['a link', symlink],
    ['a second name', link],
  ])('T64 doesn’t write to another file that replaced its partial file as %s', async (_what, connect) => {
    const { rig, paused } = await createHalf();
    await using _rig = rig;
    const [part = ''] = await readdir(inMyFiles(rig));
    const foreign = join(rig.local, 'foreign.bin');
    await rename(inMyFiles(rig, part), foreign);
    await connect(foreign, inMyFiles(rig, part));
    const before = await readFile(foreign);
    expect(await goOn(rig, paused)).toMatchObject([{ state: 'done', verified: true }]);
    await expectWhole(rig);
    expect((await readFile(foreign)).equals(before)).toBe(true);
  });

  test('T64 P2 continues after a restart of the app, and changes nothing in the drive', async () => {
    const { rig, paused } = await createHalf();
    await using _rig = rig;
    await rig.restart();
    expect(await readdir(inMyFiles(rig)), 'its part is still there').toHaveLength(1);
    expect(await goOn(rig, paused)).toMatchObject([{ state: 'done', verified: true, bytesDone: sizeBytes }]);
    expect(toStart(rig)).toBeGreaterThan(8 * mebibyte);
    await expectWhole(rig);
    expect(rig.service.counters.count(/^DELETE/)).toBe(0);
  });

  test('T64 starts over if the file was replaced by another one', async () => {
    const { rig, paused } = await createHalf();
    await using _rig = rig;
    rig.service.drive.addFile('a.bin', { sizeBytes: sizeBytes + 7 });
    expect(await goOn(rig, paused)).toMatchObject([
      { state: 'done', verified: true, bytesDone: sizeBytes + 7 },
    ]);
    expect(toStart(rig)).toBe(0);
    await expectWhole(rig);
  });

  test('T70 T64 also continues without a hash after a clean exit', async () => {
    const { rig, paused } = await createHalf({ noHashes: true });
    await using _rig = rig;
    expect(await goOn(rig, paused)).toMatchObject([{ state: 'done', verified: null }]);
    expect(toStart(rig)).toBeGreaterThan(8 * mebibyte);
    await expectWhole(rig);
  });

  test('T64 T70 starts over without a hash after an unclean exit, since a gap couldn’t be detected', async () => {
    const { rig, paused } = await createHalf({ noHashes: true });
    await using _rig = rig;
    const [part = ''] = await readdir(inMyFiles(rig));
    await rig.core.close();
    forgetRest(join(rig.userData, 'transfers.sqlite'));
    // A power loss leaves the length, and zeros.
    await truncate(join(inMyFiles(rig), part), 0);
    await truncate(join(inMyFiles(rig), part), sizeBytes);
    await rig.restart();
    expect(await goOn(rig, paused)).toMatchObject([{ state: 'done', verified: null, bytesDone: sizeBytes }]);
    expect(toStart(rig)).toBe(0);
    await expectWhole(rig);
  });

  test('is complete even if the data on the disk differs from what was written', async () => {
    const { rig, paused } = await createHalf();
    await using _rig = rig;
    const [part = ''] = await readdir(inMyFiles(rig));
    // A power loss leaves the length, and zeros.
    await truncate(join(inMyFiles(rig), part), 5 * mebibyte);
    await truncate(join(inMyFiles(rig), part), sizeBytes);
    expect(await goOn(rig, paused)).toMatchObject([{ state: 'done', verified: true, bytesDone: sizeBytes }]);
    await expectWhole(rig);
  });

  test('leaves nothing if it is canceled before any progress was recorded', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', { sizeBytes });
    const batchId = await pauseEarly(rig);
    expect(await readdir(inMyFiles(rig)), 'its part').toHaveLength(1);
    await rig.call('transfers.cancel', { batchId });
    expect(await readdir(inMyFiles(rig))).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')(
    'uses a new partial file if no progress was recorded, so that its earlier permissions don’t apply',
    async () => {
      await using rig = await createTransferRig();
      rig.service.drive.addFile('a.bin', { sizeBytes });
      const batchId = await pauseEarly(rig);
      const [part = ''] = await readdir(inMyFiles(rig));
      await chmod(inMyFiles(rig, part), 0o644);
      await rig.call('transfers.resume', { batchId });
      expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: true }]);
      expect((await stat(inMyFiles(rig, 'a.bin'))).mode & 0o777).toBe(0o600);
    },
  );

  test('leaves nothing if it is canceled halfway', async () => {
    const { rig, paused } = await createHalf();
    await using _rig = rig;
    await rig.call('transfers.cancel', { transferIds: [paused.transferId] });
    expect(await rig.of(paused.batchId)).toMatchObject([{ state: 'cancelled' }]);
    expect(await readdir(inMyFiles(rig))).toEqual([]);
  });
});

test('T64 T70 without a hash, a file replaced by one of the same size halfway is downloaded again', async () => {
  await using rig = await createTransferRig({ quirks: { noHashes: true } });
  rig.service.drive.addFile('a.bin', bytesOf(sizeBytes, 1));
  rig.service.faults.add({ route: 'GET download', cutAfterBytes });
  const stop = rig.service.faults.hold({ route: 'GET download', nth: 2 });
  const batchId = await rig.beginDownload(['a.bin']);
  await rig.until(batchId, () => stop.struck > 0);
  rig.service.drive.addFile('a.bin', bytesOf(sizeBytes, 2));
  stop.letGo();
  expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: null }]);
  await expectWhole(rig);
});

test('T64 leaves no partial file if another download was faster while it was interrupted', async () => {
  const { rig, paused } = await createHalf();
  await using _rig = rig;
  expect(await rig.download(['a.bin'])).toMatchObject([{ state: 'done' }]);
  expect(await readdir(inMyFiles(rig)), 'the file and the part').toHaveLength(2);
  rig.service.counters.reset();
  expect(await goOn(rig, paused)).toMatchObject([{ state: 'done', verified: true }]);
  expect(rangesOf(rig)).toEqual([]);
  await expectWhole(rig);
});

describe('a service that fails for longer than the retries last', () => {
  test('T37 T64 loses nothing already downloaded: trying again downloads only the rest, also after a restart', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', { sizeBytes });
    rig.service.faults.add({ route: 'GET download', cutAfterBytes });
    rig.service.faults.add({ route: 'GET download', nth: 2, times: maxRefusals, status: 500 });
    const batchId = await rig.beginDownload(['a.bin']);
    const [failed] = await rig.settled(batchId);
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'serviceUnavailable' } });
    await rig.restart();
    rig.service.counters.reset();
    await rig.call('transfers.retry', { transferIds: [failed!.transferId] });
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: true }]);
    expect(toStart(rig)).toBeGreaterThan(8 * mebibyte);
    await expectWhole(rig);
  });

  test('T37 leaves nothing once the transfer is removed from the list', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', { sizeBytes });
    rig.service.faults.add({ route: 'GET download', cutAfterBytes });
    rig.service.faults.add({ route: 'GET download', nth: 2, times: maxRefusals, status: 500 });
    expect(await rig.download(['a.bin'])).toMatchObject([{ state: 'failed' }]);
    await rig.call('transfers.clearEnded', {});
    expect(await readdir(inMyFiles(rig))).toEqual([]);
  });
});

/** The journal as if the power failed while bytes were arriving. */
function forgetRest(file: string): void {
  const journal = new DatabaseSync(file);
  const { text } = journal.prepare('SELECT record AS text FROM transfers').get() as { text: string };
  const atWork = text.replace('"isAtRest":true', '"isAtRest":false');
  expect(atWork).not.toBe(text);
  journal.prepare('UPDATE transfers SET record = ?').run(atWork);
  journal.close();
}

/** Limits the file size of this process, like a full disk. null: not supported here. */
function limitFiles(bytes: number | null): void {
  execFileSync('prlimit', [`--pid=${process.pid}`, `--fsize=${bytes ?? 'unlimited'}:`]);
}

describe.skipIf(process.platform !== 'linux')('a disk that becomes full during a download', () => {
  test('T39 stops the download cleanly without leftovers, and it succeeds once there is space', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', { sizeBytes });
    const stop = rig.service.faults.hold({ route: 'GET download' });
    const batchId = await rig.beginDownload(['a.bin']);
    const { transferId } = await rig.until(batchId, () => stop.struck > 0);
    limitFiles(6 * mebibyte);
    try {
      stop.letGo();
      await rig.settled(batchId);
    } finally {
      limitFiles(null);
    }
    expect(await rig.of(batchId)).toMatchObject([
      { state: 'failed', failure: { code: 'diskFull', subject: 'a.bin' } },
    ]);
    expect(await readdir(inMyFiles(rig))).toEqual([]);
    await rig.call('transfers.retry', { transferIds: [transferId] });
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: true }]);
    await expectWhole(rig);
  });
});
