import { expect, test } from 'vitest';
import { createTransferRig, bytesOf, threePieces } from '../testing/transfer-steps.ts';

const forEver = Number.POSITIVE_INFINITY;
const past = new Date(Date.UTC(2001, 0, 1)).toUTCString();
const busy = { status: 429, times: forEver };
/** Attempts of a request times rounds of a transfer, plus preparation. */
const many = 80;

test.each(['0', past, '1'])(
  'C1 a service that always answers "wait %s" gets few requests, at growing intervals, until the transfer fails',
  async (retryAfter) => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('there.txt', 'x');
    const headers = { 'Retry-After': retryAfter };
    for (const route of ['PUT content', 'PUT upload range', 'GET download'])
      rig.service.faults.add({ ...busy, route, headers });
    const before = rig.clock.now();
    const ended = [
      ...(await rig.upload([await rig.write('small.txt', 'x')])),
      ...(await rig.upload([await rig.write('large.bin', bytesOf(threePieces))])),
      ...(await rig.download(['there.txt'])),
    ];
    for (const transfer of ended)
      expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'throttled' } });
    const { counters } = rig.service;
    for (const route of ['PUT content', 'PUT upload range', 'GET download'])
      expect(counters.count(route)).toBeLessThan(many);
    expect(rig.clock.now() - before).toBeGreaterThan(3 * 60_000);
  },
);
