import { stat } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { hashFile } from '../../../documents/local-copy.ts';
import { inMyFiles } from '../../../testing/download-steps.ts';
import { createTransferRig, type TransferRig } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
const sizeBytes = 70 * mebibyte + 12_345;
const here = (rig: TransferRig) => inMyFiles(rig, 'large.bin');

const rangesOf = (rig: TransferRig) =>
  rig.service.counters.seen.filter(({ label }) => label === 'GET download').map(({ range }) => range);

async function expectWhole(rig: TransferRig): Promise<void> {
  const content = rig.service.drive.find('large.bin')?.content;
  expect((await stat(here(rig))).size).toBe(content?.sizeBytes);
  expect(await hashFile(here(rig))).toBe(content?.quickXorHash());
}

describe('a large download', () => {
  test('arrives in pieces, each at its position, complete and verified', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('large.bin', { sizeBytes });
    expect(await rig.download(['large.bin'])).toMatchObject([
      { state: 'done', verified: true, bytesDone: sizeBytes },
    ]);
    await expectWhole(rig);
    const ranges = rangesOf(rig);
    expect(ranges).toHaveLength(Math.ceil(sizeBytes / (16 * mebibyte)));
    expect(ranges.every((range) => /^bytes=\d+-\d+$/.test(range ?? ''))).toBe(true);
  });

  test('T65 continues each piece where it stopped, and requests no byte that it has', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('large.bin', { sizeBytes });
    for (const nth of [1, 2, 4]) {
      rig.service.faults.add({ route: 'GET download', nth, cutAfterBytes: 3 * mebibyte });
    }
    rig.service.faults.add({ route: 'GET download', nth: 6, status: 503 });
    expect(await rig.download(['large.bin'])).toMatchObject([{ state: 'done', verified: true }]);
    await expectWhole(rig);
    const sentBytes = rig.service.counters.seen
      .filter(({ label }) => label === 'GET download')
      .reduce((sum, { bytesOut }) => sum + bytesOut, 0);
    // Only what was in flight when a connection broke is sent twice.
    expect(sentBytes).toBeLessThan(sizeBytes * 2);
    expect(rangesOf(rig).length).toBeLessThan(40);
  });

  test('T67 continues all pieces with one new URL when the old one has expired', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('large.bin', { sizeBytes });
    rig.service.faults.add({ route: 'GET download', nth: 2, times: 3, status: 401 });
    expect(await rig.download(['large.bin'])).toMatchObject([{ state: 'done', verified: true }]);
    await expectWhole(rig);
    expect(rig.service.counters.count('GET item')).toBeLessThan(8);
  });

  test('arrives in one piece from a host that always sends the whole file', async () => {
    await using rig = await createTransferRig({ quirks: { ignoresRange: true } });
    rig.service.drive.addFile('large.bin', { sizeBytes });
    expect(await rig.download(['large.bin'])).toMatchObject([
      { state: 'done', verified: true, bytesDone: sizeBytes },
    ]);
    await expectWhole(rig);
    expect(rangesOf(rig).at(-1)).toBeNull();
  });

  test('T72 arrives in one piece as it is if its listed size is wrong', async () => {
    await using rig = await createTransferRig({ quirks: { noHashes: true } });
    rig.service.drive.addFile('large.bin', { sizeBytes });
    rig.service.drive.rename('large.bin', 'large.heic');
    rig.service.drive.misreport('large.heic', sizeBytes + 5 * mebibyte);
    expect(await rig.download(['large.heic'])).toMatchObject([
      { state: 'done', verified: null, bytesDone: sizeBytes },
    ]);
  });

  test('is downloaded again if one of its pieces is damaged', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('large.bin', { sizeBytes });
    rig.service.faults.add({ route: 'GET download', nth: 3, corrupt: true });
    expect(await rig.download(['large.bin'])).toMatchObject([{ state: 'done', verified: true }]);
    await expectWhole(rig);
  });
});
