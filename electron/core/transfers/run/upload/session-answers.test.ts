import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  beginToPiece,
  bytesOf,
  createTransferRig,
  expectStored,
  type TransferRig,
  threePieces,
} from '../../../testing/transfer-steps.ts';
import { defaultPieceBytes } from '../byte-ranges.ts';

async function uploadWith(rig: TransferRig, nth: number, change: (rig: TransferRig) => void) {
  const content = bytesOf(threePieces);
  const { batchId, letGo } = await beginToPiece(rig, nth, content);
  change(rig);
  letGo();
  return { content, transfers: await rig.settled(batchId) };
}

const sessionOf = (rig: TransferRig) => rig.service.world.uploads.open[0]!;
const rangesOf = (rig: TransferRig) =>
  rig.service.counters.seen
    .filter(({ label, status }) => label === 'PUT upload range' && status < 300)
    .map(({ range }) => range?.split('/')[0]);

describe('the ranges a session is missing', () => {
  test('T23 P17 are more than it said before: the upload continues there', async () => {
    await using rig = await createTransferRig();
    const { content, transfers } = await uploadWith(rig, 2, () => (sessionOf(rig).received = []));
    await expectStored(rig, transfers, content);
    expect(rangesOf(rig)[1]).toMatch(/^bytes 0-/);
  });

  test('T23 P17 are fewer than it said before: stored data isn’t sent again', async () => {
    await using rig = await createTransferRig();
    const ahead = defaultPieceBytes + 10 * 327_680;
    const { content, transfers } = await uploadWith(rig, 2, () => {
      const parts = [bytesOf(threePieces).subarray(0, ahead)];
      sessionOf(rig).received = [{ first: 0, bytes: ahead, parts }];
    });
    await expectStored(rig, transfers, content);
    expect(rangesOf(rig)[1]).toMatch(new RegExp(`^bytes ${ahead}-`));
  });

  test('T23 P17 start where the last sent piece ends: the next one follows', async () => {
    await using rig = await createTransferRig();
    const { content, transfers } = await uploadWith(rig, 2, () => {
      const parts = [bytesOf(threePieces).subarray(0, 2 * defaultPieceBytes)];
      sessionOf(rig).received = [{ first: 0, bytes: 2 * defaultPieceBytes, parts }];
    });
    await expectStored(rig, transfers, content);
    expect(rangesOf(rig)).toEqual([
      `bytes 0-${defaultPieceBytes - 1}`,
      `bytes ${2 * defaultPieceBytes}-${threePieces - 1}`,
    ]);
  });

  test('P17 are two gaps: both are filled, and nothing else is sent', async () => {
    await using rig = await createTransferRig();
    const unit = 327_680;
    const hole = { first: 4 * unit, last: 8 * unit - 1 };
    const { content, transfers } = await uploadWith(rig, 2, () => {
      const all = bytesOf(threePieces);
      const end = defaultPieceBytes + 2 * unit;
      sessionOf(rig).received = [
        { first: 0, bytes: hole.first, parts: [all.subarray(0, hole.first)] },
        { first: hole.last + 1, bytes: end - hole.last - 1, parts: [all.subarray(hole.last + 1, end)] },
      ];
    });
    await expectStored(rig, transfers, content);
    expect(rangesOf(rig).slice(1, 2)).toEqual([`bytes ${hole.first}-${hole.last}`]);
    expect(rangesOf(rig)[2]).toMatch(new RegExp(`^bytes ${defaultPieceBytes + 2 * unit}-`));
  });
});

test('P12 a session that is gone after the last byte is a success if the file is there', async () => {
  await using rig = await createTransferRig();
  const content = bytesOf(threePieces);
  rig.service.faults.add({ route: 'PUT upload range', nth: 3, status: 404, afterEffect: true });
  await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
  expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
});

test('P20 canceling works as usual if the service has forgotten the session', async () => {
  await using rig = await createTransferRig();
  const forgotten = rig.service.faults.add({
    route: 'DELETE upload session',
    status: 404,
    code: 'itemNotFound',
  });
  const { batchId, transferId, letGo } = await beginToPiece(rig, 2, bytesOf(threePieces));
  await rig.call('transfers.cancel', { transferIds: [transferId] });
  letGo();
  expect(await rig.of(batchId)).toMatchObject([{ state: 'cancelled', failure: null }]);
  expect(forgotten.struck).toBe(1);
  expect(rig.service.drive.tree()).toEqual([]);
});

const webPage = { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html>Sign in</html>' };

test.each([
  ['the network is away', { times: 6, reset: 'beforeEffect' } as const],
  ['a page of the network answers instead', { times: 2, ...webPage }],
  ['the network redirects', { times: 2, status: 302, headers: { Location: 'https://portal.invalid/' } }],
])(
  'P39 T47 an old session on a work drive is deleted before its file is sent again from the start, also when %s',
  async (_, trouble) => {
    await using rig = await createTransferRig({ driveType: 'business' });
    const { batchId, letGo } = await beginToPiece(rig, 2, bytesOf(threePieces));
    await rig.call('transfers.pause', { batchId });
    letGo();
    const edited = bytesOf(threePieces, 7);
    const path = join(rig.local, 'a.bin');
    await writeFile(path, edited);
    await utimes(path, 1_600_000_000, 1_600_000_000);
    const route = trouble.times === 6 ? /./ : 'DELETE upload session';
    const fault = rig.service.faults.add({ route, ...trouble });
    await rig.call('transfers.resume', { batchId });
    const transfers = await rig.settled(batchId);
    await expectStored(rig, transfers, edited);
    expect(transfers).toMatchObject([{ restartReason: 'localFileChanged' }]);
    expect(fault.struck).toBe(trouble.times);
    const refused = rig.service.counters.seen.filter(({ status }) => status === 409);
    expect(refused, 'the name is free again').toEqual([]);
  },
);

test('a session whose address is not of the web is refused as an answer, and nothing is sent there', async () => {
  await using rig = await createTransferRig();
  rig.service.faults.add({
    route: 'POST createUploadSession',
    times: Number.POSITIVE_INFINITY,
    status: 200,
    body: { uploadUrl: 'file:///etc/passwd', expirationDateTime: '2099-01-01T00:00:00Z' },
  });
  const [failed] = await rig.upload([await rig.write('a.bin', bytesOf(threePieces))]);
  expect(failed).toMatchObject({ state: 'failed', failure: { code: 'unexpectedAnswer' } });
});
