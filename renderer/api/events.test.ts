import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { aViewHead } from '../../electron/contract/testing/fixtures.ts';
import type { ViewHead } from '../../electron/contract/records.ts';
import { receiveView } from './events.ts';
import { keys } from './query-keys.ts';

const head = (revision: number, count: number): ViewHead =>
  aViewHead({ revision, count, unfilteredCount: count });

test('a newer head replaces an older one and refetches its rows', () => {
  const client = new QueryClient();
  receiveView(client, head(1, 10));
  client.setQueryData(keys.viewChunk('v', 0), { revision: 1, from: 0, rows: [] });
  receiveView(client, head(2, 11));
  expect(client.getQueryData<ViewHead>(keys.viewHead('v'))?.count).toBe(11);
  expect(client.getQueryState(keys.viewChunk('v', 0))?.isInvalidated).toBe(true);
});

test('an outdated head changes nothing', () => {
  const client = new QueryClient();
  receiveView(client, head(5, 10));
  receiveView(client, head(4, 99));
  expect(client.getQueryData<ViewHead>(keys.viewHead('v'))?.count).toBe(10);
});

test('a head with the same revision keeps the rows: only their age has changed', () => {
  const client = new QueryClient();
  receiveView(client, head(1, 10));
  client.setQueryData(keys.viewChunk('v', 0), { revision: 1, from: 0, rows: [] });
  receiveView(client, head(1, 10));
  expect(client.getQueryState(keys.viewChunk('v', 0))?.isInvalidated).toBe(false);
});
