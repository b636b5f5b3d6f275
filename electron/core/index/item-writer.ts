import type { DatabaseSync } from 'node:sqlite';
import type { ItemRef } from '../../contract/records.ts';
import { sameItem } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { flagBits, keptBits, toFlags, toHashValue, type SqlTuple } from './index-rows.ts';
import { toItemNumber, type Interned } from './interned.ts';

/** What became of one item. */
export interface Written {
  row: number;
  /** The folder it stood in before; 0: none that is known. */
  before: number;
  parent: number;
  flags: number;
}

/** Writes items. A parent that is not known yet becomes a placeholder. */
export interface ItemWriter {
  /** 0 where it is unknown. */
  rowOf(own: ItemRef): number;
  /** The row of a folder, made where it is unknown. */
  folderRow(folder: ItemRef): number;
  /** `parent` null: where the entry says; what it does not say stays as it is known. */
  write(entry: DriveEntry, parent: number | null, seen: number): Written;
}

export function createItemWriter(database: DatabaseSync, interned: Interned): ItemWriter {
  const find = database.prepare('SELECT row, parent, flags, id, drive FROM items WHERE key = ?');
  find.setReturnArrays(true);
  const insert = database.prepare(
    `INSERT INTO items (key, drive, id, parent, name, flags, size, child_count, modified, modified_by, shared_by, owner,
     mime, etag, ctag, hash, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  // Said by one answer and left out by another: what is known is kept, as long as it is of the same content.
  const update = database.prepare(
    `UPDATE items SET rank = iif(name = ?2 AND parent = ?1, rank, NULL), parent = ?1, name = ?2, flags = ?3, size = ?4,
     child_count = coalesce(?5, child_count), modified = ?6, modified_by = ?7, shared_by = coalesce(?8, shared_by),
     owner = coalesce(?9, owner), mime = ?10, etag = ?11, ctag = coalesce(?12, iif(etag = ?11, ctag, NULL)),
     hash = coalesce(?13, iif(size = ?4, hash, NULL)),
     seen = ?14 WHERE row = ?15`,
  );
  const setTarget = database.prepare(
    'INSERT OR REPLACE INTO targets (row, key, drive, id) VALUES (?, ?, ?, ?)',
  );
  const dropTarget = database.prepare('DELETE FROM targets WHERE row = ?');

  const findTuple = (drive: number, itemId: string): SqlTuple | null => {
    const found = find.all(toItemNumber(drive, itemId)) as unknown as SqlTuple[];
    return found.find((row) => row[3] === itemId && row[4] === drive) ?? null;
  };

  const addPlaceholder = (drive: number, itemId: string): number => {
    const flags = flagBits.placeholder;
    const nothing = [null, null, null, null, null, null, null, null, null, null] as const;
    const key = toItemNumber(drive, itemId);
    return Number(insert.run(key, drive, itemId, 0, '', flags, ...nothing, 0).lastInsertRowid);
  };

  const folderRow = ({ driveId, itemId }: ItemRef): number => {
    const drive = interned.drive(driveId);
    return Number(findTuple(drive, itemId)?.[0] ?? 0) || addPlaceholder(drive, itemId);
  };

  return {
    rowOf({ driveId, itemId }) {
      const drive = interned.findDrive(driveId);
      return drive === null ? 0 : Number(findTuple(drive, itemId)?.[0] ?? 0);
    },
    folderRow,
    write(entry, given, seen) {
      const { own } = entry;
      const drive = interned.drive(own.driveId);
      const known = findTuple(drive, own.itemId);
      const parent = given ?? (entry.parent === null ? Number(known?.[1] ?? 0) : folderRow(entry.parent));
      const isShortcut = !sameItem(entry, own);
      const flags = toFlags(entry, isShortcut) | (Number(known?.[2] ?? 0) & keptBits);
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
      let row = Number(known?.[0] ?? 0);
      if (known === null) {
        const key = toItemNumber(drive, own.itemId);
        row = Number(insert.run(key, drive, own.itemId, parent, name, flags, ...facts).lastInsertRowid);
      } else {
        update.run(parent, name, flags, ...facts, row);
      }
      if (isShortcut) {
        const target = interned.drive(entry.driveId);
        setTarget.run(row, toItemNumber(target, entry.itemId), target, entry.itemId);
      } else if ((Number(known?.[2] ?? 0) & flagBits.shortcut) !== 0) {
        dropTarget.run(row);
      }
      return { row, before: Number(known?.[1] ?? 0), parent, flags };
    },
  };
}
