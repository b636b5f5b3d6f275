import { describe, expect, test } from 'vitest';
import { bytesOf, createTransferRig } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
const uploads = [
  ['personal', 0],
  ['personal', 100],
  ['personal', 5 * mebibyte],
  ['business', 100],
  ['documentLibrary', 5 * mebibyte],
] as const;

describe('a file that is already in the drive under its name, byte for byte', () => {
  test.each(uploads)('is skipped and reported as identical (%s, %i bytes)', async (driveType, sizeBytes) => {
    await using rig = await createTransferRig({ driveType });
    const content = bytesOf(sizeBytes);
    rig.service.drive.addFile('A.bin', content);
    const [transfer] = await rig.upload([await rig.write('a.bin', content)]);
    expect(transfer).toMatchObject({
      state: 'done',
      outcome: 'identical',
      finalName: 'A.bin',
      conflict: null,
    });
    expect(transfer?.item?.itemId).toBe(rig.service.drive.idOf('A.bin'));
    expect(rig.service.drive.find('A.bin')?.rare?.versions ?? []).toEqual([]);
    expect(rig.service.world.uploads.open.map(({ name }) => name)).toEqual([]);
  });

  test.each(uploads)('isn’t saved again (%s, %i bytes)', async (driveType, sizeBytes) => {
    await using rig = await createTransferRig({ driveType });
    const content = bytesOf(sizeBytes);
    rig.service.drive.addFile('a.bin', content);
    const [transfer] = await rig.upload([await rig.write('a.bin', content)], { intent: 'save' });
    expect(transfer).toMatchObject({ state: 'done', outcome: 'identical' });
    expect(rig.service.counters.tally(/^PUT/).bytesIn).toBe(0);
    expect(rig.service.drive.find('a.bin')?.rare?.versions ?? []).toEqual([]);
  });

  test('still asks if the drive has no hashes or a folder has the name', async () => {
    await using rig = await createTransferRig({ quirks: { noHashes: true } });
    rig.service.drive.addFile('a.bin', 'text');
    rig.service.drive.addFolder('b.bin');
    const paths = [await rig.write('a.bin', 'text'), await rig.write('b.bin', '')];
    expect(await rig.upload(paths)).toMatchObject([{ state: 'conflict' }, { state: 'conflict' }]);
  });

  test('isn’t a conflict if another device stored it during this upload', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(5 * mebibyte);
    const held = rig.service.faults.hold({ route: 'PUT upload range' });
    const batchId = await rig.begin([await rig.write('a.bin', content)]);
    await rig.until(batchId, () => held.struck > 0);
    rig.service.drive.addFile('a.bin', content);
    held.letGo();
    const [transfer] = await rig.settled(batchId);
    expect(transfer?.state).toBe('done');
    expect(rig.service.drive.find('a.bin')?.rare?.versions ?? []).toEqual([]);
    expect(rig.service.world.uploads.open.map(({ name }) => name)).toEqual([]);
  });
});
