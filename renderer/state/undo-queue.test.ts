import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { ActivityKind, ChangeOutcome } from '../../electron/contract/changes.ts';
import { type UndoStep, useApp } from './store.ts';
import { beginChange, edit, nextOrder, settle, undoLatest } from './undo-queue.ts';

const app = () => useApp.getState();
let undone: string[] = [];
const aStep = (label: string): UndoStep => ({ label, run: () => Promise.resolve(void undone.push(label)) });
const rest = () => new Promise((resolve) => setTimeout(resolve));

/** A change on its way; `end` reports its end as core does. */
function begin(kind: 'rename' | 'newFolder') {
  const { promise, resolve } = Promise.withResolvers<void>();
  void edit(kind, () => promise);
  const step = aStep(kind);
  return {
    end() {
      const isTaken = settle(anOutcome(kind), step);
      if (!isTaken) app().pushUndo(step);
      resolve();
    },
  };
}

const anOutcome = (kind: ActivityKind): ChangeOutcome => ({
  batchId: kind,
  accountId: 'one',
  library: null,
  kind,
  doneCount: 1,
  doneNames: ['a'],
  renamedCount: 0,
  newName: null,
  itemIds: ['a'],
  folder: null,
  cancelledCount: 0,
  failedCount: 0,
  failed: [],
  toPath: null,
  canUndo: true,
  undoOf: null,
});

const carried = {
  verb: 'copy',
  pickId: 'p',
  accountId: 'one',
  to: { driveId: 'd', itemId: 'i' },
} as const;
const bridge: Bridge = {
  call: () => Promise.resolve({ ok: true, value: { batchId: 'carried', count: 1 } }),
  listen: () => () => {},
  offer: () => Promise.resolve({ ok: true, value: [] }),
};
vi.stubGlobal('window', { slipway: bridge });
afterAll(() => vi.unstubAllGlobals());

beforeEach(() => {
  app().leaveAccounts();
  undone = [];
});

test('changes that are still on their way are undone latest first, even if the earlier one ends first', async () => {
  const earlier = begin('rename');
  const later = begin('newFolder');
  void undoLatest();
  void undoLatest();
  earlier.end();
  await rest();
  expect(undone).toEqual([]);
  later.end();
  await rest();
  expect(undone).toEqual(['newFolder', 'rename']);
});

test('an earlier change that has ended waits for the later one, and a newer one for neither', async () => {
  app().pushUndo({ ...aStep('first'), order: nextOrder() });
  const later = begin('rename');
  void undoLatest();
  void undoLatest();
  app().pushUndo({ ...aStep('newest'), order: nextOrder() });
  void undoLatest();
  await rest();
  expect(undone).toEqual(['newest']);
  later.end();
  await rest();
  expect(undone).toEqual(['newest', 'rename', 'first']);
});

test('the change that was requested last is undone first, whichever ended last', async () => {
  const earlier = begin('rename');
  const later = begin('newFolder');
  later.end();
  earlier.end();
  await undoLatest();
  await undoLatest();
  expect(undone).toEqual(['newFolder', 'rename']);
});

test('a copy to another drive that still runs is not undone, and neither is what was done before it', async () => {
  app().pushUndo({ ...aStep('before'), order: nextOrder() });
  const { batch } = await beginChange('items.carry', carried, { what: 'carry' });
  await undoLatest();
  expect(undone).toEqual([]);
  expect(app().toasts).toHaveLength(1);
  const step = aStep('copy');
  settle({ ...anOutcome('copy'), batchId: batch.batchId }, step);
  expect(app().toasts).toEqual([]);
  app().pushUndo(step);
  await undoLatest();
  await undoLatest();
  expect(undone).toEqual(['copy', 'before']);
});

test('an undo that failed is retried after what was changed since', async () => {
  let isRefused = true;
  const refused: UndoStep = {
    label: 'refused',
    order: nextOrder(),
    run: async () => {
      if (isRefused) throw new Error('refused');
      undone.push('refused');
    },
  };
  app().pushUndo(refused);
  const tried = expect(undoLatest()).rejects.toThrow('refused');
  app().pushUndo({ ...aStep('since'), order: nextOrder() });
  await tried;
  isRefused = false;
  await undoLatest();
  await undoLatest();
  expect(undone).toEqual(['since', 'refused']);
});
