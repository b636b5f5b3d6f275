import type { FolderChange } from './index-store.ts';
import type { Statements } from './index-statements.ts';
import type { RowReader } from './row-reader.ts';

/**
 * The number of a listed folder's members; else the service's number, corrected by changes made here. Deltas of
 * personal drives are known to tell 0 for every folder; then members are counted, and none means unknown, as
 * deltas are also known to omit the contents of a folder.
 */
export interface ChildCounts {
  /** `step`: how many were added, less those removed. */
  recount: (folder: number, step: number) => FolderChange[];
  together: (work: () => FolderChange[]) => FolderChange[];
  countMembers: (folder: number) => FolderChange[];
  /** Of a part of the drive's folders, from that row of the table on. `next` null: there are no more. */
  countFolders: (drive: number, from: number) => { changes: FolderChange[]; next: number | null };
}

/** Takes a few milliseconds, unless all are folders. */
const rowsAtOnce = 2_000;

export function createChildCounts(
  sql: Statements,
  { candidates, refOf, foldersOf, sharedRow }: RowReader,
): ChildCounts {
  let delayed: Map<number, number> | null = null;

  const isListed = (folder: number) => sql.folder.get(folder)?.['listed_at'] != null;
  const membersOf = (folder: number) => Number(sql.countMembers.get(folder)?.['members']);

  const set = (folder: number, toCount: (before: number | null) => number | null): FolderChange[] =>
    candidates(refOf(folder)).flatMap((found) => {
      const before = found['child_count'] as number | null;
      const now = toCount(before);
      if (now === before) return [];
      const row = Number(found['row']);
      sql.setChildCount.run(now, row);
      return foldersOf(row).map((id) => ({ folder: id, upserted: [row], removed: [] }));
    });

  const countNow = (folder: number, step: number): FolderChange[] => {
    if (sql.facts.get(folder) === undefined || folder === sharedRow()) return [];
    const members = isListed(folder) ? membersOf(folder) : null;
    return set(folder, (before) => members ?? (before === null ? null : Math.max(0, before + step)));
  };

  const countMembers = (folder: number): FolderChange[] => {
    if (sql.facts.get(folder) === undefined || folder === sharedRow()) return [];
    const members = membersOf(folder);
    return set(folder, () => (members > 0 || isListed(folder) ? members : null));
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
    countMembers,
    countFolders(drive, from) {
      const next = from + rowsAtOnce;
      const folders = sql.foldersOfDrive.all(drive, from, next);
      const changes = folders.flatMap((found) => countMembers(Number(found['row'])));
      return { changes, next: next > Number(sql.lastRow.get()?.['row'] ?? 0) ? null : next };
    },
  };
}
