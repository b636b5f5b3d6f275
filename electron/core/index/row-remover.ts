import type { FolderChange } from './index-store.ts';
import type { Statements } from './index-statements.ts';
import type { RowReader } from './row-reader.ts';

export interface RowRemover {
  /** Removes a row and its contents, except shared items: these only leave their folder. */
  removeRow: (row: number) => FolderChange[];
  /** Removes the contents of a folder, except items that are shared or belong to another sync. */
  removeInside: (folder: number) => FolderChange[];
  /** Whether another sync keeps it whole: of its drive, or of a folder above. */
  isInSync: (row: number) => boolean;
}

/** `changed` is called with each row that is removed or leaves its folder. */
export function createRowRemover(
  sql: Statements,
  { isShared, parentOf, foldersOf }: RowReader,
  changed: (row: number) => void,
): RowRemover {
  const removeRow = (row: number): FolderChange[] => {
    const changes: FolderChange[] = [];
    for (const folder of foldersOf(row)) changes.push({ folder, upserted: [], removed: [row] });
    sql.removeShared.run(row);
    for (const child of sql.rowsOfFolder.all(row)) {
      const inside = Number(child['row']);
      if (isShared(inside)) {
        sql.detach.run(inside);
        changes.push({ folder: row, upserted: [], removed: [inside] });
      } else changes.push(...removeRow(inside));
    }
    sql.removeItem.run(row);
    sql.removeTarget.run(row);
    sql.removeFolder.run(row);
    sql.removeGone.run(row);
    changed(row);
    return changes;
  };

  const removeInside = (folder: number): FolderChange[] =>
    sql.rowsOfFolder.all(folder).flatMap((child) => {
      const row = Number(child['row']);
      const change: FolderChange = { folder, upserted: [], removed: [row] };
      const isKept = sql.sync.get(row) !== undefined;
      const inside = isKept ? [] : removeInside(row);
      if (!isKept && !isShared(row)) return [...inside, ...removeRow(row)];
      sql.detach.run(row);
      changed(row);
      return [...inside, change];
    });

  return {
    removeRow,
    removeInside,
    isInSync(row) {
      const drive = sql.facts.get(row)?.['drive'];
      const isWhole = sql.syncs
        .all()
        .some((sync) => sync['whole_drive'] === 1 && sql.facts.get(Number(sync['row']))?.['drive'] === drive);
      const seen = new Set<number>();
      let above = parentOf(row);
      while (above !== 0 && !seen.has(above) && sql.sync.get(above) === undefined) {
        seen.add(above);
        above = parentOf(above);
      }
      return isWhole || sql.sync.get(above) !== undefined;
    },
  };
}
