import { afterAll, expect, test, vi } from 'vitest';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { ChangeOutcome } from '../../electron/contract/changes.ts';
import { anAccount } from '../../electron/contract/testing/fixtures.ts';
import { announceOutcome } from './changes.ts';
import { currentVisit } from './navigation.ts';
import { useApp } from './store.ts';
import { undoLatest } from './undo-queue.ts';

const app = () => useApp.getState();
const [one, two] = [anAccount('one'), anAccount('two')];
const bridge: Bridge = {
  call: () => Promise.resolve({ ok: true, value: [one, two] }),
  listen: () => () => {},
  offer: () => Promise.resolve({ ok: true, value: [] }),
};
vi.stubGlobal('window', { slipway: bridge });
afterAll(() => vi.unstubAllGlobals());

const deleted: ChangeOutcome = {
  batchId: 'b',
  accountId: 'one',
  library: 'policies',
  kind: 'delete',
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
  canUndo: false,
  undoOf: null,
};

test('the message of a delete opens the recycle bin of its own account and library, whatever is open by then', async () => {
  app().openAccount(one);
  announceOutcome(deleted, () => null);
  app().openAccount(two);
  app().toasts.at(-1)?.action?.run();
  await vi.waitFor(() => expect(currentVisit(app().history).page.name).toBe('bin'));
  expect(app().accountId).toBe('one');
  expect(currentVisit(app().history).page).toEqual({ name: 'bin', library: 'policies' });
});

test('undo after a delete that can’t be undone says so, and leaves the change before it alone', async () => {
  const undone: string[] = [];
  app().pushUndo({ label: '', order: 1, run: () => Promise.resolve(void undone.push('rename')) });
  announceOutcome({ ...deleted, batchId: 'c' }, () => null);
  await undoLatest();
  expect(app().toasts.at(-1)?.failure).toMatchObject({ code: 'undoExpired', subject: 'a' });
  expect(undone).toEqual([]);
  await undoLatest();
  expect(undone).toEqual(['rename']);
});

function told(outcome: Partial<ChangeOutcome>): string | null | undefined {
  announceOutcome({ ...deleted, undoOf: 'a', kind: 'restore', ...outcome }, () => null);
  return app().toasts.at(-1)?.text;
}

test('says under which name something was restored or copied', () => {
  expect(told({})).toBe('“a” restored');
  expect(told({ renamedCount: 1, newName: 'a 1' })).toBe('“a” restored · New name: “a 1”');
  expect(told({ doneCount: 3, renamedCount: 1, newName: 'a 1' })).toBe(
    '3 items restored · 1 has a new name: “a 1”',
  );
  expect(told({ doneCount: 3, renamedCount: 2 })).toBe('3 items restored · 2 have new names');
  const copied = { kind: 'copy', undoOf: null, toPath: 'myfiles', renamedCount: 1, newName: 'a 1' } as const;
  expect(told(copied)).toBe('“a” copied to myfiles · New name: “a 1”');
});
