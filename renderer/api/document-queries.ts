import { queryOptions } from '@tanstack/react-query';
import type { ItemRef } from '../../electron/contract/records.ts';
import { call } from './client.ts';
import { keys } from './query-keys.ts';

export const documentsQuery = queryOptions({
  queryKey: keys.documents,
  queryFn: () => call('documents.list', {}),
});

/** OneDrive is checked first. */
export const freeSpaceQuery = queryOptions({
  queryKey: keys.freeSpace,
  queryFn: async () => {
    await call('documents.check', {});
    return call('documents.planFreeSpace', {});
  },
  staleTime: 0,
  gcTime: 0,
});

export const outdatedQuery = queryOptions({
  queryKey: keys.outdated,
  queryFn: () => call('edits.outdated', {}),
});

export const editsQuery = queryOptions({
  queryKey: keys.edits,
  queryFn: () => call('edits.list', {}),
  gcTime: Number.POSITIVE_INFINITY,
});

export function textPairQuery(documentId: string) {
  return queryOptions({
    queryKey: keys.textPair(documentId),
    queryFn: () => call('edits.compare', { documentId }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Updated by the event `documents.folderMoved`. */
export const folderMoveQuery = queryOptions({
  queryKey: keys.folderMove,
  queryFn: () => call('documents.folderMove', {}),
});

export function copyMarksQuery(accountId: string, path: string, items: readonly ItemRef[]) {
  return queryOptions({
    queryKey: keys.copyMarks(
      accountId,
      path,
      items.map(({ itemId }) => itemId),
    ),
    queryFn: async () => {
      const refs = items.map(({ driveId, itemId }) => ({ driveId, itemId }));
      const marks = await call('copies.marks', { accountId, path, items: refs });
      return Object.fromEntries(items.map(({ itemId }, at) => [itemId, marks[at] ?? null]));
    },
    // The old preview stays visible while it is fetched again.
    staleTime: 0,
    gcTime: 60_000,
  });
}
