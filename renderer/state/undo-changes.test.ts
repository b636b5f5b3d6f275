import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Bridge, Reply } from '../../electron/contract/bridge.ts';
import { toFailure } from '../../electron/contract/error-codes.ts';
import { useApp } from './store.ts';
import { undoChanges } from './undo-changes.ts';

const app = () => useApp.getState();
const plan = { method: 'deleteCopy', count: 1, name: 'a' };
let undo: Reply = { ok: true, value: { batchId: 'b', count: 1 } };
const bridge: Bridge = {
  call: (method) => Promise.resolve(method === 'changes.planUndo' ? { ok: true, value: { plan } } : undo),
  listen: () => () => {},
  offer: () => Promise.resolve({ ok: true, value: [] }),
};
const before = Object.getOwnPropertyDescriptor(globalThis, 'window');
Object.defineProperty(globalThis, 'window', { value: { slipway: bridge }, configurable: true });

afterAll(() => {
  if (before === undefined) Reflect.deleteProperty(globalThis, 'window');
  else Object.defineProperty(globalThis, 'window', before);
});

beforeEach(() => app().leaveAccounts());

async function answerUndo(reply: Reply): Promise<number> {
  undo = reply;
  let givenUp = 0;
  await undoChanges('b', null, { givenUp: () => (givenUp += 1) });
  const { dialog } = app();
  if (dialog?.name !== 'undoBetween') throw new Error('not asked');
  dialog.confirm();
  await new Promise((resolve) => setTimeout(resolve));
  return givenUp;
}

test('an undo between two drives that can’t begin is offered again', async () => {
  expect(await answerUndo({ ok: false, error: toFailure('signInNeeded') })).toBe(1);
  expect(app().toasts).toHaveLength(1);
  expect(await answerUndo({ ok: true, value: { batchId: 'b', count: 1 } })).toBe(0);
});
