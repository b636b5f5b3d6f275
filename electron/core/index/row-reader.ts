import type { ItemRef } from '../../contract/records.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { sharedList } from './index-calls.ts';
import { flagBits, toDriveEntry, type SqlRow } from './index-rows.ts';
import type { Statements } from './index-statements.ts';
import { type Interned, toItemNumber } from './interned.ts';
import type { ItemWriter } from './item-writer.ts';

export interface RowReader {
  sharedRow: () => number;
  isShared: (row: number) => boolean;
  /** 0: none. */
  parentOf: (row: number) => number;
  /** Its parent, and the list of shared items if it is there. */
  foldersOf: (row: number) => number[];
  candidates: (ref: ItemRef) => SqlRow[];
  entryOf: (row: number) => DriveEntry | null;
  refOf: (row: number) => ItemRef;
}

export function createRowReader(sql: Statements, interned: Interned, writer: ItemWriter): RowReader {
  const sharedRow = () => writer.folderRow(sharedList);
  const isShared = (row: number) => sql.isShared.get(row) !== undefined;
  const parentOf = (row: number) => Number(sql.facts.get(row)?.['parent'] ?? 0);
  return {
    sharedRow,
    isShared,
    parentOf,
    foldersOf(row) {
      const parent = parentOf(row);
      return [...(parent === 0 ? [] : [parent]), ...(isShared(row) ? [sharedRow()] : [])];
    },
    candidates(ref) {
      const drive = interned.findDrive(ref.driveId);
      if (drive === null) return [];
      const key = toItemNumber(drive, ref.itemId);
      const fits = (row: SqlRow) => row['drive'] === drive && row['id'] === ref.itemId;
      const own = sql.byKey
        .all(key)
        .filter(
          (row) => fits(row) && (Number(row['flags']) & (flagBits.placeholder | flagBits.shortcut)) === 0,
        );
      return [...own, ...sql.byTargetKey.all(key).filter(fits)];
    },
    entryOf(row) {
      const found = sql.byRow.get(row);
      if (found === undefined || (Number(found['flags']) & flagBits.placeholder) !== 0) return null;
      return toDriveEntry(found, interned);
    },
    refOf(row) {
      const found = sql.facts.get(row);
      return { driveId: interned.spelling(Number(found?.['drive'])), itemId: String(found?.['id']) };
    },
  };
}
