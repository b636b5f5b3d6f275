import { queryOptions } from '@tanstack/react-query';
import type { ItemRef } from '../../electron/contract/records.ts';
import { type Span, toSpanStart } from '../words/spans.ts';
import { call } from './client.ts';
import { keys } from './query-keys.ts';

const toFolderRef = (folder: ItemRef | null): ItemRef | null =>
  folder === null ? null : { driveId: folder.driveId, itemId: folder.itemId };

const asBefore = { placeholderData: <T>(before: T | undefined) => before, staleTime: 0, gcTime: 60_000 };

export const treeQuery = (accountId: string, folder: ItemRef | null) =>
  queryOptions({
    queryKey: keys.fact(accountId, 'tree', folder),
    queryFn: () => call('facts.tree', { accountId, folder: toFolderRef(folder), depth: 2, max: 60 }),
    ...asBefore,
  });

export const totalsQuery = (accountId: string, folder: ItemRef | null) =>
  queryOptions({
    queryKey: keys.fact(accountId, 'totals', folder),
    queryFn: () => call('facts.totals', { accountId, folder: toFolderRef(folder) }),
    ...asBefore,
  });

export const duplicatesQuery = (accountId: string, folder: ItemRef | null, max: number) =>
  queryOptions({
    queryKey: keys.fact(accountId, 'duplicates', [folder, max]),
    queryFn: () =>
      call('facts.duplicates', { accountId, folder: toFolderRef(folder), minBytes: 1, from: 0, to: max }),
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
