import type {
  Changes,
  Duplicates,
  FolderSizes,
  FolderTotals,
  FolderTree,
  IndexState,
  Row,
  Types,
} from '../../contract/found.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { toDriveKey } from '../graph/addressing.ts';
import { toItem, type DriveEntry } from '../graph/drive-item.ts';
import type { Index } from '../index/index-client.ts';
import { createWhereFound } from './where-found.ts';

export interface About {
  accountId: string;
  /** null: the whole drive. */
  folder: ItemRef | null;
}

/** With their completeness. */
export interface Facts {
  totals(about: About): Promise<FolderTotals>;
  folderTotals(asked: { accountId: string; folders: ItemRef[]; soFar: boolean }): Promise<FolderSizes>;
  tree(about: About & { depth: number; max: number }): Promise<FolderTree>;
  duplicates(about: About & { minBytes: number; from: number; to: number }): Promise<Duplicates>;
  changes(about: About & { since: string }): Promise<Changes>;
  types(about: About): Promise<Types>;
}

type Asked<T extends About> = Omit<T, 'folder'> & { folder: ItemRef };

export interface FactsDeps {
  index: Index;
  accounts: AccountDrives;
  stateOf: (accountId: string) => IndexState | null;
}

const maxGroups = 200;

export function createFacts({ index, accounts, stateOf }: FactsDeps): Facts {
  /** Only the account's own drive is known completely; of someone else's folder, only what was opened. */
  const isOwn = (accountId: string, folder: ItemRef | null): boolean =>
    folder === null || toDriveKey(folder.driveId) === toDriveKey(accounts.drive(accountId).root.driveId);

  const asKnown = ({ accountId, folder }: About) => {
    // Throws for an account that no longer exists.
    accounts.drive(accountId);
    const asOf = isOwn(accountId, folder) ? (stateOf(accountId)?.freshAt ?? null) : null;
    return { isWhole: asOf !== null, asOf };
  };

  const toAsked = <T extends About>(about: T): Asked<T> => ({
    ...about,
    folder: about.folder ?? accounts.drive(about.accountId).root,
  });

  const toRows = (accountId: string, entries: readonly DriveEntry[]): Promise<Row[]> => {
    const whereIn = createWhereFound(index, accounts.drive(accountId));
    return Promise.all(
      entries.map(async (entry) => ({
        ...toItem(entry),
        accountId,
        foundIn: await whereIn(entry.parent),
        source: 'index' as const,
        shared: null,
      })),
    );
  };

  return {
    async totals(about) {
      return { ...asKnown(about), totals: await index.call('totals', toAsked(about)) };
    },
    async folderTotals({ accountId, folders, soFar }) {
      const known = asKnown({ accountId, folder: null });
      const found =
        known.isWhole || soFar
          ? await index.call('folderTotals', { accountId, folders })
          : folders.map(() => null);
      const totals = found.map((one, at) => (isOwn(accountId, folders[at] ?? null) ? one : null));
      return { ...known, totals };
    },
    async tree(about) {
      return { ...asKnown(about), nodes: await index.call('tree', toAsked(about)) };
    },
    async duplicates(about) {
      const { accountId, folder, minBytes, from, to } = toAsked(about);
      const end = Math.min(to, from + maxGroups);
      const found = await index.call('duplicates', { accountId, folder, minBytes, from, to: end });
      const groups = found.groups.map(async ({ sizeBytes, count, entries }) => ({
        sizeBytes,
        count,
        freedBytes: sizeBytes * (count - 1),
        rows: await toRows(accountId, entries),
      }));
      return { ...asKnown(about), ...found, groups: await Promise.all(groups) };
    },
    async changes(about) {
      const { accountId, folder, since } = toAsked(about);
      const sinceMs = Date.parse(since);
      const found = await index.call('changes', {
        accountId,
        folder,
        sinceMs: Number.isNaN(sinceMs) ? 0 : sinceMs,
      });
      return { ...asKnown(about), ...found };
    },
    async types(about) {
      return { ...asKnown(about), types: await index.call('types', toAsked(about)) };
    },
  };
}
