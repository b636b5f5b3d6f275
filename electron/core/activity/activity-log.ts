import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createJsonLinesFile, readLines } from '../documents/json-lines-file.ts';
import { toItemKey } from '../graph/addressing.ts';
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

/** Of more lines the oldest are left out of the file. */
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
  let reading: Promise<void> | null = null;

  function put(record: ActivityRecord): void {
    // The last one comes last.
    records.delete(record.entryId);
    records.set(record.entryId, record);
    if (record.undoOf !== null && record.result === 'done')
      undoers.set(undoKey(record.undoOf, toItemKey(record.entry.own)), record);
  }

  function isUndone(record: ActivityRecord): boolean {
    const by = undoers.get(undoKey(record.batchId, keyOf(record)));
    return by !== undefined && !isUndone(by);
  }

  async function read(): Promise<void> {
    const { values } = await readLines(path);
    // Also those that came while the file was read.
    const added = [...records.values()];
    const stored = values.map(parseActivityRecord).filter((record) => record !== null);
    records.clear();
    for (const record of [...stored.slice(-maxLines), ...added]) put(record);
    if (values.length > maxLines + maxIdleLines) await rewrite();
  }

  const rewrite = (): Promise<void> => file.rewrite(() => [...records.values()]);

  /** A file that can't be read now is read when somebody asks again. */
  function load(): Promise<void> {
    reading ??= read().catch((error: unknown) => {
      log.warn('the activity log could not be read', { error: String(error) });
      reading = null;
    });
    return reading;
  }

  return {
    async add(added) {
      if (added.length === 0) return;
      for (const record of added) put(record);
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
      for (const [entryId, record] of records) if (record.accountId === accountId) records.delete(entryId);
      await rewrite();
    },
    async forget() {
      records.clear();
      undoers.clear();
      await file.rewrite(() => []);
      await rm(path, { force: true });
    },
  };
}
