import { expect, test } from 'vitest';
import type { ActivityRow, BinnedItem } from '../../../electron/contract/activity.ts';
import { toBinRows } from './bin-rows.ts';

const activity = (entryId: string, at: string): ActivityRow => ({
  entryId,
  batchId: 'b',
  accountId: 'a',
  kind: 'delete',
  at: `2026-01-0${at}T00:00:00Z`,
  name: entryId,
  itemKind: 'file',
  path: 'myfiles',
  toPath: null,
  fromAccountId: null,
  newName: null,
  result: 'done',
  failure: null,
  isUndo: false,
  isUndone: false,
  canUndo: false,
  undoableInBatch: 0,
  noUndo: null,
  versions: null,
});

const item = (id: string, at: string, entryId: string | null): BinnedItem => ({
  id,
  entryId,
  name: id,
  path: 'myfiles/In',
  at: `2026-01-0${at}T00:00:00Z`,
  sizeBytes: 7,
  deletedBy: 'Dana',
});

test('an item deleted by Slipway appears once, combined with the site’s facts, among items others deleted', () => {
  const activities = [activity('mine', '4'), activity('old', '1')];
  const items = [item('theirs', '5', null), item('same', '4', 'mine'), item('earlier', '2', null)];
  const rows = toBinRows(activities, items, 10);
  expect(rows.map(({ name, sizeBytes, deletedBy }) => [name, sizeBytes, deletedBy])).toEqual([
    ['theirs', 7, 'Dana'],
    ['mine', 7, 'Dana'],
    ['earlier', 7, 'Dana'],
    ['old', null, null],
  ]);
  expect(rows.map((row) => row.activity?.entryId ?? null)).toEqual([null, 'mine', null, 'old']);
  expect(toBinRows(activities, items, 2).map(({ name }) => name)).toEqual(['theirs', 'mine']);
  expect(toBinRows(activities, [], 10).map(({ name }) => name)).toEqual(['mine', 'old']);
});
