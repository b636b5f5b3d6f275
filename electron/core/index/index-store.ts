import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ItemRef } from '../../contract/records.ts';
import { sameItem, toDriveKey, toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toNameKey } from '../graph/item-names.ts';
import { createDeltaWriter, type DeltaWriter } from './delta-writer.ts';
import { sharedList } from './index-calls.ts';
import { flagBits, toDriveEntry, toHash, type SqlTuple } from './index-rows.ts';
import { prepareStatements, type Statements } from './index-statements.ts';
import { createInterned } from './interned.ts';
import { sortLocale } from './sort-language.ts';
import type { NamedRow } from './view-order.ts';
import { createItemWriter, type Written } from './item-writer.ts';
import { createChildCounts } from './child-counts.ts';
import { createRowReader } from './row-reader.ts';
import { createRowRemover } from './row-remover.ts';

/** Changes in one folder: rows to read again, rows that are gone. */
export interface FolderChange {
  folder: number;
  upserted: number[];
  removed: number[];
}

export interface SharedRow {
  entry: DriveEntry;
  /** null: the source does not say. */
  sharedAtMs: number | null;
}

export interface SharedFacts {
  sources: number;
  sharedAtMs: number | null;
}

export interface FolderState {
  folder: number;
  /** Epoch milliseconds of the last complete listing. */
  listedAt: number | null;
}

/** Synchronous: it runs in the worker. */
export interface IndexStore {
  folder(ref: ItemRef): FolderState;
  beginListing(ref: ItemRef): number;
  /** Local writes since the listing's start are newer and stay. */
  putListed(ref: ItemRef, generation: number, entries: readonly DriveEntry[]): FolderChange[];
  endListing(ref: ItemRef, generation: number, listedAt: number): FolderChange[];
  dropListing(ref: ItemRef, generation: number): void;
  isListing(ref: ItemRef, generation: number): boolean;
  /** One transaction, counting each folder's members once. */
  together(work: () => FolderChange[]): FolderChange[];
  /** `parent` null: as the entry says. */
  put(entry: DriveEntry, parent: ItemRef | null): FolderChange[];
  /** The item and its contents stay known. */
  leave(own: ItemRef, folder: ItemRef): FolderChange[];
  remove(own: ItemRef): FolderChange[];
  /** Items that are shared or belong to another sync stay. */
  exclude(root: ItemRef): FolderChange[];
  setRevoked(ref: ItemRef, revoked: boolean): FolderChange[];
  putShared(generation: number, source: number, entries: readonly SharedRow[]): FolderChange[];
  unseenShared(generation: number): DriveEntry[];
  sharedFacts(own: ItemRef): SharedFacts | null;
  /** `source` null removes it. */
  setInShared(ref: ItemRef, source: number | null): FolderChange[];
  shortcuts(driveId: string): DriveEntry[];
  /** By its own address or that of its content. */
  find(ref: ItemRef): DriveEntry | null;
  findAll(ref: ItemRef): DriveEntry[];
  isMember(folder: ItemRef, ref: ItemRef): boolean;
  /** Matches regardless of case and composition; prefers a folder. */
  findByName(folder: ItemRef, name: string): DriveEntry | null;
  entry(row: number): DriveEntry | null;
  driveKeys(): string[];
  /** The address of a row's content: for a shortcut, its target. */
  contentOf(row: number): { driveKey: string; itemId: string } | null;
  hashOf(row: number): string | null;
  /** As stored: one query instead of many. */
  hashesIn(folder: number): ReadonlyMap<number, string>;
  /** 0 if unknown. */
  rowOf(ref: ItemRef): number;
  /** Tuples for ordering; ranks only if computed in this language. */
  orderRows(folder: number): SqlTuple[];
  orderRow(row: number, folder: number): SqlTuple | null;
  /**
   * What comes first by name: at most `max` ranked rows of each group (folders; files), and all unranked ones.
   * null if the folder isn't ranked in this language, or has more than `maxUnranked`.
   */
  firstRows(folder: number, max: number, maxUnranked: number): { tuples: SqlTuple[]; count: number } | null;
  /** Fast even for a huge folder, to read its items in slices. */
  rowsIn(folder: number): number[];
  /** As `orderRows` does for a folder. */
  orderRowsOf(rows: readonly number[]): SqlTuple[];
  namesOf(rows: readonly number[]): NamedRow[];
  /** More than `max` of its names are unranked in this language. */
  needsRanks(folder: number, max: number): boolean;
  foldersLargerThan(members: number): number[];
  /** Skips what was renamed or has left. Ranks count from `setRanked` on. */
  saveRanks(folder: number, names: readonly RankedName[]): void;
  setRanked(folder: number): void;
  count(): number;
  readonly delta: DeltaWriter;
  takeChangedRows(): ReadonlySet<number>;
  person(id: number): string | null;
  close(): void;
}

interface RankedName extends NamedRow {
  readonly rank: number;
}

interface Listing {
  generation: number;
  touched: Set<string>;
}

const personColumn = 7;

/** `found`: tuples, which the type of statements does not know. */
const toNames = (found: unknown): NamedRow[] =>
  (found as [number, string][]).map(([row, name]) => ({ row, name }));

const isSharedList = (ref: ItemRef) => sameItem(ref, sharedList);

export function createIndexStore(database: DatabaseSync): IndexStore {
  const sql = prepareStatements(database);
  const interned = createInterned(database);
  const writer = createItemWriter(database, interned);
  const listings = new Map<number, Listing>();
  let changedRows = new Set<number>();
  let mark = Number(sql.lastMark.get()?.['mark'] ?? 0);
  const reader = createRowReader(sql, interned, writer);
  const { sharedRow, isShared, parentOf, foldersOf, candidates, entryOf, refOf } = reader;
  const counts = createChildCounts(sql, reader);
  const { recount, together } = counts;
  const { removeRow, removeInside, isInSync } = createRowRemover(sql, reader, (row) => changedRows.add(row));

  const namesIn = (folder: number): NamedRow[] =>
    toNames(folder === sharedRow() ? sql.namesOfShared.all() : sql.namesOfFolder.all(folder));
  const folderState = (ref: ItemRef): FolderState => {
    const folder = writer.folderRow(ref);
    return { folder, listedAt: (sql.folder.get(folder)?.['listed_at'] as number | null) ?? null };
  };
  const touch = (own: ItemRef) => {
    for (const { touched } of listings.values()) touched.add(toItemKey(own));
    delta.touch(own);
  };

  const toChanges = ({ row, before, parent }: Written): FolderChange[] => {
    changedRows.add(row);
    const changes: FolderChange[] = [];
    if (before !== 0 && before !== parent) changes.push({ folder: before, upserted: [], removed: [row] });
    if (parent !== 0) changes.push({ folder: parent, upserted: [row], removed: [] });
    if (isShared(row)) changes.push({ folder: sharedRow(), upserted: [row], removed: [] });
    return changes;
  };

  const write = <T>(work: () => T): T => {
    if (database.isTransaction) return work();
    database.exec('BEGIN');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk has ended the transaction already.
      if (database.isTransaction) database.exec('ROLLBACK');
      interned.reload();
      throw error;
    }
  };

  const delta = createDeltaWriter({
    sql,
    writer,
    mark: () => mark,
    nextMark: () => (mark += 1),
    removeRow,
    toChanges,
    counts,
    entryOf,
    refOf,
    driveOf: (driveId) => interned.drive(driveId),
    write,
  });

  /** The column holds the person's number. */
  const named = (tuple: SQLOutputValue[]): SqlTuple => {
    tuple[personColumn] = interned.word(tuple[personColumn] as number | null);
    return tuple;
  };

  return {
    delta,
    folder: folderState,
    beginListing(ref) {
      const folder = writer.folderRow(ref);
      mark += 1;
      sql.setGeneration.run(folder, mark);
      listings.set(folder, { generation: mark, touched: new Set() });
      return mark;
    },
    putListed: (ref, generation, entries) =>
      write(() => {
        const folder = writer.folderRow(ref);
        const listing = listings.get(folder);
        if (listing?.generation !== generation) return [];
        const changes: FolderChange[] = [{ folder, upserted: [], removed: [] }];
        for (const entry of entries) {
          if (listing.touched.has(toItemKey(entry.own))) continue;
          changes.push(...toChanges(writer.write(entry, folder, mark)));
        }
        return changes;
      }),
    putShared: (generation, source, entries) =>
      write(() => {
        const folder = sharedRow();
        const listing = listings.get(folder);
        if (listing?.generation !== generation) return [];
        return entries.flatMap(({ entry, sharedAtMs }) => {
          const isNewer = listing.touched.has(toItemKey(entry.own));
          const known = isNewer ? writer.rowOf(entry.own) : 0;
          if (isNewer && known === 0) return [];
          const written = isNewer ? null : writer.write(entry, null, mark);
          const row = written?.row ?? known;
          sql.addShared.run(row, generation, source, sharedAtMs);
          return written === null ? [{ folder, upserted: [row], removed: [] }] : toChanges(written);
        });
      }),
    unseenShared: (generation) =>
      sql.unseenShared.all(generation).flatMap(({ row }) => entryOf(Number(row)) ?? []),
    sharedFacts(own) {
      const found = sql.sharedFacts.get(writer.rowOf(own));
      if (found === undefined) return null;
      const at = found['shared_at'];
      return { sources: Number(found['sources']), sharedAtMs: typeof at === 'number' ? at : null };
    },
    shortcuts(driveId) {
      const drive = interned.findDrive(driveId);
      return drive === null ? [] : sql.shortcutsOf.all(drive).map((row) => toDriveEntry(row, interned));
    },
    endListing: (ref, generation, listedAt) =>
      write(() => {
        const folder = writer.folderRow(ref);
        if (listings.get(folder)?.generation !== generation) return [];
        listings.delete(folder);
        const changes: FolderChange[] = [];
        const unseen = isSharedList(ref)
          ? sql.unseenShared.all(generation)
          : sql.unseenMembers.all(folder, generation);
        for (const found of unseen) {
          const row = Number(found['row']);
          changes.push({ folder, upserted: [], removed: [row] });
          if (isSharedList(ref)) sql.removeShared.run(row);
          if (isSharedList(ref) ? isHeld(sql, row) : isShared(row)) {
            if (!isSharedList(ref)) sql.detach.run(row);
            changedRows.add(row);
          } else for (const change of removeRow(row)) changes.push(change);
        }
        sql.setListed.run(listedAt, folder);
        return [...changes, ...recount(folder, 0)];
      }),
    isListing: (ref, generation) => listings.get(writer.rowOf(ref))?.generation === generation,
    dropListing(ref, generation) {
      const folder = writer.folderRow(ref);
      if (listings.get(folder)?.generation === generation) listings.delete(folder);
    },
    together: (work) => write(() => together(work)),
    put: (entry, parent) =>
      write(() => {
        const before = entryOf(writer.rowOf(entry.own))?.eTag ?? null;
        touch(entry.own);
        if (before !== entry.eTag) delta.removed(entry.own, before);
        const written = writer.write(entry, parent === null ? null : writer.folderRow(parent), mark);
        const changes = toChanges(written);
        if (parent === null || written.before === written.parent) return changes;
        return [
          ...changes,
          ...recount(written.parent, 1),
          ...(written.before === 0 ? [] : recount(written.before, -1)),
        ];
      }),
    leave: (own, ref) =>
      write(() => {
        const row = writer.rowOf(own);
        const folder = writer.rowOf(ref);
        if (row === 0 || parentOf(row) !== folder) return [];
        touch(own);
        sql.detach.run(row);
        changedRows.add(row);
        return [{ folder, upserted: [], removed: [row] }, ...recount(folder, -1)];
      }),
    remove: (own) =>
      write(() => {
        const row = writer.rowOf(own);
        if (row === 0) return [];
        touch(own);
        delta.removed(own, entryOf(row)?.eTag ?? null);
        const parent = parentOf(row);
        return [...removeRow(row), ...(parent === 0 ? [] : recount(parent, -1))];
      }),
    exclude: (root) =>
      write(() => {
        const row = writer.rowOf(root);
        delta.drop(root);
        if (row === 0 || isInSync(row)) return [];
        const changes = removeInside(row);
        sql.removeFolder.run(row);
        listings.delete(row);
        return changes;
      }),
    setRevoked: (ref, revoked) =>
      write(() =>
        candidates(ref)
          .filter((found) => ((Number(found['flags']) & flagBits.revoked) !== 0) !== revoked)
          .flatMap((found) => {
            const row = Number(found['row']);
            const flags = Number(found['flags']) & ~flagBits.revoked;
            sql.setFlags.run(flags | (revoked ? flagBits.revoked : 0), row);
            return foldersOf(row).map((folder) => ({ folder, upserted: [row], removed: [] }));
          }),
      ),
    setInShared: (ref, source) =>
      write(() => {
        const rows = candidates(ref).map((found) => Number(found['row']));
        const folder = sharedRow();
        if (source !== null) {
          const [row] = rows;
          if (row === undefined) return [];
          sql.addShared.run(row, mark, source, null);
          return [{ folder, upserted: [row], removed: [] }];
        }
        const listed = rows.filter(isShared);
        for (const row of listed) sql.removeShared.run(row);
        return [{ folder, upserted: [], removed: listed }];
      }),
    find(ref) {
      const row = Number(candidates(ref)[0]?.['row'] ?? writer.rowOf(ref));
      return row === 0 ? null : entryOf(row);
    },
    findAll: (ref) =>
      candidates(ref).flatMap((found) => {
        const entry = entryOf(Number(found['row']));
        return entry === null ? [] : [entry];
      }),
    isMember(folder, ref) {
      const id = writer.rowOf(folder);
      return id !== 0 && candidates(ref).some((found) => foldersOf(Number(found['row'])).includes(id));
    },
    findByName(ref, name) {
      const folder = writer.rowOf(ref);
      const isShared = isSharedList(ref);
      const exact = isShared ? undefined : sql.findByName.get(folder, name.normalize('NFC'));
      if (exact !== undefined) return toDriveEntry(exact, interned);
      const key = toNameKey(name);
      const others = isShared ? namesIn(folder) : toNames(sql.namesBeyondAscii.all(folder));
      const alike = others.find((one) => toNameKey(one.name) === key);
      return alike === undefined ? null : entryOf(alike.row);
    },
    entry: entryOf,
    driveKeys: () => interned.driveKeys(),
    contentOf(row) {
      const found = sql.contentOf.get(row);
      if (found === undefined) return null;
      const driveKey = toDriveKey(interned.spelling(Number(found['drive'])));
      return { driveKey, itemId: String(found['id']) };
    },
    hashOf: (row) => toHash(sql.hashOf.get(row)?.['hash']),
    // The two columns of the statement.
    hashesIn: (folder) => new Map(sql.hashesIn.all(folder) as unknown as [number, string][]),
    rowOf: (ref) => writer.rowOf(ref),
    // With setReturnArrays the statements give tuples, which their type does not know.
    orderRows(folder) {
      const rows = folder === sharedRow() ? sql.orderShared.all() : sql.orderRows.all(sortLocale, folder);
      return (rows as unknown as SQLOutputValue[][]).map(named);
    },
    orderRow(row, folder) {
      const statement = folder === sharedRow() ? sql.orderSharedRow : sql.orderRow;
      const found = statement.get(row) as unknown as SQLOutputValue[] | undefined;
      return found === undefined ? null : named(found);
    },
    firstRows(folder, max, maxUnranked) {
      if (sql.rankedIn.get(folder)?.['ranked_in'] !== sortLocale) return null;
      const unranked = [0, 1].flatMap((group) => sql.unranked.all(folder, group, maxUnranked + 1));
      if (unranked.length > maxUnranked) return null;
      const ranked = [0, 1].flatMap((group) => sql.firstRanked.all(folder, group, max));
      const tuples = [...unranked, ...ranked] as unknown as SQLOutputValue[][];
      return { tuples: tuples.map(named), count: Number(sql.countMembers.get(folder)?.['members']) };
    },
    rowsIn(folder) {
      const found = folder === sharedRow() ? sql.sharedRows.all() : sql.shownRows.all(folder);
      return (found as unknown as [number][]).map(([row]) => row);
    },
    orderRowsOf(rows) {
      const found = sql.orderRowsOf.all(sortLocale, JSON.stringify(rows));
      return (found as unknown as SQLOutputValue[][]).map(named);
    },
    namesOf: (rows) => toNames(sql.namesOf.all(JSON.stringify(rows))),
    needsRanks(folder, max) {
      if (folder === sharedRow()) return Number(sql.countShared.get()?.['members']) > max;
      const isRanked = sql.rankedIn.get(folder)?.['ranked_in'] === sortLocale;
      const counted = isRanked ? sql.countUnranked.get(folder) : sql.countMembers.get(folder);
      return Number(counted?.['members']) > max;
    },
    foldersLargerThan: (members) =>
      sql.foldersLargerThan.all(members).map((found) => Number(found['parent'])),
    saveRanks: (folder, names) =>
      write(() => {
        sql.setRankedIn.run(folder, null);
        for (const { row, name, rank } of names) sql.setRank.run(rank, row, folder, name);
      }),
    setRanked: (folder) => void sql.setRankedIn.run(folder, sortLocale),
    count: () => Number(sql.countItems.get()?.['items']),
    takeChangedRows() {
      const taken = changedRows;
      changedRows = new Set();
      return taken;
    },
    person: (id) => interned.word(id),
    close: () => database.close(),
  };
}

/** Known apart from the list of shared items: it is in a folder that was listed. */
function isHeld(sql: Statements, row: number): boolean {
  const parent = Number(sql.facts.get(row)?.['parent'] ?? 0);
  return parent !== 0 && (sql.folder.get(parent)?.['listed_at'] != null || sql.syncs.get() !== undefined);
}
