import { describe, expect, test } from 'vitest';
import {
  beginToPiece,
  bytesOf,
  createTransferRig,
  expectStored,
  threePieces,
} from '../../../testing/transfer-steps.ts';
import { maxRefusals } from '../backoff.ts';
import { defaultPieceBytes } from '../byte-ranges.ts';

const mebibyte = 1024 ** 2;
const forEver = Number.POSITIVE_INFINITY;

describe('an upload session in trouble', () => {
  test('T21 P7 P17 loses a response in the middle: stored data isn’t sent again', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: 'PUT upload range', nth: 2, reset: 'afterEffect' });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
    expect(rig.service.counters.count('PUT upload range')).toBe(3);
    expect(rig.service.counters.count('GET upload status')).toBe(1);
  });

  test('T21 P6 sends a lost piece again, and the hash still matches the file', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: 'PUT upload range', nth: 2, reset: 'beforeEffect' });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
  });

  test.each([401, 403, 404, 410])(
    'that says it exists but accepts no piece is replaced once, then fails with a reason: %i',
    async (status) => {
      await using rig = await createTransferRig();
      const fault = rig.service.faults.add({ route: 'PUT upload range', nth: 2, status, times: forEver });
      const [failed] = await rig.upload([await rig.write('a.bin', bytesOf(threePieces))]);
      expect(failed).toMatchObject({ state: 'failed', failure: { code: 'serviceUnavailable' } });
      expect(fault.struck).toBeLessThan(10);
      expect(rig.service.counters.count('POST createUploadSession')).toBe(2);
    },
  );

  test('is deleted from the service if its upload failed for good', async () => {
    await using rig = await createTransferRig();
    rig.service.faults.add({
      route: 'PUT upload range',
      nth: 2,
      status: 400,
      code: 'invalidRequest',
      times: forEver,
    });
    const [failed] = await rig.upload([await rig.write('a.bin', bytesOf(threePieces))]);
    expect(failed?.state).toBe('failed');
    await expect.poll(() => [...rig.service.world.uploads.open]).toEqual([]);
  });

  test('T22 counts as a success if the last response is lost, and the file is there once', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: 'PUT upload range', nth: 3, reset: 'afterEffect' });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
    expect(rig.service.counters.count('PUT upload range')).toBe(3);
  });

  test.each(['create', 'update'] as const)(
    'T22 also counts as a success for a small file that was to %s',
    async (mode) => {
      await using rig = await createTransferRig();
      if (mode === 'update') rig.service.drive.addFile('a.bin', 'old');
      rig.service.faults.add({ route: 'PUT content', reset: 'afterEffect' });
      const [transfer] = await rig.upload([await rig.write('a.bin', 'text')], { intent: 'save' });
      expect(transfer).toMatchObject({
        state: 'done',
        outcome: mode === 'create' ? 'created' : 'updated',
        verified: true,
      });
      expect(rig.service.drive.tree()).toEqual(['a.bin']);
      expect(rig.service.drive.find('a.bin')?.rare?.versions ?? []).toHaveLength(mode === 'create' ? 0 : 1);
    },
  );

  test('T22 doesn’t turn a copy whose response was lost into two', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'theirs');
    const [transfer] = await rig.upload([await rig.write('a.txt', 'mine')]);
    rig.service.faults.add({ route: 'PUT content', reset: 'afterEffect' });
    const [kept] = await rig.resolve(transfer!, 'keepBoth');
    expect(kept).toMatchObject({ state: 'done', outcome: 'keptBoth', finalName: 'a 1.txt' });
    expect(rig.service.drive.tree()).toEqual(['a 1.txt', 'a.txt']);
  });

  test('T26 P15 that expires in the middle of the file: it is sent again from the start, once, and that is reported', async () => {
    const lifeMs = 3_600_000;
    await using rig = await createTransferRig({ uploadSessionLifeMs: lifeMs });
    const content = bytesOf(threePieces);
    const { batchId, letGo } = await beginToPiece(rig, 2, content);
    const under = await rig.until(batchId, ({ uploadExpiresAt }) => uploadExpiresAt !== null);
    expect(Math.abs(Date.parse(under.uploadExpiresAt ?? '') - lifeMs - rig.service.clock.now())).toBeLessThan(
      lifeMs / 2,
    );
    rig.service.clock.advance(lifeMs + 1);
    letGo();
    const transfers = await rig.settled(batchId);
    await expectStored(rig, transfers, content);
    expect(transfers).toMatchObject([{ restartReason: 'sessionEnded' }]);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(2);
  });

  test('T26 P15 that expires twice is reported as that, not as an outage, and can be sent again', async () => {
    const lifeMs = 3_600_000;
    await using rig = await createTransferRig({ uploadSessionLifeMs: lifeMs });
    const content = bytesOf(threePieces);
    const { batchId, letGo } = await beginToPiece(rig, 2, content);
    const again = rig.service.faults.hold({ route: 'PUT upload range' });
    const expire = async (letPieceGo: () => void) => {
      rig.service.clock.advance(lifeMs + 1);
      await rig.clock.sleep(lifeMs + 1);
      letPieceGo();
    };
    await expire(letGo);
    await rig.until(batchId, () => again.struck > 0);
    await expire(() => again.letGo());
    expect(await rig.settled(batchId)).toMatchObject([
      { state: 'failed', failure: { code: 'uploadExpired', subject: 'a.bin' } },
    ]);
    expect(rig.service.drive.tree()).toEqual([]);
    expect([...rig.service.world.uploads.open]).toEqual([]);
    await rig.call('transfers.retry', { batchId });
    await expectStored(rig, await rig.settled(batchId), content);
  });

  test.each([
    ['throttled', { status: 429, headers: { 'Retry-After': '60' } }],
    ['refused for want of room', { status: 507, code: 'quotaLimitReached' }],
  ])('T43 T38 doesn’t count a piece that was %s as sent', async (_, refusal) => {
    await using rig = await createTransferRig();
    rig.clock.hold(60_000);
    rig.service.faults.add({ route: 'PUT upload range', nth: 2, ...refusal });
    const content = bytesOf(threePieces);
    const batchId = await rig.begin([await rig.write('a.bin', content)]);
    await rig.until(
      batchId,
      ({ state, bytesDone }) => ['waiting', 'failed'].includes(state) && bytesDone === defaultPieceBytes,
    );
    rig.clock.letPass();
    await rig.call('transfers.retry', { batchId });
    await expectStored(rig, await rig.settled(batchId), content);
  });

  test('T23 P17 asks what is missing after a 416', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({
      route: 'PUT upload range',
      nth: 2,
      status: 416,
      code: 'invalidRange',
      afterEffect: true,
    });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
    expect(rig.service.counters.count('PUT upload range')).toBe(3);
  });

  test.each([1, 3])('T21 T22 treats a response cut off in the middle as lost: piece %i', async (nth) => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: 'PUT upload range', nth, cutAfterBytes: 1 });
    rig.service.faults.add({ route: 'GET upload status', cutAfterBytes: 1 });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
    expect(rig.service.counters.count('PUT upload range')).toBe(3);
  });

  test('T23 P7 ends with a reason if a piece is accepted and reported missing again and again', async () => {
    await using rig = await createTransferRig();
    const body = { nextExpectedRanges: [`${defaultPieceBytes}-`] };
    rig.service.faults.add({ route: 'PUT upload range', nth: 2, times: forEver, status: 202, body });
    const content = bytesOf(threePieces);
    const [transfer] = await rig.upload([await rig.write('a.bin', content)]);
    expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'serviceUnavailable' } });
    expect(rig.service.counters.count('PUT upload range')).toBe(1 + maxRefusals);
    rig.service.faults.clear();
    await rig.call('transfers.retry', { transferIds: [transfer!.transferId] });
    await expectStored(rig, await rig.settled(transfer!.batchId), content);
    expect(rig.service.counters.count('POST createUploadSession'), 'what arrived is kept').toBe(1);
  });

  test('T25 P12 that is unknown for a moment is requested again', async () => {
    await using rig = await createTransferRig({ quirks: { newSession404: 1 } });
    const content = bytesOf(threePieces);
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
  });

  test('T25 P12 P13 that is gone is replaced once, and never used again', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    const { batchId, letGo } = await beginToPiece(rig, 2, content);
    rig.service.clock.advance(8 * 24 * 3_600_000);
    letGo();
    await expectStored(rig, await rig.settled(batchId), content);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(2);
    const uploads = rig.service.counters.seen.filter(({ label }) => label === 'PUT upload range');
    const [first, ...later] = [...new Set(uploads.map(({ target }) => target))];
    expect(later).toHaveLength(1);
    expect(uploads.map(({ target }) => target).lastIndexOf(first ?? '')).toBeLessThan(2);
  });

  test('T25 P12 that is reported as not found with 400 is replaced', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    const body = { error: { code: 'invalidRequest', message: 'Upload session not found' } };
    rig.service.faults.add({ route: 'PUT upload range', nth: 2, status: 400, body });
    rig.service.faults.add({ route: 'GET upload status', times: forEver, status: 400, body });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(2);
  });

  test('T25 P12 ends with a reason after one new session if 404 continues', async () => {
    await using rig = await createTransferRig();
    rig.service.faults.add({ route: /upload (range|status)/, status: 404, times: forEver });
    const [transfer] = await rig.upload([await rig.write('a.bin', bytesOf(5 * mebibyte))]);
    expect(transfer).toMatchObject({
      state: 'failed',
      failure: { code: 'serviceUnavailable', subject: 'a.bin' },
    });
    expect(rig.service.counters.count('POST createUploadSession')).toBe(2);
    expect(rig.service.drive.tree()).toEqual([]);
  });

  test('T36 sends a piece in halves if it takes the service too long', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: 'PUT upload range', nth: 1, status: 504 });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
    const sent = rig.service.counters.seen.filter(({ label }) => label === 'PUT upload range');
    expect(sent.slice(0, 3).map(({ range }) => range?.split('/')[0])).toEqual([
      'bytes 0-10485759',
      'bytes 0-5242879',
      'bytes 5242880-10485759',
    ]);
  });

  test.each([500, 502, 503, 504, 509])('T37 recovers from a %i', async (status) => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: 'PUT upload range', nth: 2, status });
    rig.service.faults.add({
      route: 'POST createUploadSession',
      status: 503,
      headers: { 'Retry-After': '1' },
    });
    await expectStored(rig, await rig.upload([await rig.write('a.bin', content)]), content);
  });

  test.each([
    ['PUT upload range', 5 * mebibyte],
    ['PUT content', 100],
    ['POST createUploadSession', 5 * mebibyte],
  ] as const)(
    'T37 ends with a reason and a request ID if a %s is always refused',
    async (route, sizeBytes) => {
      await using rig = await createTransferRig();
      const fault = rig.service.faults.add({ route, status: 500, times: forEver });
      const [transfer] = await rig.upload([await rig.write('a.bin', bytesOf(sizeBytes))]);
      expect(transfer).toMatchObject({
        state: 'failed',
        failure: { code: 'serviceUnavailable', details: { status: 500 } },
      });
      expect(transfer?.failure?.details?.requestId).toBeTruthy();
      expect(fault.struck).toBe(maxRefusals);
      rig.service.faults.clear();
      await rig.call('transfers.retry', { transferIds: [transfer!.transferId] });
      expect(await rig.settled(transfer!.batchId)).toMatchObject([
        { state: 'done', failure: null, outcome: 'created' },
      ]);
    },
  );

  test('T38 ends at once if the drive is full, and reports which drive', async () => {
    await using rig = await createTransferRig({ quotaBytes: 1000 });
    const small = await rig.write('small.bin', bytesOf(2000));
    const large = await rig.write('large.bin', bytesOf(5 * mebibyte));
    const transfers = await rig.upload([small, large]);
    for (const transfer of transfers)
      expect(transfer).toMatchObject({
        state: 'failed',
        failure: { code: 'quotaFull', facts: { freeBytes: 1000 } },
      });
    expect(rig.service.counters.count('PUT content')).toBe(1);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
    expect(rig.service.drive.tree()).toEqual([]);
  });

  test('T38 keeps what was sent if the drive becomes full, and a retry continues there', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    rig.service.faults.add({ route: 'PUT upload range', nth: 3, status: 507, code: 'quotaLimitReached' });
    const [full] = await rig.upload([await rig.write('a.bin', content)]);
    expect(full).toMatchObject({ state: 'failed', failure: { code: 'quotaFull' } });
    await rig.call('transfers.retry', { transferIds: [full!.transferId] });
    await expectStored(rig, await rig.settled(full!.batchId), content);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
    expect(rig.service.counters.tally('PUT upload range').bytesIn).toBeLessThan(
      threePieces + defaultPieceBytes,
    );
  });

  test('discards the sent data of a failed upload when it is removed from the list', async () => {
    await using rig = await createTransferRig();
    rig.service.faults.add({ route: 'PUT upload range', status: 507, code: 'quotaLimitReached' });
    await rig.upload([await rig.write('a.bin', bytesOf(5 * mebibyte))]);
    expect(rig.service.counters.count('DELETE upload session')).toBe(0);
    await rig.call('transfers.clearEnded', {});
    expect(rig.service.counters.count('DELETE upload session')).toBe(1);
    expect((await rig.call('transfers.list', {})).transfers).toEqual([]);
  });
});
