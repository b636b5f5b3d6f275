import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createInterceptingRig } from '../testing/intercepting-rig.ts';
import type { TransferRig } from '../testing/transfer-steps.ts';

/** Runs something after the response to the first "create folder" has arrived, but before it is processed. */
async function createAnswering(when: () => Promise<unknown>): Promise<TransferRig> {
  let isFirst = true;
  return createInterceptingRig((request, response) => {
    if (!isFirst || request.method !== 'POST' || !request.url.endsWith('/children')) return response;
    isFirst = false;
    return { ...response, text: () => response.text().finally(() => void when()) };
  });
}

describe('a batch that is stopped while its folder is being created', () => {
  test.each([
    ['transfers.cancel', 'cancelled'],
    ['transfers.pause', 'paused'],
  ] as const)('T34 by %s is %s, and nothing in the folder starts', async (how, state) => {
    const scene = { batchId: '', stopped: Promise.withResolvers<unknown>() };
    await using rig = await createAnswering(async () =>
      scene.stopped.resolve(rig.call(how, { batchId: scene.batchId })),
    );
    await rig.call('settings.change', { transfersHeld: true });
    await rig.write('Trip/a.txt', 'a');
    scene.batchId = await rig.begin([join(rig.local, 'Trip')]);
    await rig.call('settings.change', { transfersHeld: false });
    await scene.stopped.promise;
    expect(await rig.of(scene.batchId)).toMatchObject([{ name: 'Trip', state }]);
    expect((await rig.call('transfers.list', {})).summary.active).toBe(0);
    expect(rig.service.counters.count('PUT content')).toBe(0);

    if (state === 'cancelled') return;
    await rig.call('transfers.resume', { batchId: scene.batchId });
    await rig.until(scene.batchId, ({ name }) => name === 'a.txt');
    await rig.settled(scene.batchId);
    expect(rig.service.drive.tree()).toEqual(['Trip/', 'Trip/a.txt']);
  });
});
