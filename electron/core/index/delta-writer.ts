import type { ItemRef } from '../../contract/records.ts';
import { toItemKey } from '../graph/addressing.ts';
import type { DeltaItem, DeltaResponse } from '../graph/delta.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { flagBits, type SqlRow } from './index-rows.ts';
import type { FolderChange } from './index-store.ts';
import type { Statements } from './index-statements.ts';
import type { ItemWriter, Written } from './item-writer.ts';

/**
 * What is known whole, or is becoming so. enumerating: from the beginning, `link` continues it (null: at its start).
 * changes: enumerated once, `link` asks for what changed since.
 */
export interface SyncState {
  root: ItemRef;
  isWholeDrive: boolean;
  phase: 'enumerating' | 'changes';
  link: string | null;
  count: number;
  freshAt: number | null;
  /** When the service last wanted it enumerated again. */
  resyncAt: number | null;
  /** By a person. */
  isPaused: boolean;
  /** What is written here after that number is newer than a page that is asked for now. */
  moment: number;
}

/** Writes what a drive tells of its changes. */
export interface DeltaWriter {
  states(): SyncState[];
  state(root: ItemRef): SyncState | null;
  /** Starts an enumeration; what was known stays until its end. `resyncAt`: the service wanted it so. */
  begin(root: ItemRef, isWholeDrive: boolean, resyncAt: number | null): SyncState;
  /**
   * One page, in one transaction with the link that follows it. With the last one, what was deleted goes, and after an
   * enumeration what it has not seen.
   */
  apply(
    root: ItemRef,
    page: DeltaResponse,
    asked: { moment: number; atMs: number },
  ): { changes: FolderChange[]; state: SyncState };
  drop(root: ItemRef): void;
  pause(root: ItemRef, isPaused: boolean): void;
  /** Somebody wrote it here: older pages do not undo that. */
  touch(own: ItemRef): void;
  /** Removed or changed here: pages that still tell of that version come late. */
  removed(own: ItemRef, eTag: string | null): void;
}

export interface DeltaWriterDeps {
  sql: Statements;
  writer: ItemWriter;
  mark: () => number;
  nextMark: () => number;
  removeRow: (row: number) => FolderChange[];
  toChanges: (written: Written) => FolderChange[];
  entryOf: (row: number) => DriveEntry | null;
  refOf: (row: number) => ItemRef;
  driveOf: (driveId: string) => number;
  write: <T>(work: () => T) => T;
}

/** So long a delta may still tell of what was before a change made here. */
const lateMs = 30_000;
const maxRemembered = 20_000;

export function createDeltaWriter(deps: DeltaWriterDeps): DeltaWriter {
  const { sql, writer, removeRow, entryOf, write } = deps;
  let moment = 0;
  const touched = new Map<string, number>();
  const late = new Map<string, { eTag: string; untilMs: number }>();

  const toState = (row: SqlRow): SyncState => ({
    root: deps.refOf(Number(row['row'])),
    isWholeDrive: row['whole_drive'] === 1,
    phase: row['phase'] === 'changes' ? 'changes' : 'enumerating',
    link: row['link'] as string | null,
    count: Number(row['count']),
    freshAt: row['fresh_at'] as number | null,
    resyncAt: row['resync_at'] as number | null,
    isPaused: row['paused'] === 1,
    moment,
  });
  const find = (root: ItemRef): SqlRow | undefined => sql.sync.get(writer.rowOf(root));

  /** Whether the page tells of something older than what was done here. */
  const isOlder = (item: DeltaItem, asked: number): boolean => {
    const key = toItemKey(item.own);
    if ((touched.get(key) ?? -1) > asked) return true;
    const before = late.get(key);
    if (before === undefined) return false;
    if (before.untilMs > performance.now() && !item.isDeleted && item.entry?.eTag === before.eTag)
      return true;
    late.delete(key);
    return false;
  };

  const put = (item: DeltaItem, row: number): FolderChange[] => {
    const known = item.hasName || row === 0 ? null : entryOf(row);
    if (item.entry === null || (!item.hasName && known === null)) return [];
    const entry = known === null ? item.entry : { ...item.entry, name: known.name };
    return deps.toChanges(writer.write(entry, null, deps.mark()));
  };

  /** Of an enumeration that came to its end: what it has not seen is gone, but for what holds something that it has. */
  const sweep = (sync: number, isWholeDrive: boolean, drive: number, mark: number): FolderChange[] => {
    const isUnseen = (found: SqlRow | undefined) => found !== undefined && Number(found['seen']) < mark;
    const rows = isWholeDrive
      ? sql.unseenOfDrive.all(drive, mark, sync).map((found) => Number(found['row']))
      : unseenBelow(sync, mark);
    const holdsSeen = (row: number): boolean =>
      sql.rowsOfFolder.all(row).some((child) => {
        const inside = Number(child['row']);
        return !isUnseen(sql.facts.get(inside)) || holdsSeen(inside);
      });
    return rows.flatMap((row) => (sql.facts.get(row) === undefined || holdsSeen(row) ? [] : removeRow(row)));
  };
  const unseenBelow = (folder: number, mark: number): number[] =>
    sql.rowsOfFolder.all(folder).flatMap((child) => {
      const row = Number(child['row']);
      const below = unseenBelow(row, mark);
      return Number(sql.facts.get(row)?.['seen']) < mark ? [row, ...below] : below;
    });

  return {
    states: () => sql.syncs.all().map(toState),
    state(root) {
      const found = find(root);
      return found === undefined ? null : toState(found);
    },
    begin: (root, isWholeDrive, resyncAt) =>
      write(() => {
        const row = writer.folderRow(root);
        const before = sql.sync.get(row);
        const flags = Number(sql.facts.get(row)?.['flags']);
        if (isWholeDrive) sql.setFlags.run(flags | flagBits.root, row);
        sql.clearGone.run(row);
        const freshAt = (before?.['fresh_at'] as number | null | undefined) ?? null;
        const resync = resyncAt ?? (before?.['resync_at'] as number | null | undefined) ?? null;
        const paused = Number(before?.['paused'] ?? 0);
        const mark = deps.nextMark();
        sql.putSync.run(row, Number(isWholeDrive), 'enumerating', mark, null, 0, freshAt, resync, paused);
        return toState(sql.sync.get(row) ?? {});
      }),
    apply: (root, { items, nextLink, deltaLink }, asked) =>
      write(() => {
        const sync = writer.rowOf(root);
        const state = sql.sync.get(sync);
        if (state === undefined) throw new Error('no enumeration was begun');
        const changes: FolderChange[] = [];
        for (const item of items) {
          const row = writer.rowOf(item.own);
          if (isOlder(item, asked.moment)) {
            if (row !== 0) sql.markSeen.run(deps.mark(), row);
            continue;
          }
          if (item.isDeleted) {
            if (row !== 0 && row !== sync) sql.addGone.run(row, sync);
            continue;
          }
          if (row !== 0) sql.removeGone.run(row);
          changes.push(...put(item, row));
        }
        const isEnumerating = state['phase'] === 'enumerating';
        const mark = Number(state['mark']);
        const count = isEnumerating ? Number(state['count']) + items.length : Number(state['count']);
        const isDone = deltaLink !== null;
        if (isDone) {
          // Its newest state is what counts: a folder that is deleted now holds nothing that is not.
          for (const found of sql.goneOf.all(sync))
            if (sql.facts.get(Number(found['row'])) !== undefined)
              changes.push(...removeRow(Number(found['row'])));
          sql.clearGone.run(sync);
          const isWhole = state['whole_drive'] === 1;
          if (isEnumerating) changes.push(...sweep(sync, isWhole, deps.driveOf(root.driveId), mark));
        }
        sql.putSync.run(
          sync,
          Number(state['whole_drive'] ?? 0),
          isDone ? 'changes' : String(state['phase']),
          mark,
          deltaLink ?? nextLink,
          count,
          isDone ? asked.atMs : (state['fresh_at'] ?? null),
          state['resync_at'] ?? null,
          state['paused'] ?? 0,
        );
        return { changes, state: toState(sql.sync.get(sync) ?? {}) };
      }),
    drop(root) {
      const row = writer.rowOf(root);
      sql.clearGone.run(row);
      sql.removeSync.run(row);
    },
    pause: (root, isPaused) => void sql.pauseSync.run(Number(isPaused), writer.rowOf(root)),
    touch(own) {
      moment += 1;
      remember(touched, toItemKey(own), moment);
      late.delete(toItemKey(own));
    },
    removed(own, eTag) {
      if (eTag === null) return;
      remember(late, toItemKey(own), { eTag, untilMs: performance.now() + lateMs });
    },
  };
}

/** The oldest are forgotten. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= maxRemembered) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
