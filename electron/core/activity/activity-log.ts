import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createJsonLinesFile, readLines } from '../documents/json-lines-file.ts';
import { sameItem, toItemKey } from '../graph/addressing.ts';
import type { Log } from '../ports.ts';
import { parseActivityRecord, type ActivityRecord } from './activity-record.ts';

/** What this program changed in drives, on this computer only: `activity.jsonl`. Read when somebody asks for it. */
export interface ActivityLog {
  /** Resolves when they are on the disk, or can't be: what was done is done either way. Known ones are replaced. */
  add(records: readonly ActivityRecord[]): Promise<void>;
  ofBatch(batchId: string): Promise<ActivityRecord[]>;
  /** Newest first. */
  all(): Promise<ActivityRecord[]>;
  /** A later batch took it back, and that was not undone in turn. */
  isUndone(record: ActivityRecord): boolean;
  has(entryId: string): Promise<boolean>;
  removeAccount(accountId: string): Promise<void>;
  /** Nothing is left of it. */
  forget(): Promise<void>;
}

/** Of more rows the oldest are left out of the file. */
const maxLines = 50_000;
const maxIdleLines = 10_000;

const undoKey = (batchId: string, itemId: string): string => `${batchId} ${itemId}`;

/** The item as it is since, which is what an undo works on. */
const keyOf = ({ after, entry }: ActivityRecord): string => toItemKey(after?.item ?? entry.own);

export function createActivityLog(folder: string, log: Log): ActivityLog {
  const path = join(folder, 'activity.jsonl');
  const file = createJsonLinesFile(path);
  const records = new Map<string, ActivityRecord>();
  /** By the batch that was undone, and the item. */
  const undoers = new Map<string, ActivityRecord>();
  /** Removed while the file could not be read: their rows go when it is. */
  const goneAccounts = new Set<string>();
  let reading: Promise<void> | null = null;
  let isRead = false;

  function put(record: ActivityRecord): void {
    // The last one comes last.
    records.delete(record.entryId);
    records.set(record.entryId, record);
    if (record.undoOf !== null && record.result === 'done')
      undoers.set(undoKey(record.undoOf, toItemKey(record.entry.own)), record);
  }

  function isUndone(record: ActivityRecord): boolean {
    const by = undoers.get(undoKey(record.batchId, keyOf(record)));
    return by === undefined ? isCopyGone(record) : !isUndone(by);
  }

  /** A folder that was copied to another drive goes with the last of what was copied into it. */
  function isCopyGone({ kind, entry, after, batchId, carried }: ActivityRecord): boolean {
    if (carried === undefined || kind !== 'copy' || entry.kind !== 'folder' || after === null) return false;
    const inside = [...records.values()].filter(
      (each) =>
        each.batchId === batchId && each.carried?.made.some((made) => sameItem(made, after.item)) === true,
    );
    return inside.length > 0 && inside.every((each) => each.result !== 'done' || isUndone(each));
  }

  function drop(record: ActivityRecord): void {
    records.delete(record.entryId);
    const key = undoKey(record.undoOf ?? '', toItemKey(record.entry.own));
    if (undoers.get(key) === record) undoers.delete(key);
  }

  /** So that a session of months does not hold more than the file. */
  function dropOldest(): void {
    if (records.size <= maxLines + maxIdleLines) return;
    for (const record of [...records.values()].slice(0, -maxLines)) drop(record);
  }

  async function read(): Promise<void> {
    const { values } = await readLines(path);
    const stored = values
      .map(parseActivityRecord)
      .filter((record) => record !== null && !goneAccounts.has(record.accountId));
    // What was added while the file was read comes after it.
    const added = [...records.values()];
    records.clear();
    for (const record of [...stored.slice(-maxLines), ...added]) if (record !== null) put(record);
    if (values.length > maxLines + maxIdleLines || goneAccounts.size > 0) await rewrite();
    goneAccounts.clear();
  }

  const rewrite = (): Promise<void> => file.rewrite(() => [...records.values()]);

  /** A file that can't be read now is read when somebody asks again. */
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
    isUndone,
    async has(entryId) {
      await load();
      return records.has(entryId);
    },
    async removeAccount(accountId) {
      await load();
      for (const record of records.values()) if (record.accountId === accountId) drop(record);
      // What could not be read must not be written over.
      if (isRead) await rewrite();
      else goneAccounts.add(accountId);
    },
    async forget() {
      records.clear();
      undoers.clear();
      await file.rewrite(() => []);
      await rm(path, { force: true });
    },
  };
}
