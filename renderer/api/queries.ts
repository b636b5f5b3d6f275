import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { LogLevel } from '../../electron/contract/log.ts';
import type { Output } from '../../electron/contract/api.ts';
import type { ActivityFilter } from '../../electron/contract/activity.ts';
import type { ImportPlan } from '../../electron/contract/account-import.ts';
import type { ChosenOutcomes } from '../../electron/contract/comparison.ts';
import type { Item, ItemRef, PictureSize, Selection, ViewHead } from '../../electron/contract/records.ts';
import type { TransferFilter } from '../../electron/contract/transfer-list.ts';
import { type Span, toSpanStart } from '../words/spans.ts';
import { call, toRef } from './client.ts';

export const rowsPerChunk = 100;
/** Smaller, because transfers change often and are refetched each time. */
export const transfersPerChunk = 50;

/** All cache keys. events.ts applies the main process's events to them. */
export const keys = {
  start: ['start'],
  accounts: ['accounts'],
  overview: ['overview'],
  log: (level: string, text: string) => ['log', level, text],
  removals: (accountIds: readonly string[]) => ['removals', accountIds],
  signInDefaults: ['signInDefaults'],
  settings: ['settings'],
  storage: ['storage'],
  transfers: ['transfers', 'top'],
  transferLines: ['transfers', 'rows'],
  transferCount: (filter: TransferFilter, collapsed: readonly string[]) => [
    'transfers',
    'rows',
    filter,
    collapsed,
    'count',
  ],
  transferPage: (filter: TransferFilter, collapsed: readonly string[], page: number) => [
    'transfers',
    'rows',
    filter,
    collapsed,
    page,
  ],
  notices: ['notices'],
  updates: ['updates'],
  network: ['network'],
  licences: ['licences'],
  management: ['management'],
  documents: ['documents'],
  /** Below `documents`, so that both are invalidated together. */
  copyMarks: (accountId: string, path: string, itemIds: readonly string[]) => [
    'documents',
    'marks',
    accountId,
    path,
    ...itemIds,
  ],
  freeSpace: ['freeSpace'],
  folderMove: ['folderMove'],
  edits: ['edits'],
  textPair: (documentId: string) => ['textPair', documentId],
  transfer: (transferId: string) => ['transfer', transferId],
  quota: (accountId: string) => ['quota', accountId],
  quotas: ['quota'],
  knownQuota: (accountId: string) => ['quota', accountId, 'known'],
  accountImport: ['accountImport'],
  accountExport: ['accountExport'],
  owners: (signInId: string, text: string) => ['owners', signInId, text],
  allOwners: (signInId: string) => ['allOwners', signInId],
  permissions: (accountId: string) => ['permissions', accountId],
  access: (accountId: string, item: ItemRef) => ['access', accountId, item],
  checkOut: (accountId: string, item: ItemRef) => ['checkOut', accountId, item],
  versions: (accountId: string, item: ItemRef) => ['versions', accountId, item],
  removal: (accountId: string) => ['removal', accountId],
  waiting: (accountId: string) => ['waiting', accountId],
  view: (viewId: string) => ['view', viewId],
  viewHead: (viewId: string) => ['view', viewId, 'head'],
  viewRows: (viewId: string) => ['view', viewId, 'rows'],
  viewPage: (viewId: string, page: number) => ['view', viewId, 'rows', page],
  viewSummary: (selection: Selection, revision: number) => [
    'view',
    selection.viewId,
    'summary',
    revision,
    selection,
  ],
  indexState: ['indexState'],
  /** Facts from the index; invalidated when the drive is enumerated or changed. */
  facts: ['facts'],
  fact: (accountId: string, name: string, about: unknown) => ['facts', accountId, name, about],
  path: (accountId: string, text: string) => ['path', accountId, text],
  /** `versions`: item ids with times, so that a changed picture is requested again. */
  thumbnails: (accountId: string, size: PictureSize, versions: readonly string[]) => [
    'thumbnails',
    accountId,
    size,
    ...versions,
  ],
  preview: (accountId: string, item: ItemRef, version: string | null) => [
    'preview',
    accountId,
    item.driveId,
    item.itemId,
    version,
  ],
  details: (accountId: string, { driveId, itemId }: ItemRef, version: string | null) => [
    'details',
    accountId,
    driveId,
    itemId,
    version,
  ],
  myShares: (accountId: string) => ['myShares', accountId],
  libraries: (accountId: string) => ['libraries', accountId],
  foundLibraries: (accountId: string, text: string) => ['libraries', accountId, 'found', text],
  activity: ['activity'],
  /** Below the activity log, so that both are invalidated together. */
  bin: (accountId: string, to: number) => ['activity', 'bin', accountId, to],
  siteBin: (accountId: string) => ['siteBin', accountId],
  activityLines: (filter: ActivityFilter, to: number) => ['activity', filter, to],
  folders: (accountId: string) => ['folders', accountId],
  foldersIn: (accountId: string, itemId: string) => ['folders', accountId, itemId],
  foundFolders: (accountId: string, text: string) => ['folders', accountId, 'found', text],
  ofAccount: (accountId: string) => [
    ['facts', accountId],
    ['folders', accountId],
    ['quota', accountId],
    ['waiting', accountId],
    ['thumbnails', accountId],
    ['preview', accountId],
    ['details', accountId],
  ],
} as const;

export const startQuery = queryOptions({ queryKey: keys.start, queryFn: () => call('app.start', {}) });

export const accountsQuery = queryOptions({
  queryKey: keys.accounts,
  queryFn: () => call('accounts.list', {}),
});

/** Polled while the log is followed. */
export const logQuery = (level: LogLevel, text: string, isFollowing: boolean) =>
  queryOptions({
    queryKey: keys.log(level, text),
    queryFn: () => call('program.log', { level, text }),
    staleTime: 0,
    gcTime: 0,
    placeholderData: (before) => before,
    refetchInterval: isFollowing ? 2_000 : false,
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

export const signInDefaultsQuery = queryOptions({
  queryKey: keys.signInDefaults,
  queryFn: () => call('signIn.defaults', {}),
  // A keyring can be unlocked while Slipway runs.
  staleTime: 0,
});

export const settingsQuery = queryOptions({
  queryKey: keys.settings,
  queryFn: () => call('settings.get', {}),
});

export const storageQuery = queryOptions({
  queryKey: keys.storage,
  queryFn: () => call('storage.summary', {}),
  // No event reports storage use, so it is fetched whenever the page opens.
  staleTime: 0,
});

export const noticesQuery = queryOptions({
  queryKey: keys.notices,
  queryFn: () => call('profile.notices', {}),
});

export const networkQuery = queryOptions({
  queryKey: keys.network,
  queryFn: () => call('network.state', {}),
  // The system's proxy may have changed.
  staleTime: 0,
});

export const updatesQuery = queryOptions({
  queryKey: keys.updates,
  queryFn: () => call('updates.state', {}),
});

/** These don't change while Slipway runs. */
export const licencesQuery = queryOptions({
  queryKey: keys.licences,
  queryFn: () => call('app.licences', {}),
  staleTime: Number.POSITIVE_INFINITY,
});
export const managementQuery = queryOptions({
  queryKey: keys.management,
  queryFn: () => call('app.management', {}),
  staleTime: Number.POSITIVE_INFINITY,
});

export const transfersQuery = queryOptions({
  queryKey: keys.transfers,
  queryFn: () => call('transfers.top', { most: 100 }),
  // Updated by events even while unused.
  gcTime: Number.POSITIVE_INFINITY,
});

export function transferCountQuery(filter: TransferFilter, collapsed: readonly string[]) {
  return queryOptions({
    queryKey: keys.transferCount(filter, collapsed),
    queryFn: () => call('transfers.rows', { filter, collapsed: [...collapsed], from: 0, to: 0 }),
    gcTime: 10_000,
  });
}

export function transferChunkQuery(filter: TransferFilter, collapsed: readonly string[], page: number) {
  return queryOptions({
    queryKey: keys.transferPage(filter, collapsed, page),
    queryFn: () =>
      call('transfers.rows', {
        filter,
        collapsed: [...collapsed],
        from: page * transfersPerChunk,
        to: (page + 1) * transfersPerChunk,
      }),
    gcTime: 2_000,
  });
}

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

export const editsQuery = queryOptions({
  queryKey: keys.edits,
  queryFn: () => call('edits.list', {}),
  // Updated by events even while unused.
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

export function transferQuery(transferId: string | null) {
  return queryOptions({
    queryKey: keys.transfer(transferId ?? ''),
    queryFn: () => (transferId === null ? null : call('transfers.find', { transferId })),
    staleTime: 0,
    gcTime: 0,
  });
}

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

/** `driveId`: of a library; without it, the account's own drive. */
export function quotaQuery(accountId: string, driveId?: string) {
  return queryOptions({
    queryKey: driveId === undefined ? keys.quota(accountId) : [...keys.quota(accountId), driveId],
    queryFn: () => call('app.quota', driveId === undefined ? { accountId } : { accountId, driveId }),
  });
}

/** The last known quota, shown until OneDrive answers or when it can't. */
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

/** Fetched each time the dialog opens. */
export function removalQuery(accountId: string) {
  return queryOptions({
    queryKey: keys.removal(accountId),
    queryFn: () => call('accounts.planRemove', { accountId }),
    gcTime: 0,
  });
}

/** The last import file, and its plan. */
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

/** Finds drive owners by the beginning of their name or address. */
export function ownersQuery(signInId: string, text: string) {
  return queryOptions({
    queryKey: keys.owners(signInId, text),
    queryFn: () => call('signIn.findOwners', { signInId, text }),
    enabled: text !== '',
    gcTime: 10_000,
  });
}

/** Everyone whose drive an app could open, page by page. */
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

/** When the throttled account may continue, or null. Updated by events. */
export function waitingQuery(accountId: string) {
  return queryOptions({
    queryKey: keys.waiting(accountId),
    queryFn: async () => (await call('accounts.waiting', { accountId })).until,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

export const indexStateQuery = queryOptions({
  queryKey: keys.indexState,
  queryFn: () => call('index.state', {}),
});

/** Resolves a typed path; null: empty or not found. */
export function pathQuery(accountId: string, text: string) {
  return queryOptions({
    queryKey: keys.path(accountId, text),
    queryFn: () => call('paths.resolve', { accountId, text, from: 'myfiles' }).catch(() => null),
    enabled: text !== '',
    gcTime: 10_000,
  });
}

export function rowsQuery(viewId: string, page: number) {
  return queryOptions({
    queryKey: keys.viewPage(viewId, page),
    queryFn: () => call('view.rows', { viewId, from: page * rowsPerChunk, to: (page + 1) * rowsPerChunk }),
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

/**
 * Thumbnail URLs by item id; null where there is none. At most 200 items. Cancelled when no component needs
 * them any more.
 */
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

/** Updated by the event `documents.folderMoved`. */
export const folderMoveQuery = queryOptions({
  queryKey: keys.folderMove,
  queryFn: () => call('documents.folderMove', {}),
});

/** Marks of local copies of items in the folder `path`, by item id. */
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

export function previewQuery(accountId: string, item: ItemRef, version: string | null) {
  return queryOptions({
    queryKey: keys.preview(accountId, item, version),
    queryFn: () =>
      call('previews.preview', { accountId, item: { driveId: item.driveId, itemId: item.itemId } }),
    // A content:// URL is short-lived, so it must not be cached.
    gcTime: 0,
  });
}

/** Separate from the current version's preview, which has other content URLs. */
export function versionPreviewQuery(accountId: string, item: ItemRef, versionId: string) {
  return queryOptions({
    queryKey: keys.preview(accountId, item, `version ${versionId}`),
    queryFn: () =>
      call('versions.preview', {
        accountId,
        item: { driveId: item.driveId, itemId: item.itemId },
        versionId,
      }),
    gcTime: 0,
  });
}

export type TransferTop = Output<'transfers.top'>;
export type TransferChunk = Output<'transfers.rows'>;

/** Subfolders of a folder, or of My files (null). Refetched whenever a tree shows them. */
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

/** The newest `to` changes. Those on screen stay while more are loaded. */
export const activityQuery = (filter: ActivityFilter, to: number) =>
  queryOptions({
    queryKey: keys.activityLines(filter, to),
    queryFn: () => call('activity.list', { filter, from: 0, to }),
    placeholderData: (before) => before,
    staleTime: 0,
  });

/** The last `to` items deleted by Slipway. */
export const binQuery = (accountId: string, to: number) =>
  queryOptions({
    queryKey: keys.bin(accountId, to),
    queryFn: () => call('bin.list', { accountId, from: 0, to }),
    placeholderData: (before) => before,
    staleTime: 0,
  });

/** The recycle bin of a work drive's site, from a beta API. Fetched whenever its page opens. */
export const siteBinQuery = (accountId: string) =>
  queryOptions({
    queryKey: keys.siteBin(accountId),
    queryFn: () => call('bin.listOfSite', { accountId }),
    staleTime: 0,
    gcTime: 0,
  });

export const mySharesQuery = (accountId: string) =>
  queryOptions({
    queryKey: keys.myShares(accountId),
    queryFn: () => call('sharing.mine', { accountId }),
    staleTime: 0,
  });

/** Only triggers a refresh; the libraries themselves are part of the account. */
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

const toFolderRef = (folder: ItemRef | null): ItemRef | null =>
  folder === null ? null : { driveId: folder.driveId, itemId: folder.itemId };

/** Shows the previous result while refetching. */
const asBefore = { placeholderData: <T>(before: T | undefined) => before, staleTime: 0, gcTime: 60_000 };

/** Two levels, for a treemap. */
export const treeQuery = (accountId: string, folder: ItemRef | null) =>
  queryOptions({
    queryKey: keys.fact(accountId, 'tree', folder),
    queryFn: () => call('facts.tree', { accountId, folder: toFolderRef(folder), depth: 2, most: 60 }),
    ...asBefore,
  });

export const totalsQuery = (accountId: string, folder: ItemRef | null) =>
  queryOptions({
    queryKey: keys.fact(accountId, 'totals', folder),
    queryFn: () => call('facts.totals', { accountId, folder: toFolderRef(folder) }),
    ...asBefore,
  });

export const duplicatesQuery = (accountId: string, folder: ItemRef | null, most: number) =>
  queryOptions({
    queryKey: keys.fact(accountId, 'duplicates', [folder, most]),
    queryFn: () =>
      call('facts.duplicates', { accountId, folder: toFolderRef(folder), minBytes: 1, from: 0, to: most }),
    ...asBefore,
  });

export const typesQuery = (accountId: string, folder: ItemRef | null) =>
  queryOptions({
    queryKey: keys.fact(accountId, 'types', folder),
    queryFn: () => call('facts.types', { accountId, folder: toFolderRef(folder) }),
    ...asBefore,
  });

export const changesQuery = (accountId: string, folder: ItemRef | null, span: Span) =>
  queryOptions({
    queryKey: keys.fact(accountId, 'changes', [folder, span]),
    queryFn: () =>
      call('facts.changes', {
        accountId,
        folder: toFolderRef(folder),
        since: toSpanStart(span, Date.now()),
      }),
    ...asBefore,
  });

export const folderTotalsQuery = (accountId: string, folders: readonly ItemRef[], soFar: boolean) =>
  queryOptions({
    queryKey: keys.fact(accountId, 'folders', [soFar, ...folders.map(({ itemId }) => itemId)]),
    queryFn: async () => {
      const refs = folders.map(({ driveId, itemId }) => ({ driveId, itemId }));
      const { totals } = await call('facts.folderTotals', { accountId, folders: refs, soFar });
      return new Map(folders.map(({ itemId }, at) => [itemId, totals[at] ?? null]));
    },
    ...asBefore,
  });

/** `version` changes with the item, so that its details are refetched. */
export const detailsQuery = (accountId: string, item: ItemRef, version: string | null) =>
  queryOptions({
    queryKey: keys.details(accountId, item, version),
    queryFn: () => call('items.details', { accountId, item: toRef(item) }),
    gcTime: 60_000,
  });
