import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Bridge, Reply } from '../../electron/contract/bridge.ts';
import type { Picked } from '../../electron/contract/records.ts';
import { anAccount } from '../../electron/contract/testing/fixtures.ts';
import { carry } from './carry.ts';
import { useApp } from './store.ts';

const app = () => useApp.getState();
const picked: Picked = {
  pickId: 'p',
  accountId: 'one',
  count: 1,
  folders: 0,
  sharedCount: 0,
  isInShared: false,
  sampleNames: ['a'],
  paths: ['myfiles/a'],
};
const target = { accountId: 'one', parent: { driveId: 'd', itemId: 'to' } };
const select = (itemId: string) => app().select({ type: 'pick', position: { itemId, ordinal: 0 } });

/** Calls that wait for the test to answer as the main process. */
const pendingCalls: { method: string; answer: (value: unknown) => void }[] = [];
const bridge: Bridge = {
  call: (method) =>
    new Promise<Reply>((resolve) => {
      pendingCalls.push({ method, answer: (value) => resolve({ ok: true, value }) });
    }),
  listen: () => () => {},
  offer: () => Promise.resolve({ ok: true, value: [] }),
};
const before = Object.getOwnPropertyDescriptor(globalThis, 'window');
Object.defineProperty(globalThis, 'window', { value: { slipway: bridge }, configurable: true });

afterAll(() => {
  if (before === undefined) Reflect.deleteProperty(globalThis, 'window');
  else Object.defineProperty(globalThis, 'window', before);
});

beforeEach(() => {
  pendingCalls.length = 0;
  app().leaveAccounts();
  app().openAccount(anAccount('one'));
  app().openSplit();
  app().activate('start');
  select('moved');
});

const settle = () => new Promise((resolve) => setTimeout(resolve));

async function answer(method: string, value: unknown): Promise<void> {
  await settle();
  const call = pendingCalls.shift();
  expect(call?.method).toBe(method);
  call?.answer(value);
  await settle();
}

test('moved items are deselected, even if the other pane is active by then', async () => {
  const moving = carry('move', picked, target);
  await settle();
  app().activate('end');
  select('of the other pane');
  await answer('items.planCarry', null);
  await answer('items.move', { batchId: 'b', count: 1 });
  await moving;
  expect(app().selection.ids).toEqual(new Set(['of the other pane']));
  expect(app().other?.selection.ids.size).toBe(0);
});

test('a newer selection is kept', async () => {
  const moving = carry('move', picked, target);
  await answer('items.planCarry', null);
  select('chosen meanwhile');
  await answer('items.move', { batchId: 'b', count: 1 });
  await moving;
  expect(app().selection.ids).toEqual(new Set(['chosen meanwhile']));
});

test('copying keeps the selection and reports items already there', async () => {
  const copying = carry('copy', picked, target);
  await answer('items.planCarry', null);
  await answer('items.copy', { batchId: 'b', count: 1 });
  await copying;
  expect(app().selection.ids).toEqual(new Set(['moved']));
  const moving = carry('move', picked, target);
  await answer('items.planCarry', null);
  await answer('items.move', { batchId: 'b', count: 0 });
  await moving;
  expect(app().selection.ids).toEqual(new Set(['moved']));
  expect(app().toasts).toHaveLength(1);
});

test('a copy into a shared folder says who sees it, unless a dialog has said it', async () => {
  for (const saysAccess of [true, false]) {
    const copying = carry('copy', { ...picked, sharedCount: 1 }, target, { saysAccess });
    await answer('items.planCarry', null);
    await answer('items.copy', { batchId: 'b', count: 1, entersShared: true });
    await copying;
  }
  expect(app().toasts.map(({ text }) => text)).toEqual([
    'The destination is shared: people who see it also see what is copied there.',
  ]);
});

test('a move of shared items says who sees them afterward, unless a dialog has said it', async () => {
  for (const saysAccess of [true, false]) {
    const moving = carry('move', { ...picked, sharedCount: 1 }, target, { saysAccess });
    await answer('items.planCarry', null);
    await answer('items.move', { batchId: 'b', count: 1 });
    await moving;
  }
  expect(app().toasts).toHaveLength(1);
  expect(app().toasts[0]?.text).toMatch(/^1 moved item is shared: people who have access keep it/);
});

test('a move out of or into a shared folder says who loses and gains access, unless a dialog has said it', async () => {
  for (const [isShared, saysAccess] of [
    [true, true],
    [true, false],
    [false, true],
  ] as const) {
    const moving = carry('move', picked, target, { saysAccess });
    await answer('items.planCarry', null);
    await answer('items.move', { batchId: 'b', count: 1, leavesShared: isShared, entersShared: isShared });
    await moving;
  }
  expect(app().toasts).toHaveLength(2);
  expect(app().toasts[0]?.text).toMatch(/^The moved item was in a shared folder: .* lose access/);
  expect(app().toasts[1]?.text).toMatch(/^The destination is shared: people who see it also see/);
});
