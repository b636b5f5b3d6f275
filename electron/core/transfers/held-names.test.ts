import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Ports } from '../ports.ts';
import type { RigOptions } from '../testing/rig.ts';
import {
  bytesOf,
  createTransferRig,
  expectStored,
  stopAtPiece,
  type TransferRig,
  threePieces,
} from '../testing/transfer-steps.ts';
import type { TransferRecord } from './model/transfer-record.ts';

const dayMs = 24 * 3_600_000;

/** A work drive whose clock follows the skips of the app's clock. */
async function createRigInStep(options: RigOptions): Promise<TransferRig> {
  let rig: TransferRig | null = null;
  const adjust = (ports: Ports) => {
    const { clock } = ports;
    const sleep = async (ms: number, signal?: AbortSignal) => {
      await clock.sleep(ms, signal);
      if (ms >= 60_000) rig?.service.clock.advance(ms);
    };
    ports.clock = { now: () => clock.now(), sleep };
  };
  rig = await createTransferRig({ driveType: 'business', adjust, ...options });
  return rig;
}

describe('a name held by an upload session whose URL is lost', () => {
  test('T32 P39 is reported on a work drive and tried later', async () => {
    await using rig = await createTransferRig({ driveType: 'business' });
    const content = bytesOf(threePieces);
    rig.clock.hold(60_000);
    const batchId = await stopAtPiece(rig, 2, content);
    const waiting = await rig.until(batchId, ({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ waitReason: 'nameReserved', restartReason: 'noVault', failure: null });
    expect(waiting.waitUntil).not.toBeNull();
    for (const session of rig.service.world.uploads.open) rig.service.world.uploads.end(session);
    rig.clock.letPass();
    await expectStored(rig, await rig.settled(batchId), content);
  });

  test('T32 P39 is retried rarely until the session must have expired, and then the file arrives', async () => {
    await using rig = await createRigInStep({});
    const content = bytesOf(threePieces);
    const batchId = await stopAtPiece(rig, 2, content);
    await expectStored(rig, await rig.settled(batchId), content);
    expect(rig.service.counters.count('POST createUploadSession')).toBeGreaterThan(4);
    expect(rig.service.counters.count('POST createUploadSession')).toBeLessThan(20);
  });

  test('T32 P39 is reported as a failure if it is held longer than a session lives, and a person’s retry runs at once', async () => {
    await using rig = await createRigInStep({ uploadSessionLifeMs: 7 * dayMs });
    const content = bytesOf(threePieces);
    const fromMs = rig.clock.now();
    const batchId = await stopAtPiece(rig, 2, content);
    const [failed] = await rig.settled(batchId);
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'nameReserved', subject: 'a.bin' } });
    expect(rig.clock.now() - fromMs).toBeGreaterThanOrEqual(dayMs);
    expect(rig.service.drive.tree()).toEqual([]);

    rig.clock.hold(30_000);
    const choice = { transferIds: [failed?.transferId ?? ''] };
    await rig.call('transfers.retry', choice);
    const waiting = await rig.until(batchId, ({ state }) => state === 'waiting');
    expect(Date.parse(waiting.waitUntil ?? '') - rig.clock.now()).toBeLessThanOrEqual(60_000);
    for (const session of rig.service.world.uploads.open) rig.service.world.uploads.end(session);
    await rig.call('transfers.retry', choice);
    await expectStored(rig, await rig.settled(batchId), content);
  });

  test('can be paused and canceled at the very moment its wait starts', async () => {
    await using rig = await createTransferRig({ driveType: 'business' });
    rig.clock.hold(60_000);
    const batchId = await stopAtPiece(rig, 2, bytesOf(threePieces));
    const { transferId } = await rig.until(batchId, ({ waitReason }) => waitReason === 'nameReserved');
    const choice = { transferIds: [transferId] };
    await rig.call('transfers.pause', choice);
    expect(await rig.of(batchId)).toMatchObject([{ state: 'paused', waitReason: null }]);
    await rig.call('transfers.resume', choice);
    await rig.until(batchId, ({ waitReason }) => waitReason === 'nameReserved');
    await rig.call('transfers.cancel', choice);
    expect(await rig.of(batchId)).toMatchObject([{ state: 'cancelled', failure: null }]);
    rig.clock.letPass();
  });

  test('T32 P39 is no conflict for a file to be replaced: it waits, then gets exactly one new version', async () => {
    await using rig = await createRigInStep({});
    const content = bytesOf(threePieces);
    rig.service.drive.addFile('a.bin', 'the old one');
    rig.clock.hold(60_000);
    const batchId = await stopAtPiece(rig, 2, content, { intent: 'save' });
    expect(
      await rig.until(batchId, ({ state }) => state !== 'running' && state !== 'checking'),
    ).toMatchObject({
      state: 'waiting',
      waitReason: 'nameReserved',
    });
    rig.clock.letPass();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', outcome: 'updated', verified: true }]);
    expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
    expect(rig.service.drive.find('a.bin')?.rare?.versions).toHaveLength(1);
  });
});

test.each([100, threePieces])(
  'T27 P39 a file of %i bytes on a work drive that had arrived when the process died isn’t a conflict',
  async (sizeBytes) => {
    await using rig = await createTransferRig({ driveType: 'business' });
    const content = bytesOf(sizeBytes);
    const [sent] = await rig.upload([await rig.write('a.bin', content)]);
    await rig.core.close();
    forgetEnd(join(rig.userData, 'transfers.sqlite'));
    await rig.restart();
    await expectStored(rig, await rig.settled(sent?.batchId ?? ''), content);
    expect(rig.service.drive.find('a.bin')?.rare?.versions ?? []).toEqual([]);
  },
);

/** The journal's state when its last entry said that the session is over. */
function forgetEnd(file: string): void {
  const journal = new DatabaseSync(file);
  const { text } = journal.prepare('SELECT record AS text FROM transfers').get() as { text: string };
  const record = JSON.parse(text) as TransferRecord;
  const transfer = { ...record.transfer, state: 'running', endedAt: null, outcome: null, finalName: null };
  journal.prepare('UPDATE transfers SET record = ?').run(JSON.stringify({ ...record, transfer }));
  journal.close();
}
