import type { Input } from '../../electron/contract/api.ts';
import { queryOptions } from '@tanstack/react-query';
import type { Output } from '../../electron/contract/api.ts';
import type { ActivityFilter } from '../../electron/contract/activity.ts';
import type { TransferFilter } from '../../electron/contract/transfer-list.ts';
import { call } from './client.ts';
import { keys } from './query-keys.ts';

/** Smaller, because transfers change often and are refetched each time. */
export const transfersPerChunk = 50;

export const transfersQuery = queryOptions({
  queryKey: keys.transfers,
  queryFn: () => call('transfers.top', { max: 100 }),
  gcTime: Number.POSITIVE_INFINITY,
});

export function transferCountQuery(filter: TransferFilter, collapsed: readonly string[]) {
  return queryOptions({
    queryKey: keys.transferCount(filter, collapsed),
    queryFn: () => call('transfers.rows', { filter, collapsed: [...collapsed], from: 0, to: 0 }),
    gcTime: 10_000,
  });
}

export function transferChunkQuery(filter: TransferFilter, collapsed: readonly string[], chunk: number) {
  return queryOptions({
    queryKey: keys.transferChunk(filter, collapsed, chunk),
    queryFn: () =>
      call('transfers.rows', {
        filter,
        collapsed: [...collapsed],
        from: chunk * transfersPerChunk,
        to: (chunk + 1) * transfersPerChunk,
      }),
    gcTime: 2_000,
  });
}

export function transferQuery(transferId: string | null) {
  return queryOptions({
    queryKey: keys.transfer(transferId ?? ''),
    queryFn: () => (transferId === null ? null : call('transfers.find', { transferId })),
    staleTime: 0,
    gcTime: 0,
  });
}

export type TransferTop = Output<'transfers.top'>;

export type TransferChunk = Output<'transfers.rows'>;

export const activityQuery = (filter: ActivityFilter, to: number) =>
  queryOptions({
    queryKey: keys.activityRows(filter, to),
    queryFn: () => call('activity.list', { filter, from: 0, to }),
    placeholderData: (before) => before,
    staleTime: 0,
  });

export const binQuery = (bin: Input<'bin.listOfSite'>, to: number) =>
  queryOptions({
    queryKey: keys.bin(bin, to),
    queryFn: () => call('bin.list', { ...bin, from: 0, to }),
    staleTime: 0,
  });

export const siteBinQuery = (bin: Input<'bin.listOfSite'>) =>
  queryOptions({
    queryKey: keys.siteBin(bin),
    queryFn: () => call('bin.listOfSite', bin),
    staleTime: 0,
    gcTime: 0,
  });
