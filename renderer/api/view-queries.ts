import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ChosenOutcomes } from '../../electron/contract/comparison.ts';
import type { Item, ItemRef, PictureSize, Selection, ViewHead } from '../../electron/contract/records.ts';
import { call } from './client.ts';
import { keys } from './query-keys.ts';

export const rowsPerChunk = 100;

/** null: empty or not found. */
export function pathQuery(accountId: string, text: string) {
  return queryOptions({
    queryKey: keys.path(accountId, text),
    queryFn: () => call('paths.resolve', { accountId, text, from: 'myfiles' }).catch(() => null),
    enabled: text !== '',
    gcTime: 10_000,
  });
}

export function rowsQuery(viewId: string, chunk: number) {
  return queryOptions({
    queryKey: keys.viewChunk(viewId, chunk),
    queryFn: () => call('view.rows', { viewId, from: chunk * rowsPerChunk, to: (chunk + 1) * rowsPerChunk }),
    gcTime: 60_000,
  });
}

export function summaryQuery(selection: Selection, revision: number) {
  return queryOptions({
    queryKey: keys.viewSummary(selection, revision),
    queryFn: () => call('view.summarize', { selection }),
    gcTime: 10_000,
  });
}

export function comparisonQuery(first: ViewHead, second: ViewHead, chosen: ChosenOutcomes) {
  const { viewId } = first;
  const { viewId: otherViewId } = second;
  return queryOptions({
    queryKey: ['comparison', viewId, first.revision, otherViewId, second.revision, chosen],
    queryFn: () => call('view.compare', { viewId, otherViewId, chosen }),
    // Another choice leaves the counts unchanged.
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

let lastRequest = 0;

/** null where there is none. At most 200 items. Canceled when no component needs them anymore. */
export function thumbnailsQuery(accountId: string, items: readonly Item[], size: PictureSize) {
  return queryOptions({
    queryKey: keys.thumbnails(
      accountId,
      size,
      items.map((item) => `${item.itemId} ${item.modifiedAt ?? ''}`),
    ),
    queryFn: async ({ signal }) => {
      const refs = items.map(({ driveId, itemId }) => ({ driveId, itemId }));
      lastRequest += 1;
      const requestId = `pictures ${lastRequest}`;
      signal.addEventListener(
        'abort',
        () => void call('previews.cancel', { requestId }).catch(() => undefined),
      );
      const urls = await call('previews.thumbnails', { accountId, items: refs, size, requestId });
      return new Map(items.map((item, at) => [item.itemId, urls[at] ?? null]));
    },
    gcTime: 60_000,
  });
}

/** null: of My files. Refetched whenever a tree shows them. */
export const foldersQuery = (accountId: string, folder: ItemRef | null) =>
  queryOptions({
    queryKey: keys.foldersIn(accountId, folder?.itemId ?? ''),
    queryFn: () => call('folders.list', { accountId, folder }),
    staleTime: 0,
  });

export const foundFoldersQuery = (accountId: string, text: string) =>
  queryOptions({
    queryKey: keys.foundFolders(accountId, text),
    queryFn: () => call('folders.find', { accountId, text }),
  });
