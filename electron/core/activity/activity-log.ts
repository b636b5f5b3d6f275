import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createJsonLinesFile, readLastLines, readLines } from '../documents/json-lines-file.ts';
import { toItemKey } from '../graph/addressing.ts';
import type { Log } from '../ports.ts';
import { parseActivityRecord, toCurrentKey, type ActivityRecord } from './activity-record.ts';

export interface ActivityLog {
  /** Resolves when they are on the disk, or can't be. Replaces existing ones. */
  add(records: readonly ActivityRecord[]): Promise<void>;
  ofBatch(batchId: string): Promise<ActivityRecord[]>;
  all(): Promise<ActivityRecord[]>;
  /** About the last thousand, without reading the others; none if none was added for that long. */
  latest(withinMs: number): Promise<ActivityRecord[]>;
  /** A later batch undid it, and was not undone itself. */
  isUndone(record: ActivityRecord): boolean;
  has(entryId: string): Promise<boolean>;
  removeAccount(accountId: string): Promise<void>;
  forget(): Promise<void>;
}

/** The oldest rows beyond this are dropped from the file. */
const maxLines = 50_000;
const maxIdleLines = 10_000;
const latestBytes = 1024 ** 2;

const undoKey = (batchId: string, itemId: string): string => `${batchId} ${itemId}`;

const keysAbove = ({ batchId, carried }: ActivityRecord): string[] =>
  (carried?.made ?? []).map((folder) => undoKey(batchId, toItemKey(folder)));

export function createActivityLog(folder: string, log: Log): ActivityLog {
  const path = join(folder, 'activity.jsonl');
  const file = createJsonLinesFile(path);
  const records = new Map<string, ActivityRecord>();
  /** By undone batch and item. */
  const undoers = new Map<string, ActivityRecord>();
  /** What was copied to another drive, by batch and each folder made for it there. */
  const insideOf = new Map<string, Map<string, ActivityRecord>>();
  /** Removed while the file could not be read: their rows are removed then. */
  const goneAccounts = new Set<string>();
  let reading: Promise<void> | null = null;
  let isRead = false;

  function put(record: ActivityRecord): void {
    records.delete(record.entryId);
    records.set(record.entryId, record);
    if (record.undoOf !== null && record.result === 'done')
      undoers.set(undoKey(record.undoOf, toItemKey(record.entry.own)), record);
    for (const key of keysAbove(record)) {
      const inside = insideOf.get(key) ?? new Map<string, ActivityRecord>();
      insideOf.set(key, inside.set(record.entryId, record));
    }
  }

  function isUndone(record: ActivityRecord): boolean {
    const by = undoers.get(undoKey(record.batchId, toCurrentKey(record)));
    return by === undefined ? isCopyGone(record) : !isUndone(by);
  }

  const toInside = ({ batchId, after }: ActivityRecord): ActivityRecord[] =>
    after === null ? [] : [...(insideOf.get(undoKey(batchId, toItemKey(after.item)))?.values() ?? [])];

  /** A folder is gone with the last of what was copied into it. */
  function isCopyGone(record: ActivityRecord): boolean {
    if (record.carried === undefined || record.kind !== 'copy' || record.entry.kind !== 'folder')
      return false;
    // A folder in it that has contents goes with them.
    const copied = toInside(record).filter((each) => each.result === 'done' && toInside(each).length === 0);
    return copied.length > 0 && copied.every(isUndone);
  }

  function drop(record: ActivityRecord): void {
    records.delete(record.entryId);
    const key = undoKey(record.undoOf ?? '', toItemKey(record.entry.own));
    if (undoers.get(key) === record) undoers.delete(key);
    for (const above of keysAbove(record)) {
      const inside = insideOf.get(above);
      inside?.delete(record.entryId);
      if (inside?.size === 0) insideOf.delete(above);
    }
  }

  function dropOldest(): void {
    if (records.size <= maxLines + maxIdleLines) return;
    for (const record of [...records.values()].slice(0, -maxLines)) drop(record);
  }

  async function read(): Promise<void> {
    const { values } = await readLines(path);
    const stored = values
      .map(parseActivityRecord)
      .filter((record) => record !== null && !goneAccounts.has(record.accountId));
    // Records added while the file was read come after it.
    const added = [...records.values()];
    records.clear();
    for (const record of [...stored.slice(-maxLines), ...added]) if (record !== null) put(record);
    if (values.length > maxLines + maxIdleLines || goneAccounts.size > 0) await rewrite();
    goneAccounts.clear();
  }

  const rewrite = (): Promise<void> => file.rewrite(() => [...records.values()]);

  /** An unreadable file is read on the next request. */
  function load(): Promise<void> {
    reading ??= read().then(
      () => {
        isRead = true;
      },
      (error: unknown) => {
        log.warn('the activity log could not be read', { error: String(error) });
        reading = null;
      },
    );
    return reading;
  }

  return {
    async add(added) {
      if (added.length === 0) return;
      for (const record of added) put(record);
      dropOldest();
      await file.append(added).catch((error: unknown) => {
        log.warn('the activity log could not be written', { error: String(error) });
      });
    },
    async ofBatch(batchId) {
      await load();
      return [...records.values()].filter((record) => record.batchId === batchId);
    },
    async all() {
      await load();
      return [...records.values()].toReversed();
    },
    async latest(withinMs) {
      const changedMs = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => null,
      );
      if (changedMs !== null && Date.now() - changedMs > withinMs) return [];
      const values = await readLastLines(path, latestBytes).catch((error: unknown) => {
        log.warn('the activity log could not be read', { error: String(error) });
        return [];
      });
      return values.map(parseActivityRecord).filter((record) => record !== null);
    },
    isUndone,
    async has(entryId) {
      await load();
      return records.has(entryId);
    },
    async removeAccount(accountId) {
      await load();
      for (const record of records.values()) if (record.accountId === accountId) drop(record);
      // A file that could not be read must not be overwritten.
      if (isRead) await rewrite();
      else goneAccounts.add(accountId);
    },
    async forget() {
      records.clear();
      undoers.clear();
      insideOf.clear();
      await file.rewrite(() => []);
      await rm(path, { force: true });
    },
  };
}
