import type { FolderChange } from './index-store.ts';
import type { Statements } from './index-statements.ts';
import type { RowReader } from './row-reader.ts';

/** The number of a listed folder's members; else the service's number, corrected by changes made here. */
export interface ChildCounts {
  /** `step`: how many were added, less those removed. */
  recount: (folder: number, step: number) => FolderChange[];
  together: (work: () => FolderChange[]) => FolderChange[];
}

export function createChildCounts(
  sql: Statements,
  { candidates, refOf, foldersOf, sharedRow }: RowReader,
): ChildCounts {
  let delayed: Map<number, number> | null = null;

  const countNow = (folder: number, step: number): FolderChange[] => {
    if (sql.facts.get(folder) === undefined || folder === sharedRow()) return [];
    const isListed = sql.folder.get(folder)?.['listed_at'] != null;
    const members = Number(sql.countMembers.get(folder)?.['members']);
    return candidates(refOf(folder)).flatMap((found) => {
      const before = found['child_count'];
      const reported = typeof before === 'number' ? Math.max(0, before + step) : null;
      const now = isListed ? members : reported;
      if (now === null || now === before) return [];
      const row = Number(found['row']);
      sql.setChildCount.run(now, row);
      return foldersOf(row).map((id) => ({ folder: id, upserted: [row], removed: [] }));
    });
  };

  return {
    recount(folder, step) {
      if (delayed === null) return countNow(folder, step);
      delayed.set(folder, (delayed.get(folder) ?? 0) + step);
      return [];
    },
    together(work) {
      const counts = new Map<number, number>();
      delayed = counts;
      try {
        const changes = work();
        delayed = null;
        return [...changes, ...[...counts].flatMap(([folder, step]) => countNow(folder, step))];
      } finally {
        delayed = null;
      }
    },
  };
}
