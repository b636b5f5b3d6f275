import type { FolderRefresh } from '../../electron/contract/folder-refresh.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ImportPlan } from '../../electron/contract/account-import.ts';
import { call } from './client.ts';
import { keys } from './query-keys.ts';

export const accountsQuery = queryOptions({
  queryKey: keys.accounts,
  queryFn: () => call('accounts.list', {}),
});

export const overviewQuery = queryOptions({
  queryKey: keys.overview,
  queryFn: () => call('accounts.overview', {}),
  staleTime: 0,
});

export const removalsQuery = (accountIds: string[]) =>
  queryOptions({
    queryKey: keys.removals(accountIds),
    queryFn: () => call('accounts.planRemoveMany', { accountIds }),
    staleTime: 0,
    gcTime: 0,
  });

/** `driveId`: of a library; without it, the account's own drive. */
export function quotaQuery(accountId: string, driveId?: string) {
  return queryOptions({
    queryKey: driveId === undefined ? keys.quota(accountId) : [...keys.quota(accountId), driveId],
    queryFn: () => call('app.quota', driveId === undefined ? { accountId } : { accountId, driveId }),
  });
}

/** Shown until OneDrive answers or when it can't. */
export function knownQuotaQuery(accountId: string) {
  return queryOptions({
    queryKey: keys.knownQuota(accountId),
    queryFn: () => call('app.knownQuota', { accountId }),
  });
}

export function permissionsQuery(accountId: string) {
  return queryOptions({
    queryKey: keys.permissions(accountId),
    queryFn: () => call('accounts.permissions', { accountId }),
    gcTime: 0,
  });
}

export function removalQuery(accountId: string) {
  return queryOptions({
    queryKey: keys.removal(accountId),
    queryFn: () => call('accounts.planRemove', { accountId }),
    gcTime: 0,
  });
}

export interface ImportRead {
  fileName: string;
  plan: ImportPlan;
}

/** Kept when the page closes, because the import continues. */
export const accountImportQuery = queryOptions({
  queryKey: keys.accountImport,
  queryFn: (): ImportRead | null => null,
  gcTime: Number.POSITIVE_INFINITY,
});

export const accountExportQuery = queryOptions({
  queryKey: keys.accountExport,
  queryFn: () => call('accountImport.export', {}),
  gcTime: 0,
});

export function ownersQuery(signInId: string, text: string) {
  return queryOptions({
    queryKey: keys.owners(signInId, text),
    queryFn: () => call('signIn.findOwners', { signInId, text }),
    enabled: text !== '',
    gcTime: 10_000,
  });
}

/** Page by page. */
export function allOwnersQuery(signInId: string) {
  return infiniteQueryOptions({
    queryKey: keys.allOwners(signInId),
    queryFn: ({ pageParam }) => call('signIn.listOwners', { signInId, cursor: pageParam }),
    // Later cursors are strings.
    initialPageParam: null as string | null,
    getNextPageParam: ({ cursor }) => cursor,
    gcTime: 10_000,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Updated by events. */
export function waitingQuery(accountId: string) {
  return queryOptions({
    queryKey: keys.waiting(accountId),
    queryFn: async () => (await call('accounts.waiting', { accountId })).until,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** Those that run. Written by events only. */
export const folderRefreshesQuery = queryOptions<FolderRefresh[]>({
  queryKey: keys.folderRefreshes,
  queryFn: () => [],
  initialData: [],
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

export const indexStateQuery = queryOptions({
  queryKey: keys.indexState,
  queryFn: () => call('index.state', {}),
});

export const mySharesQuery = (accountId: string) =>
  queryOptions({
    queryKey: keys.myShares(accountId),
    queryFn: () => call('sharing.mine', { accountId }),
    staleTime: 0,
  });

export const librariesQuery = (accountId: string) =>
  queryOptions({
    queryKey: keys.libraries(accountId),
    queryFn: () => call('libraries.refresh', { accountId }),
    staleTime: 0,
  });

export const foundLibrariesQuery = (accountId: string, text: string) =>
  queryOptions({
    queryKey: keys.foundLibraries(accountId, text),
    queryFn: () => call('libraries.find', { accountId, text }),
    staleTime: 0,
  });
