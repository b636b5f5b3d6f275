import type { DeletePlan } from '../../contract/changes.ts';
import type { Selection } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Batch } from '../transfers/start-transfers.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { isOwnFolder, planDelete } from './delete-plan.ts';
import { measureFolders } from './measure-folders.ts';

export interface Deletes {
  plan(accountId: string, selected: SelectedEntries): Promise<DeletePlan>;
  /** Items that joined an "all except" selection after planning stay, as nobody has seen them. */
  delete(accountId: string, selected: SelectedEntries): Batch;
}

export interface SelectedEntries {
  selection: Selection;
  entries: readonly DriveEntry[];
  pathOf: (entry: DriveEntry) => string;
}

export interface DeletesDeps {
  accounts: AccountDrives;
  transfers: Pick<Transfers, 'change'>;
}

/** One per window would suffice. */
const maxPlans = 8;

interface Planned {
  selection: string;
  keys: ReadonlySet<string>;
}

export function createDeletes({ accounts, transfers }: DeletesDeps): Deletes {
  const plans = new Map<string, Planned>();

  return {
    async plan(accountId, { selection, entries }) {
      const keys = new Set(entries.map(({ own }) => toItemKey(own)));
      keepNewest(plans, selection.viewId, { selection: JSON.stringify(selection), keys }, maxPlans);
      const drive = accounts.drive(accountId);
      const folderBytes = await measureFolders(drive, entries.filter(isOwnFolder));
      return { ...planDelete(entries, drive.account), folderBytes };
    },
    delete(accountId, { selection, entries: selected, pathOf }) {
      accounts.drive(accountId);
      const planned = plans.get(selection.viewId);
      plans.delete(selection.viewId);
      const isPlanned = planned?.selection === JSON.stringify(selection);
      const entries = isPlanned ? selected.filter(({ own }) => planned.keys.has(toItemKey(own))) : selected;
      const items = uniqueEntries(entries).map((entry) => ({ entry, path: pathOf(entry), to: null }));
      return transfers.change({ kind: 'delete', accountId, items, undoOf: null });
    },
  };
}

function keepNewest<V>(map: Map<string, V>, key: string, value: V, kept: number): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next().value;
  if (map.size > kept && oldest !== undefined) map.delete(oldest);
}

export function uniqueEntries(entries: readonly DriveEntry[]): DriveEntry[] {
  return [...new Map(entries.map((entry) => [toItemKey(entry.own), entry])).values()];
}
