import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fault } from '../../sample/http/faults.ts';
import { troubles } from '../testing/command-schedule.ts';
import { inMyFiles } from '../testing/download-steps.ts';
import { openListed } from '../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

/** More with SCHEDULES=…; a failure prints its seed, which reproduces the run. */
const numRuns = Number(process.env['SCHEDULES'] ?? 8);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let rig: TransferRig;
let runs = 0;
beforeAll(async () => void (rig = await createTransferRig()));
afterAll(() => rig[Symbol.asyncDispose]());

const jobs = ['documents.freeSpace', 'documents.check', 'keep'] as const;
type Job = (typeof jobs)[number];

const schedules = fc.record({
  jobs: fc.array(fc.constantFrom(...jobs), { minLength: 1, maxLength: 3 }),
  faults: fc.array(
    fc
      .record({
        route: fc.constantFrom('POST batch', 'GET item', 'GET download', 'GET children'),
        nth: fc.integer({ min: 1, max: 4 }),
        times: fc.constantFrom(1, 1, 2, 30),
        trouble: troubles,
      })
      .map(({ trouble, ...when }): Fault => ({ ...trouble, ...when })),
    { minLength: 1, maxLength: 3 },
  ),
});

async function prepare(): Promise<string> {
  const { drive } = rig.service;
  runs += 1;
  const place = `run ${runs}`;
  const names = ['same', 'edited', 'newer', 'gone', 'kept'].map((name) => `${name}.txt`);
  for (const name of names) drive.addFile(`${place}/${name}`, `${name} of ${place}`);
  await rig.download([place]);
  await writeFile(inMyFiles(rig, place, 'edited.txt'), `mine of ${place}`);
  const kept = (await rig.call('documents.list', {})).find(
    ({ name, from }) => name === 'kept.txt' && from === `myfiles/${place}`,
  );
  await rig.call('documents.keep', { documentIds: [kept!.documentId], isKept: true });
  drive.addFile(`${place}/newer.txt`, `newer text of ${place}`);
  drive.remove(`${place}/gone.txt`);
  return place;
}

async function run(job: Job, place: string): Promise<string> {
  const { accountId } = rig;
  try {
    if (job !== 'keep') await rig.call(job, {});
    else {
      const { drive } = rig.service;
      const folder = { driveId: drive.id, itemId: drive.idOf(place) };
      const { viewId, head } = await openListed(rig, { accountId, folder });
      const selection = { viewId, mode: 'only' as const, itemIds: [drive.idOf(`${place}/same.txt`)] };
      const { batchId, count } = await rig.call('copies.keep', { accountId, selection, isKept: true });
      if (batchId !== null)
        await rig.settled(
          batchId,
          ({ state, waitReason }) =>
            ['done', 'failed', 'cancelled'].includes(state) || waitReason === 'signInNeeded',
        );
      await rig.call('view.close', { viewId });
      // Only a view that could not be read has nothing to choose.
      if (count === 0) return head.freshness.state === 'failed' ? 'unread' : 'nothing';
    }
    return 'done';
  } catch (error) {
    return ((error as Error).cause as { code?: string } | undefined)?.code ?? String(error);
  }
}

test(
  `copies that are edited, kept, or in OneDrive no more stay here whatever its answers (seed ${seed})`,
  async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async ({ jobs: chosen, faults }) => {
        const place = await prepare();
        const placed = faults.map((fault) => rig.service.faults.add(fault));
        const told: string[] = [];
        for (const job of chosen) told.push(await run(job, place));
        for (const fault of placed) fault.remove();
        const wasKept = chosen.includes('keep') && !told.some((one) => one !== 'done');
        expect(told).not.toContain('bug');
        expect(told).not.toContain('nothing');
        const textOf = (name: string) => readFile(inMyFiles(rig, place, name), 'utf8');
        expect(await textOf('edited.txt')).toBe(`mine of ${place}`);
        expect(await textOf('gone.txt')).toBe(`gone.txt of ${place}`);
        expect(await textOf('kept.txt')).toBe(`kept.txt of ${place}`);
        const files = await rig.call('documents.list', {});
        for (const { name, state, from } of files.filter((file) => file.from === `myfiles/${place}`)) {
          expect(from).toBe(`myfiles/${place}`);
          expect([name, existsSync(inMyFiles(rig, place, name))]).toEqual([name, state !== 'missing']);
          if (name === 'newer.txt')
            expect([`newer.txt of ${place}`, `newer text of ${place}`]).toContain(await textOf(name));
        }
        await rig.call('documents.freeSpace', {});
        expect(existsSync(inMyFiles(rig, place, 'newer.txt'))).toBe(false);
        expect(existsSync(inMyFiles(rig, place, 'same.txt')) || !wasKept).toBe(true);
        expect(await textOf('edited.txt')).toBe(`mine of ${place}`);
        expect(rig.bugs).toEqual([]);
        const open = (await rig.call('transfers.list', {})).transfers.filter(
          ({ endedAt }) => endedAt === null,
        );
        const transferIds = open.map(({ transferId }) => transferId);
        if (transferIds.length > 0) await rig.call('transfers.cancel', { transferIds });
        rig.service.clock.advance(Math.max(0, rig.clock.now() - rig.service.clock.now()));
      }),
      { numRuns, seed, verbose: true },
    );
  },
  60_000 + numRuns * 5_000,
);
