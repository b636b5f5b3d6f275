import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { Transfer, TransferSummary, ViewHead } from '../../electron/contract/records.ts';
import { mergeTransfers, receiveView } from './events.ts';
import { keys } from './queries.ts';

const head = (revision: number, count: number): ViewHead => ({
  viewId: 'v',
  accountId: 'a',
  place: 'myfiles',
  folder: { driveId: 'd', itemId: 'f' },
  name: 'Finance',
  path: 'myfiles/Finance',
  crumbs: [],
  canWrite: true,
  owner: null,
  sort: [],
  filter: '',
  count,
  unfilteredCount: count,
  revision,
  freshness: { state: 'fresh', listedAt: null, failure: null },
});

test('a newer head replaces an older one and makes its rows be asked for again', () => {
  const client = new QueryClient();
  receiveView(client, head(1, 10));
  client.setQueryData(keys.viewPage('v', 0), { revision: 1, from: 0, rows: [] });
  receiveView(client, head(2, 11));
  expect(client.getQueryData<ViewHead>(keys.viewHead('v'))?.count).toBe(11);
  expect(client.getQueryState(keys.viewPage('v', 0))?.isInvalidated).toBe(true);
});

test('a head that was overtaken changes nothing', () => {
  const client = new QueryClient();
  receiveView(client, head(5, 10));
  receiveView(client, head(4, 99));
  expect(client.getQueryData<ViewHead>(keys.viewHead('v'))?.count).toBe(10);
});

test('the same revision keeps the rows: only the age has changed', () => {
  const client = new QueryClient();
  receiveView(client, head(1, 10));
  client.setQueryData(keys.viewPage('v', 0), { revision: 1, from: 0, rows: [] });
  receiveView(client, head(1, 10));
  expect(client.getQueryState(keys.viewPage('v', 0))?.isInvalidated).toBe(false);
});

const summary: TransferSummary = {
  active: 1,
  waiting: 0,
  conflicts: 0,
  failed: 0,
  done: 0,
  bytesDone: 0,
  bytesTotal: 1,
  bytesPerSecond: 0,
  safeToClose: false,
};

const transfer = (transferId: string, bytesDone: number) => ({ transferId, bytesDone }) as Transfer;

test('changed transfers keep their place, new ones come last, removed ones go', () => {
  const before = { transfers: [transfer('a', 0), transfer('b', 0), transfer('c', 0)], summary };
  const after = mergeTransfers(before, {
    transfers: [transfer('b', 5), transfer('d', 0)],
    removed: ['a'],
    summary,
  });
  expect(after.transfers.map((each) => [each.transferId, each.bytesDone])).toEqual([
    ['b', 5],
    ['c', 0],
    ['d', 0],
  ]);
});
