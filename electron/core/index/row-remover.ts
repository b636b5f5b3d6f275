import type { FolderChange } from './index-store.ts';
import type { Statements } from './index-statements.ts';
import type { RowReader } from './row-reader.ts';

export interface RowRemover {
  /** Items that are shared or have a sync only leave their folder. */
  removeRow: (row: number) => FolderChange[];
  /** Items that are shared or belong to another sync stay. */
  removeInside: (folder: number) => FolderChange[];
  isInSync: (row: number) => boolean;
}

/** `changed` is called with each row that is removed or leaves its folder. */
export function createRowRemover(
  sql: Statements,
  { isShared, parentOf, foldersOf }: RowReader,
  changed: (row: number) => void,
): RowRemover {
  const syncRows = () => new Set(sql.syncs.all().map((sync) => Number(sync['row'])));

  const drop = (row: number): FolderChange[] => {
    const changes = foldersOf(row).map((folder) => ({ folder, upserted: [], removed: [row] }));
    sql.removeShared.run(row);
    sql.removeItem.run(row);
    sql.removeTarget.run(row);
    sql.removeFolder.run(row);
    sql.removeGone.run(row);
    changed(row);
    return changes;
  };
  const detach = (row: number, folder: number): FolderChange => {
    sql.detach.run(row);
    changed(row);
    return { folder, upserted: [], removed: [row] };
  };

  /** A row is removed before its contents are read, so that folders that contain each other end the walk. */
  const removeRow = (top: number): FolderChange[] => {
    const synced = syncRows();
    const changes: FolderChange[] = [];
    const pending = [top];
    for (let row = pending.pop(); row !== undefined; row = pending.pop()) {
      for (const change of drop(row)) changes.push(change);
      for (const child of sql.rowsOfFolder.all(row)) {
        const inside = Number(child['row']);
        if (isShared(inside) || synced.has(inside)) changes.push(detach(inside, row));
        else pending.push(inside);
      }
    }
    return changes;
  };

  const removeInside = (top: number): FolderChange[] => {
    const synced = syncRows();
    const changes: FolderChange[] = [];
    const pending = [top];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      for (const child of sql.rowsOfFolder.all(folder)) {
        const row = Number(child['row']);
        if (synced.has(row) || isShared(row)) changes.push(detach(row, folder));
        else for (const change of drop(row)) changes.push(change);
        if (!synced.has(row)) pending.push(row);
      }
    }
    return changes;
  };

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
