import { queryOptions } from '@tanstack/react-query';
import type { ItemRef } from '../../electron/contract/records.ts';
import { call, failureOf, toRef } from './client.ts';
import { keys } from './query-keys.ts';

export const checkOutQuery = (accountId: string, item: ItemRef) =>
  queryOptions({
    queryKey: keys.checkOut(accountId, item),
    queryFn: () => call('items.checkOut', { accountId, item }),
    staleTime: 0,
    gcTime: 0,
  });

export function accessQuery(accountId: string, item: ItemRef) {
  return queryOptions({
    queryKey: keys.access(accountId, item),
    queryFn: () => call('sharing.access', { accountId, item }),
    staleTime: 0,
    gcTime: 0,
  });
}

export function versionsQuery(accountId: string, item: ItemRef) {
  return queryOptions({
    queryKey: keys.versions(accountId, item),
    queryFn: () => call('versions.list', { accountId, item }),
    staleTime: 0,
    gcTime: 0,
  });
}

export function previewQuery(accountId: string, item: ItemRef, version: string | null) {
  return queryOptions({
    queryKey: keys.preview(accountId, item, version),
    queryFn: () =>
      call('previews.preview', { accountId, item: { driveId: item.driveId, itemId: item.itemId } }),
    gcTime: 0,
  });
}

/** Separate from the current version's preview, which has other content URLs. */
export function versionPreviewQuery(accountId: string, item: ItemRef, versionId: string) {
  return queryOptions({
    queryKey: keys.preview(accountId, item, `version ${versionId}`),
    queryFn: ({ client }) =>
      call('versions.preview', { accountId, item: toRef(item), versionId }).catch((thrown: unknown) => {
        // The list it was chosen from is outdated.
        if (failureOf(thrown).code === 'versionGone')
          void client.invalidateQueries({ queryKey: keys.versions(accountId, toRef(item)) });
        throw thrown;
      }),
    gcTime: 0,
  });
}

/** `to`: null: nothing to ask. A pick lasts as long as its dialog. */
export const accessChangeQuery = (accountId: string, pickId: string, to: ItemRef | null) =>
  queryOptions({
    queryKey: keys.accessChange(pickId, to),
    queryFn: () => (to === null ? null : call('items.planMove', { accountId, pickId, to: toRef(to) })),
    enabled: to !== null,
    gcTime: 0,
  });

/** `version` changes with the item, so that its details are refetched. */
export const detailsQuery = (accountId: string, item: ItemRef, version: string | null) =>
  queryOptions({
    queryKey: keys.details(accountId, item, version),
    queryFn: () => call('items.details', { accountId, item: toRef(item) }),
    gcTime: 60_000,
  });
