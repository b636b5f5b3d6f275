import { chmod, copyFile, open, rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTestVault } from '../../../testing/test-vault.ts';
import {
  beginToPiece,
  bytesOf,
  createTransferRig,
  expectStored,
  threePieces,
  type TransferRig,
} from '../../../testing/transfer-steps.ts';
import { defaultPieceBytes } from '../byte-ranges.ts';

const whenWritten = new Date('2020-02-03T04:05:06Z');

/** Overwrites bytes while keeping size and time. */
async function editUnseen(path: string, at: number, content: Uint8Array): Promise<Uint8Array> {
  const edited = Uint8Array.from(content);
  edited[at]! ^= 0xff;
  await using handle = await open(path, 'r+');
  await handle.write(edited, at, 1, at);
  await utimes(path, whenWritten, whenWritten);
  return edited;
}

/** Pauses an upload during its nth piece; the file's time is a round one. */
async function pauseAt(rig: TransferRig, nth: number, content: Uint8Array) {
  const path = await rig.write('source.bin', content);
  await utimes(path, whenWritten, whenWritten);
  await rename(path, join(rig.local, 'a.bin'));
  const held = rig.service.faults.hold({ route: 'PUT upload range', nth });
  const batchId = await rig.begin([join(rig.local, 'a.bin')]);
  await rig.until(batchId, () => held.struck > 0);
  await rig.call('transfers.pause', { batchId });
  held.letGo();
  return { batchId, path: join(rig.local, 'a.bin') };
}

describe('a file that is edited while its upload is paused, and keeps its size and time', () => {
  test.each([
    ['resumed', false],
    ['taken up after a restart', true],
  ])('starts over if a part already sent was edited (%s)', async (_, restarts) => {
    await using rig = await createTransferRig({ adjust: (ports) => (ports.vault = createTestVault()) });
    const { batchId, path } = await pauseAt(rig, 2, bytesOf(threePieces));
    const edited = await editUnseen(path, 7, bytesOf(threePieces));
    if (restarts) await rig.restart();
    await rig.call('transfers.resume', { batchId });
    const transfers = await rig.settled(batchId);
    await expectStored(rig, transfers, edited);
    expect(transfers).toMatchObject([{ restartReason: 'localFileChanged' }]);
  });

  test('resumes if only the part not yet sent was edited', async () => {
    await using rig = await createTransferRig();
    const { batchId, path } = await pauseAt(rig, 2, bytesOf(threePieces));
    const edited = await editUnseen(path, threePieces - 1, bytesOf(threePieces));
    await rig.call('transfers.resume', { batchId });
    await expectStored(rig, await rig.settled(batchId), edited);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
  });

  test('starts over if a piece arrived that was not recorded', async () => {
    await using rig = await createTransferRig();
    const { batchId, path } = await pauseAt(rig, 2, bytesOf(threePieces));
    const parts = [bytesOf(threePieces).subarray(0, 2 * defaultPieceBytes)];
    rig.service.world.uploads.open[0]!.received = [{ first: 0, bytes: 2 * defaultPieceBytes, parts }];
    const edited = await editUnseen(path, defaultPieceBytes + 7, bytesOf(threePieces));
    await rig.call('transfers.resume', { batchId });
    const transfers = await rig.settled(batchId);
    await expectStored(rig, transfers, edited);
    expect(transfers).toMatchObject([{ restartReason: 'localFileChanged' }]);
  });

  test.each([
    ['its permissions changed', (path: string) => chmod(path, 0o600)],
    [
      'it was replaced by a copy',
      async (path: string) => {
        await copyFile(path, `${path}.copy`);
        await utimes(`${path}.copy`, whenWritten, whenWritten);
        await rename(`${path}.copy`, path);
      },
    ],
  ])('resumes if the content is the same but %s', async (_, change) => {
    await using rig = await createTransferRig();
    const { batchId, path } = await pauseAt(rig, 2, bytesOf(threePieces));
    await change(path);
    await rig.call('transfers.resume', { batchId });
    const transfers = await rig.settled(batchId);
    await expectStored(rig, transfers, bytesOf(threePieces));
    expect(transfers).toMatchObject([{ restartReason: null }]);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
  });
});

describe('a file that keeps its size and time during the upload', () => {
  test('isn’t stored if a part already read was edited', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    const path = await rig.write('a.bin', content);
    await utimes(path, whenWritten, whenWritten);
    const held = rig.service.faults.hold({ route: 'PUT upload range', nth: 2 });
    const batchId = await rig.begin([path]);
    await rig.until(batchId, () => held.struck > 0);
    await editUnseen(path, 7, content);
    held.letGo();
    expect(await rig.settled(batchId)).toMatchObject([
      { state: 'failed', failure: { code: 'localFileChanged', subject: 'a.bin' } },
    ]);
    expect(rig.service.drive.tree()).toEqual([]);
  });

  test('is stored if only its permissions changed', async () => {
    await using rig = await createTransferRig();
    const { batchId, letGo } = await beginToPiece(rig, 2, bytesOf(threePieces));
    await chmod(join(rig.local, 'a.bin'), 0o600);
    letGo();
    await expectStored(rig, await rig.settled(batchId), bytesOf(threePieces));
  });
});
