import type { AccessChange, CarryPlan, CarryVerb } from '../../contract/changes.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { AppError } from '../errors.ts';
import { sameItem, toDriveKey, toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Index } from '../index/index-client.ts';
import { loadAncestors } from '../places/crumbs.ts';
import type { Batch } from '../transfers/start-transfers.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { isShortcut } from '../transfers/model/new-record.ts';
import { measureFolders } from './measure-folders.ts';
import { entersShared, readAccessChange } from './shared-above.ts';
import { uniqueEntries, type SelectedEntries } from './deletes.ts';

export interface Moves {
  /** Items already in the folder are skipped. @throws AppError intoItself, notSupported across drives */
  move(picked: PickedEntries, to: Destination): Promise<Batch & AccessChange>;
  planMove(picked: PickedEntries, to: Destination): Promise<AccessChange>;
  /** A copy within the same folder gets the next free number. @throws AppError intoItself, notSupported */
  copy(picked: PickedEntries, to: Destination): Promise<Batch & Pick<AccessChange, 'entersShared'>>;
  /** null: the service can do all of it. */
  planCarry(verb: CarryVerb, picked: PickedEntries, to: Destination): Promise<CarryPlan | null>;
  carry(verb: CarryVerb, picked: PickedEntries, to: Destination): Promise<Batch>;
  /** @throws AppError intoItself if the folder is one of them, or in one of them */
  demandOutside(accountId: string, entries: readonly DriveEntry[], to: ItemRef): Promise<void>;
}

export interface PickedEntries {
  accountId: string;
  selected: SelectedEntries;
}

export interface Destination {
  accountId: string;
  folder: ItemRef;
  path: string;
  name?: string;
}

export interface MovesDeps {
  index: Index;
  accounts: AccountDrives;
  transfers: Pick<Transfers, 'change' | 'carry'>;
}

export function createMoves({ index, accounts, transfers }: MovesDeps): Moves {
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
    demandOutside,
    async planCarry(verb, { accountId, selected }, { accountId: into, folder }) {
      const entries = uniqueEntries(selected.entries);
      if (into === accountId && isWithinDrive(verb, entries, folder)) return null;
      const folders = entries.filter(({ kind }) => kind === 'folder');
      const files = entries.filter(({ kind }) => kind !== 'folder');
      const inFolders = await measureFolders(accounts.drive(accountId), folders);
      const inFiles = files.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0);
      return {
        count: entries.length,
        folders: folders.length,
        sizeBytes: inFolders === null ? null : inFolders + inFiles,
        fromAccountId: accountId,
        toAccountId: into,
        entersShared: await entersShared(index, accounts.drive(into), folder),
      };
    },
    async carry(verb, { accountId, selected: { entries: selected, pathOf } }, { accountId: into, ...to }) {
      const entries = uniqueEntries(selected);
      const refused = entries.find(({ kind }) => kind === 'package');
      if (refused !== undefined) throw new AppError('packageRefused', { subject: refused.name });
      // A move would take it from its owners.
      const theirs = entries.find((entry) => verb === 'move' && (isShortcut(entry) || entry.parent === null));
      if (theirs !== undefined) throw new AppError('notSupported', { subject: theirs.name });
      const near = entries.filter(({ driveId }) => toDriveKey(driveId) === toDriveKey(to.folder.driveId));
      await demandOutside(into, near, to.folder);
      const items = entries.map((entry) => ({ entry, path: pathOf(entry) }));
      const target = { accountId: into, parent: to.folder, path: to.path };
      return transfers.carry({ verb, to: target, name: to.name }, accountId, items);
    },
    async move({ accountId, selected: { entries: selected, pathOf } }, { accountId: into, ...to }) {
      demandSameAccount(accountId, into);
      const entries = uniqueEntries(selected).filter(
        ({ parent, name }) => parent === null || !sameItem(parent, to.folder) || (to.name ?? name) !== name,
      );
      demandSameDrive(entries, to.folder, ({ own }) => own);
      await demandOutside(accountId, entries, to.folder);
      const items = entries.map((entry) => ({
        entry,
        path: pathOf(entry),
        to: { ...to, name: to.name ?? entry.name, keepBoth: false },
      }));
      const access = await readAccessChange(index, accountId, entries, to.folder);
      return { ...transfers.change({ kind: 'move', accountId, items, undoOf: null }), ...access };
    },
    async planMove({ accountId, selected }, { folder }) {
      await loadAncestors(index, accounts.drive(accountId), 'myfiles', folder);
      return readAccessChange(index, accountId, selected.entries, folder);
    },
    async copy({ accountId, selected: { entries: selected, pathOf } }, { accountId: into, ...to }) {
      demandSameAccount(accountId, into);
      const entries = uniqueEntries(selected);
      demandSameDrive(entries, to.folder, (entry) => entry);
      await demandOutside(accountId, entries, to.folder);
      const items = entries.map((entry) => {
        const name = to.name ?? entry.name;
        const isBeside = entry.parent !== null && sameItem(entry.parent, to.folder) && name === entry.name;
        return { entry, path: pathOf(entry), to: { ...to, name, keepBoth: isBeside } };
      });
      const access = await readAccessChange(index, accountId, entries, to.folder);
      const { entersShared: isSeenByMore } = access;
      const batch = transfers.change({ kind: 'copy', accountId, items, undoOf: null });
      return { ...batch, entersShared: isSeenByMore };
    },
  };
}

const isWithinDrive = (verb: CarryVerb, entries: readonly DriveEntry[], to: ItemRef): boolean =>
  entries.every((entry) => {
    const { driveId } = verb === 'move' ? entry.own : entry;
    return toDriveKey(driveId) === toDriveKey(to.driveId);
  });

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
