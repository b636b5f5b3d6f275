import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { AppError } from '../errors.ts';
import { sameItem, toDriveKey, toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Index } from '../index/index-client.ts';
import { loadAncestors } from '../places/crumbs.ts';
import type { Batch } from '../transfers/start-transfers.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { uniqueEntries, type SelectedEntries } from './deletes.ts';

/** Moving within a drive, and copying, which the service does by itself. */
export interface Moves {
  /** What is in the folder already is left out. @throws AppError intoItself, notSupported across drives */
  move(picked: PickedEntries, to: Destination): Promise<Batch>;
  /** In the folder where it is, a copy gets the next free number. @throws AppError intoItself, notSupported */
  copy(picked: PickedEntries, to: Destination): Promise<Batch>;
}

export interface PickedEntries {
  accountId: string;
  selected: SelectedEntries;
}

export interface Destination {
  accountId: string;
  folder: ItemRef;
  /** "myfiles/Finance" */
  path: string;
}

export interface MovesDeps {
  index: Index;
  accounts: AccountDrives;
  transfers: Pick<Transfers, 'change'>;
}

export function createMoves({ index, accounts, transfers }: MovesDeps): Moves {
  /** A folder can't go into itself, or into what is in it. */
  async function demandOutside(
    accountId: string,
    entries: readonly DriveEntry[],
    to: ItemRef,
  ): Promise<void> {
    if (entries.every(({ kind }) => kind !== 'folder')) return;
    await loadAncestors(index, accounts.drive(accountId), 'myfiles', to);
    const links = await index.call('chain', { accountId, item: to, place: 'myfiles' });
    const above = new Set([to, ...links.map(({ entry }) => entry)].map(toItemKey));
    const inside = entries.find((entry) => above.has(toItemKey(entry)));
    if (inside !== undefined) throw new AppError('intoItself', { subject: inside.name });
  }

  return {
    async move({ accountId, selected: { entries: selected, pathOf } }, { accountId: into, ...to }) {
      demandSameAccount(accountId, into);
      const entries = uniqueEntries(selected).filter(
        ({ parent }) => parent === null || !sameItem(parent, to.folder),
      );
      demandSameDrive(entries, to.folder, ({ own }) => own);
      await demandOutside(accountId, entries, to.folder);
      const items = entries.map((entry) => ({
        entry,
        path: pathOf(entry),
        to: { ...to, name: entry.name, keepBoth: false },
      }));
      return transfers.change({ kind: 'move', accountId, items, undoOf: null });
    },
    async copy({ accountId, selected: { entries: selected, pathOf } }, { accountId: into, ...to }) {
      demandSameAccount(accountId, into);
      const entries = uniqueEntries(selected);
      demandSameDrive(entries, to.folder, (entry) => entry);
      await demandOutside(accountId, entries, to.folder);
      const items = entries.map((entry) => {
        const isBeside = entry.parent !== null && sameItem(entry.parent, to.folder);
        return { entry, path: pathOf(entry), to: { ...to, name: entry.name, keepBoth: isBeside } };
      });
      return transfers.change({ kind: 'copy', accountId, items, undoOf: null });
    },
  };
}

function demandSameDrive(
  entries: readonly DriveEntry[],
  to: ItemRef,
  ref: (entry: DriveEntry) => ItemRef,
): void {
  const other = entries.find((entry) => toDriveKey(ref(entry).driveId) !== toDriveKey(to.driveId));
  if (other !== undefined) throw new AppError('notSupported', { subject: other.name });
}

function demandSameAccount(from: string, to: string): void {
  if (from !== to) throw new AppError('notSupported');
}
