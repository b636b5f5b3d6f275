import type { DatabaseSync } from 'node:sqlite';
import type { ItemRef } from '../../contract/records.ts';
import { toDriveKey, toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toNameKey } from '../graph/item-names.ts';
import { hiddenMark, toDriveEntry, toSqlValues, type SqlRow, type SqlTuple } from './index-rows.ts';
import { prepareStatements } from './index-statements.ts';

/** What changed in one folder: rows to read again, rows that are gone. */
export interface FolderChange {
  folder: number;
  upserted: number[];
  removed: number[];
}

export interface FolderState {
  folder: number;
  /** Epoch milliseconds of the last complete listing. */
  listedAt: number | null;
}

/** The tables of one account. Everything here is synchronous: it runs in the worker. */
export interface IndexStore {
  folder(ref: ItemRef): FolderState;
  /** Starts a listing; its number marks what it has seen. */
  beginListing(ref: ItemRef): number;
  /** A page of that listing. What was written here since it began is newer than the page and stays. */
  putPage(ref: ItemRef, generation: number, entries: readonly DriveEntry[]): FolderChange;
  /** Ends it: what it has not seen is no longer in the folder. */
  endListing(ref: ItemRef, generation: number, listedAt: number): FolderChange[];
  dropListing(ref: ItemRef, generation: number): void;
  /** Something written or read just now. `parent` null: known, but in no folder. */
  put(entry: DriveEntry, parent: ItemRef | null): FolderChange[];
  /** It is no longer in that folder, and stays known with all that is in it. */
  leave(own: ItemRef, folder: ItemRef): FolderChange[];
  /** Gone from the drive, and all that was in it. */
  remove(own: ItemRef): FolderChange[];
  setRevoked(ref: ItemRef, revoked: boolean): FolderChange[];
  /** Takes something revoked off the list of shared items, or puts it back. */
  setHidden(ref: ItemRef, list: ItemRef, hidden: boolean): FolderChange[];
  /** By its own place or by the one its content is at. */
  find(ref: ItemRef): DriveEntry | null;
  /** The item itself and every shortcut to it. */
  findAll(ref: ItemRef): DriveEntry[];
  isMember(folder: ItemRef, ref: ItemRef): boolean;
  /** The member with that name, whatever its case or composition; a folder where several have it. */
  findByName(folder: ItemRef, name: string): DriveEntry | null;
  entry(row: number): DriveEntry | null;
  hashOf(row: number): string | null;
  /** What ordering needs, as tuples; ranks only where they were worked out in this language. */
  orderRows(folder: number): SqlTuple[];
  orderRow(row: number): SqlTuple | null;
  /** Keeps the places of names, `[row, rank]` each; `isLast` when all of the folder are there. */
  saveRanks(folder: number, ranks: readonly (readonly [number, number])[], isLast: boolean): void;
  count(): number;
  close(): void;
}

interface Listing {
  generation: number;
  /** Own places that were written or removed here since it began. */
  touched: Set<string>;
}

const language = new Intl.Collator().resolvedOptions().locale;

export function createIndexStore(database: DatabaseSync): IndexStore {
  const sql = prepareStatements(database);
  const listings = new Map<number, Listing>();

  const folderState = ({ driveId, itemId }: ItemRef): FolderState => {
    const key = toDriveKey(driveId);
    const found = sql.findFolder.get(key, itemId) ?? sql.addFolder.get(key, itemId);
    return { folder: Number(found?.['id']), listedAt: (found?.['listed_at'] as number | null) ?? null };
  };
  const folderId = (ref: ItemRef) => folderState(ref).folder;
  const foldersOf = (row: number) => sql.foldersOfRow.all(row).map((found) => Number(found['folder']));
  const touch = (folder: number, own: ItemRef) => listings.get(folder)?.touched.add(toItemKey(own));
  const candidates = (ref: ItemRef): SqlRow[] =>
    sql.findById
      .all(ref.itemId)
      .filter((row) => toDriveKey(String(row['drive_id'])) === toDriveKey(ref.driveId));
  const ownRow = (own: ItemRef) => sql.findByOwn.get(toDriveKey(own.driveId), own.itemId);

  /**
   * Keeps the count of children shown beside a folder true: all members of one that was listed; else what the service said
   * of it, and one more or less.
   */
  const recount = (folder: number, step: 1 | -1 | 0): FolderChange[] => {
    const state = sql.folderById.get(folder);
    if (state === undefined) return [];
    const members = Number(sql.countMembers.get(folder)?.['members']);
    const changes: FolderChange[] = [];
    for (const row of candidates({ driveId: String(state['drive']), itemId: String(state['item']) })) {
      const before = row['child_count'];
      const told = typeof before === 'number' ? Math.max(0, before + step) : null;
      const now = state['listed_at'] === null ? told : members;
      if (now === null || now === before) continue;
      sql.setChildCount.run(now, Number(row['row']));
      changes.push(
        ...foldersOf(Number(row['row'])).map((id) => ({
          folder: id,
          upserted: [Number(row['row'])],
          removed: [],
        })),
      );
    }
    return changes;
  };

  const removeRow = (row: SqlRow): FolderChange[] => {
    const id = Number(row['row']);
    const own = { driveId: String(row['own_drive_id']), itemId: String(row['own_item']) };
    const changes: FolderChange[] = [];
    for (const folder of foldersOf(id)) {
      touch(folder, own);
      changes.push({ folder, upserted: [], removed: [id] });
    }
    sql.removeMembershipsOfRow.run(id);
    sql.removeItem.run(id);
    const asFolder = sql.findFolder.get(toDriveKey(own.driveId), own.itemId);
    if (asFolder !== undefined) changes.push(...emptyFolder(Number(asFolder['id'])));
    return changes;
  };

  const emptyFolder = (folder: number): FolderChange[] => {
    const changes: FolderChange[] = [];
    for (const row of sql.rowsOfFolder.all(folder)) {
      sql.removeMember.run(folder, Number(row['row']));
      changes.push({ folder, upserted: [], removed: [Number(row['row'])] });
      if (foldersOf(Number(row['row'])).length === 0) changes.push(...removeRow(row));
    }
    sql.removeFolder.run(folder);
    return changes;
  };

  const write = <T>(work: () => T): T => {
    database.exec('BEGIN');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk has ended the transaction already.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };

  return {
    folder: folderState,
    beginListing(ref) {
      const folder = folderId(ref);
      const generation = Number(sql.nextGeneration.get(folder)?.['generation']);
      listings.set(folder, { generation, touched: new Set() });
      return generation;
    },
    putPage: (ref, generation, entries) =>
      write(() => {
        const folder = folderId(ref);
        const listing = listings.get(folder);
        const change: FolderChange = { folder, upserted: [], removed: [] };
        if (listing?.generation !== generation) return change;
        for (const entry of entries) {
          if (listing.touched.has(toItemKey(entry.own))) continue;
          const stored = sql.upsert.get(...toSqlValues(entry));
          if (stored?.['revoked'] === hiddenMark) continue;
          const row = Number(stored?.['row']);
          sql.addMember.run(folder, row, generation);
          change.upserted.push(row);
        }
        return change;
      }),
    endListing: (ref, generation, listedAt) =>
      write(() => {
        const folder = folderId(ref);
        const change: FolderChange = { folder, upserted: [], removed: [] };
        if (listings.get(folder)?.generation !== generation) return [change];
        listings.delete(folder);
        for (const row of sql.unseenMembers.all(folder, generation)) {
          change.removed.push(Number(row['row']));
          sql.removeMember.run(folder, Number(row['row']));
          if (foldersOf(Number(row['row'])).length === 0) removeRow(row);
        }
        sql.setListed.run(listedAt, folder);
        return [change, ...recount(folder, 0)];
      }),
    dropListing(ref, generation) {
      const folder = folderId(ref);
      if (listings.get(folder)?.generation === generation) listings.delete(folder);
    },
    put: (entry, parent) =>
      write(() => {
        const row = Number(sql.upsert.get(...toSqlValues(entry))?.['row']);
        const elsewhere = foldersOf(row);
        const folder = parent === null ? null : folderId(parent);
        if (folder !== null) {
          sql.addMember.run(folder, row, listings.get(folder)?.generation ?? 0);
          touch(folder, entry.own);
        }
        const places = new Set([...elsewhere, ...(folder === null ? [] : [folder])]);
        const changes = [...places].map((id) => ({ folder: id, upserted: [row], removed: [] }));
        return folder === null || elsewhere.includes(folder) ? changes : [...changes, ...recount(folder, 1)];
      }),
    leave: (own, ref) =>
      write(() => {
        const row = Number(ownRow(own)?.['row']);
        const folder = folderId(ref);
        if (Number.isNaN(row) || !foldersOf(row).includes(folder)) return [];
        touch(folder, own);
        sql.removeMember.run(folder, row);
        return [{ folder, upserted: [], removed: [row] }, ...recount(folder, -1)];
      }),
    remove: (own) =>
      write(() => {
        const row = ownRow(own);
        if (row === undefined) return [];
        const parents = foldersOf(Number(row['row']));
        return [...removeRow(row), ...parents.flatMap((folder) => recount(folder, -1))];
      }),
    setRevoked: (ref, revoked) =>
      write(() =>
        candidates(ref)
          .filter((row) => Number(row['revoked']) > 0 !== revoked)
          .flatMap((row) => {
            const number = Number(row['row']);
            sql.setRevoked.run(Number(revoked), number);
            return foldersOf(number).map((folder) => ({ folder, upserted: [number], removed: [] }));
          }),
      ),
    setHidden: (ref, list, hidden) =>
      write(() => {
        const folder = folderId(list);
        return candidates(ref)
          .filter((row) => row['revoked'] === (hidden ? 1 : hiddenMark))
          .map((found) => {
            const row = Number(found['row']);
            sql.setRevoked.run(hidden ? hiddenMark : 1, row);
            if (hidden) sql.removeMember.run(folder, row);
            else sql.addMember.run(folder, row, listings.get(folder)?.generation ?? 0);
            return hidden
              ? { folder, upserted: [], removed: [row] }
              : { folder, upserted: [row], removed: [] };
          });
      }),
    find(ref) {
      const row = candidates(ref)[0] ?? ownRow(ref);
      return row === undefined ? null : toDriveEntry(row);
    },
    findAll: (ref) => candidates(ref).map(toDriveEntry),
    isMember(folder, ref) {
      const id = folderId(folder);
      return candidates(ref).some((row) => foldersOf(Number(row['row'])).includes(id));
    },
    findByName(ref, name) {
      const folder = folderId(ref);
      const exact = sql.findByName.get(folder, name.normalize('NFC'));
      if (exact !== undefined) return toDriveEntry(exact);
      const key = toNameKey(name);
      const alike = (sql.namesOfFolder.all(folder) as unknown as SqlTuple[]).find(
        ([, one]) => toNameKey(String(one)) === key,
      );
      return alike === undefined ? null : toDriveEntry(sql.byRow.get(alike[0] ?? null) ?? {});
    },
    entry(row) {
      const found = sql.byRow.get(row);
      return found === undefined ? null : toDriveEntry(found);
    },
    hashOf: (row) => (sql.hashOf.get(row)?.['hash'] as string | null | undefined) ?? null,
    // With setReturnArrays the statements give tuples, which their type does not know.
    orderRows: (folder) => sql.orderRows.all(language, folder) as unknown as SqlTuple[],
    orderRow: (row) => (sql.orderRow.get(row) as unknown as SqlTuple | undefined) ?? null,
    saveRanks: (folder, ranks, isLast) =>
      write(() => {
        for (const [row, rank] of ranks) sql.setRank.run(rank, folder, row);
        sql.setRankedIn.run(isLast ? language : null, folder);
      }),
    count: () => Number(sql.countItems.get()?.['items']),
    close: () => database.close(),
  };
}
