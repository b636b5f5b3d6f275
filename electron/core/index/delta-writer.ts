import type { ItemRef } from '../../contract/records.ts';
import { toItemKey } from '../graph/addressing.ts';
import type { DeltaItem, DeltaResponse } from '../graph/delta.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { flagBits, kinds, type SqlRow } from './index-rows.ts';
import type { ChildCounts } from './child-counts.ts';
import type { FolderChange } from './index-store.ts';
import type { Statements } from './index-statements.ts';
import type { ItemWriter, KnownItem, Written } from './item-writer.ts';
import { createNamesakes } from './namesakes.ts';

/**
 * enumerating: `link` resumes the enumeration (null: at its start). changes: enumerated; `link` asks for
 * later changes.
 */
export interface SyncState {
  root: ItemRef;
  isWholeDrive: boolean;
  phase: 'enumerating' | 'changes';
  link: string | null;
  count: number;
  freshAt: number | null;
  resyncAt: number | null;
  isPaused: boolean;
  /** Local writes with a higher number are newer than a response requested now. */
  moment: number;
}

export interface ResponsePart {
  /** The first item. */
  from: number;
  shouldPause: () => boolean;
}

/** Local writes with a higher number than `moment` are newer than a response requested then. */
export interface DeltaWriter {
  moment(): number;
  states(): SyncState[];
  state(root: ItemRef): SyncState | null;
  begin(root: ItemRef, isWholeDrive: boolean, resyncAt: number | null): SyncState;
  /**
   * The last response removes deleted items and, after an enumeration, those not seen. A part of an enumeration
   * may pause before the end; a kill then repeats the whole response.
   */
  apply(
    root: ItemRef,
    response: DeltaResponse,
    asked: { moment: number; atMs: number },
    part?: ResponsePart,
  ): { changes: FolderChange[]; state: SyncState; next: number };
  /** Counts the contents of folders in parts, after an enumeration that did not tell their numbers. */
  countFolders(root: ItemRef, from: number): { changes: FolderChange[]; next: number | null };
  drop(root: ItemRef): void;
  pause(root: ItemRef, isPaused: boolean): void;
  touch(own: ItemRef): void;
  /** Removed or changed locally: later responses may still report that version. */
  removed(own: ItemRef, eTag: string | null): void;
}

export interface DeltaWriterDeps {
  sql: Statements;
  writer: ItemWriter;
  mark: () => number;
  nextMark: () => number;
  removeRow: (row: number) => FolderChange[];
  toChanges: (written: Written) => FolderChange[];
  counts: Pick<ChildCounts, 'countMembers' | 'countFolders'>;
  entryOf: (row: number) => DriveEntry | null;
  refOf: (row: number) => ItemRef;
  driveOf: (driveId: string) => number;
  write: <T>(work: () => T) => T;
}

/** How long a delta may still report the state before a local change. */
const lateMs = 30_000;
const maxRemembered = 20_000;
/** Even if calls keep waiting, a response ends. */
const minPartItems = 16;

export function createDeltaWriter(deps: DeltaWriterDeps): DeltaWriter {
  const { sql, writer, removeRow, entryOf, write } = deps;
  let moment = 0;
  const touched = new Map<string, number>();
  const late = new Map<string, { eTag: string; untilMs: number }>();
  /** By sync: the link of the first response that may hold a newer change than a local one. */
  const unsure = new Map<number, string>();
  const namesakes = createNamesakes(sql);
  /** Syncs whose responses tell how many items a folder has, rather than 0 for each. */
  const telling = new Set<number>();

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

  const isTouched = (item: DeltaItem, asked: number): boolean =>
    touched.size > 0 && (touched.get(toItemKey(item.own)) ?? -1) > asked;
  const isLate = (item: DeltaItem): boolean => {
    if (late.size === 0) return false;
    const key = toItemKey(item.own);
    const before = late.get(key);
    if (before === undefined) return false;
    if (before.untilMs > performance.now() && !item.isDeleted && item.entry?.eTag === before.eTag)
      return true;
    late.delete(key);
    return false;
  };

  const isAsKnown = ({ isDeleted, entry }: DeltaItem, row: number): boolean =>
    isDeleted ? row === 0 : row !== 0 && entry?.eTag === entryOf(row)?.eTag;

  const isFolder = (row: number): boolean => {
    const found = sql.facts.get(row);
    return found !== undefined && kinds[Number(found['flags']) & flagBits.kind] === 'folder';
  };

  const put = (item: DeltaItem, known: KnownItem | null, parent: number | null): FolderChange[] => {
    const named = item.hasName || known === null ? null : entryOf(known.row);
    if (item.entry === null || (!item.hasName && named === null)) return [];
    const entry = named === null ? item.entry : { ...item.entry, name: named.name };
    return deps.toChanges(writer.write(entry, parent, deps.mark(), known));
  };

  /** Rows of parents while a response is written. Siblings mostly follow each other. */
  const createParents = () => {
    let last: { ref: ItemRef; row: number } | null = null;
    return (ref: ItemRef | null): number | null => {
      if (ref === null) return null;
      if (last?.ref.itemId !== ref.itemId || last.ref.driveId !== ref.driveId)
        last = { ref, row: writer.folderRow(ref) };
      return last.row;
    };
  };

  /** One's own change may have freed the name and taken it since. */
  const removeNamesakes = (sync: number): FolderChange[] => {
    const { rows, since } = namesakes.take(sync);
    const isOwn = (row: number) => (touched.get(toItemKey(deps.refOf(row))) ?? -1) > since;
    return rows.flatMap((row) => (isOwn(row) ? [] : removeRow(row)));
  };

  const countChanged = (changes: readonly FolderChange[]): FolderChange[] => {
    const folders = new Set(changes.flatMap(({ folder, upserted }) => [folder, ...upserted]));
    return [...folders].filter(isFolder).flatMap((folder) => deps.counts.countMembers(folder));
  };

  function* below(folder: number): Generator<number> {
    const known = new Set([folder]);
    for (const row of known)
      for (const child of sql.rowsOfFolder.all(row)) {
        const inside = Number(child['row']);
        if (known.has(inside)) continue;
        known.add(inside);
        yield inside;
      }
  }

  /** Keeps ancestors of what the enumeration has seen. */
  const sweep = (sync: number, isWholeDrive: boolean, drive: number, mark: number): FolderChange[] => {
    const isUnseen = (found: SqlRow | undefined) => found !== undefined && Number(found['seen']) < mark;
    const rows = isWholeDrive
      ? sql.unseenOfDrive.all(drive, mark, sync).map((found) => Number(found['row']))
      : [...below(sync)].filter((row) => isUnseen(sql.facts.get(row)));
    const holdsSeen = (row: number): boolean => {
      for (const inside of below(row)) if (!isUnseen(sql.facts.get(inside))) return true;
      return false;
    };
    const changes: FolderChange[] = [];
    for (const row of rows)
      if (sql.facts.get(row) !== undefined && !holdsSeen(row))
        for (const change of removeRow(row)) changes.push(change);
    return changes;
  };

  return {
    moment: () => moment,
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
        unsure.delete(row);
        namesakes.forget(row);
        const freshAt = (before?.['fresh_at'] as number | null | undefined) ?? null;
        const resync = resyncAt ?? (before?.['resync_at'] as number | null | undefined) ?? null;
        const paused = Number(before?.['paused'] ?? 0);
        const mark = deps.nextMark();
        sql.putSync.run(row, Number(isWholeDrive), 'enumerating', mark, null, 0, freshAt, resync, paused);
        return toState(sql.sync.get(row) ?? {});
      }),
    apply: (root, { items, nextLink, deltaLink }, asked, part) =>
      write(() => {
        const sync = writer.rowOf(root);
        const state = sql.sync.get(sync);
        if (state === undefined) throw new Error('no enumeration was begun');
        const changes: FolderChange[] = [];
        // One by one: a deleted folder may hold more than a call takes arguments.
        const add = (more: readonly FolderChange[]) => {
          for (const change of more) changes.push(change);
        };
        const link = state['phase'] === 'changes' ? (state['link'] as string | null) : null;
        const parentOf = createParents();
        const isEnumerating = state['phase'] === 'enumerating';
        if (items.some(({ entry }) => (entry?.childCount ?? 0) > 0)) telling.add(sync);
        const toTold = telling.has(sync) ? (item: DeltaItem) => item : withoutCount;
        const from = part?.from ?? 0;
        let next = from;
        for (const item of items.slice(from)) {
          const mayPause = isEnumerating && next > from && (next - from) % minPartItems === 0;
          if (mayPause && part?.shouldPause() === true) return { changes, state: toState(state), next };
          next += 1;
          const known = writer.find(item.own);
          const row = known?.row ?? 0;
          const isDuringChange = isTouched(item, asked.moment);
          // Someone else may have changed it afterwards: the next check asks for this response again.
          if (isDuringChange && link !== null && !isAsKnown(item, row) && !unsure.has(sync))
            unsure.set(sync, link);
          if (isDuringChange || isLate(item)) {
            if (row !== 0) sql.markSeen.run(deps.mark(), row);
            continue;
          }
          if (item.isDeleted) {
            if (row !== 0 && row !== sync) sql.addGone.run(row, sync);
            continue;
          }
          if (row !== 0) sql.removeGone.run(row);
          add(put(toTold(item), known, parentOf(item.entry?.parent ?? null)));
          const isNew = known === null || (known.flags & flagBits.placeholder) !== 0;
          if (!isEnumerating)
            namesakes.note(sync, known?.row ?? writer.rowOf(item.own), { isNew, moment: asked.moment });
        }
        const mark = Number(state['mark']);
        const count = isEnumerating ? Number(state['count']) + items.length : Number(state['count']);
        const isDone = deltaLink !== null;
        if (isDone) {
          // Only the final state counts: what a deleted folder still holds is deleted too.
          for (const found of sql.goneOf.all(sync)) {
            const row = Number(found['row']);
            if (sql.facts.get(row) !== undefined) add(removeRow(row));
          }
          sql.clearGone.run(sync);
          add(removeNamesakes(sync));
          const isWhole = state['whole_drive'] === 1;
          if (isEnumerating) add(sweep(sync, isWhole, deps.driveOf(root.driveId), mark));
        }
        if (!isEnumerating && !telling.has(sync)) add(countChanged(changes));
        sql.putSync.run(
          sync,
          Number(state['whole_drive'] ?? 0),
          isDone ? 'changes' : String(state['phase']),
          mark,
          (isDone ? unsure.get(sync) : undefined) ?? deltaLink ?? nextLink,
          count,
          isDone ? asked.atMs : (state['fresh_at'] ?? null),
          state['resync_at'] ?? null,
          state['paused'] ?? 0,
        );
        if (isDone) unsure.delete(sync);
        return { changes, state: toState(sql.sync.get(sync) ?? {}), next };
      }),
    countFolders: (root, from) =>
      telling.has(writer.rowOf(root))
        ? { changes: [], next: null }
        : write(() => deps.counts.countFolders(deps.driveOf(root.driveId), from)),
    drop(root) {
      const row = writer.rowOf(root);
      unsure.delete(row);
      namesakes.forget(row);
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

const withoutCount = (item: DeltaItem): DeltaItem =>
  item.entry === null ? item : { ...item, entry: { ...item.entry, childCount: null } };

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= maxRemembered) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
