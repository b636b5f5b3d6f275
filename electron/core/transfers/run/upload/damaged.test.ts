import { describe, expect, test } from 'vitest';
import {
  beginToPiece,
  bytesOf,
  createTransferRig,
  type TransferRig,
} from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
const content = bytesOf(12 * mebibyte);

function damageSession(rig: TransferRig): void {
  const [first] = rig.service.world.uploads.open[0]!.received;
  first!.parts = [bytesOf(first!.bytes, 99)];
}

describe('a file that arrives damaged', () => {
  test.each([
    ['created', false],
    ['updated', true],
  ] as const)('is sent once more and is %s', async (outcome, exists) => {
    await using rig = await createTransferRig();
    if (exists) rig.service.drive.addFile('a.bin', 'older');
    const { batchId, letGo } = await beginToPiece(rig, 2, content, { intent: 'save' });
    damageSession(rig);
    letGo();
    expect(await rig.settled(batchId)).toMatchObject([
      { state: 'done', outcome, verified: true, restartReason: 'storedDamaged', failure: null },
    ]);
    expect(rig.service.drive.tree()).toEqual(['a.bin']);
    expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
  });

  test('is never mistaken for a rewritten one on a personal drive, which stores Office files unchanged', async () => {
    await using rig = await createTransferRig();
    const held = rig.service.faults.hold({ route: 'PUT upload range', nth: 2 });
    const batchId = await rig.begin([await rig.write('a.docx', content)]);
    await rig.until(batchId, () => held.struck > 0);
    damageSession(rig);
    held.letGo();
    expect(await rig.settled(batchId)).toMatchObject([
      { state: 'done', verified: true, restartReason: 'storedDamaged', failure: null },
    ]);
    expect(rig.service.drive.bytes('a.docx').equals(content)).toBe(true);
  });

  test('is never reported as stored, and "try again" replaces the damaged file', async () => {
    await using rig = await createTransferRig();
    const first = await beginToPiece(rig, 2, content);
    damageSession(rig);
    const again = rig.service.faults.hold({ route: 'PUT upload range', nth: 2 });
    first.letGo();
    await rig.until(first.batchId, () => again.struck > 0);
    damageSession(rig);
    again.letGo();
    expect(await rig.settled(first.batchId)).toMatchObject([
      { state: 'failed', failure: { code: 'storedDamaged', subject: 'a.bin' } },
    ]);
    await rig.call('transfers.retry', { batchId: first.batchId });
    expect(await rig.settled(first.batchId)).toMatchObject([
      { state: 'done', verified: true, failure: null },
    ]);
    expect(rig.service.drive.tree()).toEqual(['a.bin']);
    expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
  });

  test('isn’t sent over what somebody else has saved since', async () => {
    await using rig = await createTransferRig();
    const { batchId, letGo } = await beginToPiece(rig, 2, content);
    damageSession(rig);
    // The item is read after the response, when another version is already there.
    const check = rig.service.faults.hold({ route: 'GET item' });
    letGo();
    await rig.until(batchId, () => check.struck > 0);
    rig.service.drive.addFile('a.bin', 'theirs');
    check.letGo();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: null }]);
    expect(rig.service.drive.bytes('a.bin').toString()).toBe('theirs');
  });
});
