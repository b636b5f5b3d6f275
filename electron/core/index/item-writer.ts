import type { DatabaseSync } from 'node:sqlite';
import type { ItemRef } from '../../contract/records.ts';
import { sameItem } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { flagBits, keptBits, toFlags, toHashValue, type SqlTuple } from './index-rows.ts';
import { toItemNumber, type Interned } from './interned.ts';

export interface Written {
  row: number;
  before: number;
  parent: number;
  flags: number;
}

export interface KnownItem {
  row: number;
  parent: number;
  flags: number;
}

export interface ItemWriter {
  /** 0 where it is unknown. */
  rowOf(own: ItemRef): number;
  folderRow(folder: ItemRef): number;
  find(own: ItemRef): KnownItem | null;
  /**
   * `parent` null: where the entry says; fields that it omits stay as known. `known`: what `find` has just
   * returned.
   */
  write(entry: DriveEntry, parent: number | null, seen: number, known?: KnownItem | null): Written;
}

export function createItemWriter(database: DatabaseSync, interned: Interned): ItemWriter {
  const find = database.prepare('SELECT row, parent, flags, id, drive FROM items WHERE key = ?');
  find.setReturnArrays(true);
  const insert = database.prepare(
    `INSERT INTO items (key, drive, id, parent, name, flags, size, child_count, modified, modified_by, shared_by, owner,
     mime, etag, ctag, hash, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = database.prepare(
    `UPDATE items SET rank = iif(name = ?2 AND parent = ?1, rank, NULL), parent = ?1, name = ?2, flags = ?3,
     size = coalesce(?4, iif(etag = ?11, size, NULL)),
     child_count = coalesce(?5, child_count), modified = coalesce(?6, iif(etag = ?11, modified, NULL)),
     modified_by = coalesce(?7, iif(etag = ?11, modified_by, NULL)), shared_by = coalesce(?8, shared_by),
     owner = coalesce(?9, owner), mime = ?10, etag = ?11, ctag = coalesce(?12, iif(etag = ?11, ctag, NULL)),
     hash = coalesce(?13, iif(size = ?4, hash, NULL)),
     seen = ?14 WHERE row = ?15`,
  );
  const setTarget = database.prepare(
    'INSERT OR REPLACE INTO targets (row, key, drive, id) VALUES (?, ?, ?, ?)',
  );
  const dropTarget = database.prepare('DELETE FROM targets WHERE row = ?');

  const findKnown = (drive: number | null, itemId: string): KnownItem | null => {
    if (drive === null) return null;
    const all = find.all(toItemNumber(drive, itemId)) as unknown as SqlTuple[];
    const found = all.find((row) => row[3] === itemId && row[4] === drive);
    return found === undefined
      ? null
      : { row: Number(found[0]), parent: Number(found[1]), flags: Number(found[2]) };
  };
  const findItem = ({ driveId, itemId }: ItemRef) => findKnown(interned.findDrive(driveId), itemId);

  const addPlaceholder = (drive: number, itemId: string): number => {
    const flags = flagBits.placeholder;
    const nothing = [null, null, null, null, null, null, null, null, null, null] as const;
    const key = toItemNumber(drive, itemId);
    return Number(insert.run(key, drive, itemId, 0, '', flags, ...nothing, 0).lastInsertRowid);
  };

  const folderRow = ({ driveId, itemId }: ItemRef): number => {
    const drive = interned.drive(driveId);
    return findKnown(drive, itemId)?.row ?? addPlaceholder(drive, itemId);
  };

  return {
    rowOf: (own) => findItem(own)?.row ?? 0,
    find: findItem,
    folderRow,
    write(entry, given, seen, found) {
      const { own } = entry;
      const drive = interned.drive(own.driveId);
      const known = found === undefined ? findKnown(drive, own.itemId) : found;
      const parent = given ?? (entry.parent === null ? (known?.parent ?? 0) : folderRow(entry.parent));
      const isShortcut = !sameItem(entry, own);
      const flags = toFlags(entry, isShortcut) | ((known?.flags ?? 0) & keptBits);
      const facts = [
        entry.sizeBytes,
        entry.childCount,
        entry.modifiedAt === null ? null : Date.parse(entry.modifiedAt),
        interned.wordId(entry.modifiedBy),
        interned.wordId(entry.sharedBy),
        interned.wordId(entry.owner),
        interned.wordId(entry.mimeType),
        entry.eTag,
        entry.cTag,
        toHashValue(entry.quickXorHash),
        seen,
      ] as const;
      const name = entry.name.toWellFormed();
      let row = known?.row ?? 0;
      if (known === null) {
        const key = toItemNumber(drive, own.itemId);
        row = Number(insert.run(key, drive, own.itemId, parent, name, flags, ...facts).lastInsertRowid);
      } else {
        update.run(parent, name, flags, ...facts, row);
      }
      if (isShortcut) {
        const target = interned.drive(entry.driveId);
        setTarget.run(row, toItemNumber(target, entry.itemId), target, entry.itemId);
      } else if (((known?.flags ?? 0) & flagBits.shortcut) !== 0) {
        dropTarget.run(row);
      }
      return { row, before: known?.parent ?? 0, parent, flags };
    },
  };
}
