import { array, assert, constantFrom, nat, option, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { TransferState } from '../../../contract/transfers.ts';
import { TransferFilter } from '../../../contract/transfer-list.ts';
import { createChunkedIds } from './chunked-ids.ts';

const states = TransferState.options;
const filters = TransferFilter.options;

const filterOf = (state: TransferState): TransferFilter => {
  if (state === 'paused' || state === 'done' || state === 'cancelled') return state;
  return state === 'conflict' || state === 'failed' ? 'attention' : 'active';
};

function createScene() {
  const boxes = createChunkedIds();
  const model = new Map<string, TransferState>();
  return {
    boxes,
    model,
    set(transferId: string, state: TransferState | null) {
      boxes.update(transferId, model.get(transferId) ?? null, state);
      if (state === null) model.delete(transferId);
      else model.set(transferId, state);
    },
    pick: (filter: TransferFilter, from: number, to: number) =>
      boxes.slice({ filter, stateOf: (id) => model.get(id) }, from, to),
    walk: (filter: TransferFilter) =>
      [...model].filter(([, state]) => filter === 'all' || filterOf(state) === filter).map(([id]) => id),
  };
}

test('any range of any filter equals what a walk over all of them finds', () => {
  const step = record({
    at: nat(1500),
    state: option(constantFrom(...states), { nil: null, freq: 4 }),
  });
  assert(
    property(array(step, { maxLength: 300 }), nat(1200), nat(80), (steps, from, length) => {
      const scene = createScene();
      for (let at = 0; at < 1000; at += 1) scene.set(`t${at}`, 'queued');
      for (const { at, state } of steps) scene.set(`t${at}`, state);
      for (const filter of filters) {
        const all = scene.walk(filter);
        expect(scene.boxes.count(filter)).toBe(all.length);
        expect(scene.pick(filter, from, from + length)).toEqual(all.slice(from, from + length));
      }
      expect([...scene.boxes.ids()]).toEqual([...scene.model.keys()]);
      expect(scene.boxes.conflicts()).toBe([...scene.model.values()].filter((s) => s === 'conflict').length);
    }),
    { numRuns: 40 },
  );
});

test('finding forty rows deep in a hundred thousand checks only a few hundred', () => {
  const scene = createScene();
  for (let at = 0; at < 100_000; at += 1) scene.set(`t${at}`, at % 3 === 0 ? 'done' : 'queued');
  let looked = 0;
  const stateOf = (id: string) => ((looked += 1), scene.model.get(id));
  const picked = scene.boxes.slice({ filter: 'done', stateOf }, 30_000, 30_040);
  expect(picked).toEqual(scene.walk('done').slice(30_000, 30_040));
  expect(looked).toBeLessThanOrEqual(512 * 2);
});
