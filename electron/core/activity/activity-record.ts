import { z } from 'zod';
import { Failure } from '../../contract/errors.ts';
import { ActivityKind, ItemRef } from '../../contract/records.ts';
import type { DriveEntry } from '../graph/drive-item.ts';

/** One item as it was, and what was done to it. */
export interface ActivityRecord {
  entryId: string;
  batchId: string;
  accountId: string;
  kind: ActivityKind;
  at: string;
  /** As it was before; of a new folder: as it was made. */
  entry: DriveEntry;
  path: string;
  toPath: string | null;
  /** Where it is since, and under which name; null where it is nowhere. */
  after: { item: ItemRef; parent: ItemRef | null; name: string } | null;
  result: 'done' | 'failed' | 'cancelled' | 'wasGone';
  failure: Failure | null;
  undoOf: string | null;
}

/** What a row can't be without. Everything else in it was written by this program. */
const StoredRecord = z.looseObject({
  entryId: z.string(),
  batchId: z.string(),
  accountId: z.string(),
  kind: ActivityKind,
  at: z.string(),
  entry: z.looseObject({
    driveId: z.string(),
    itemId: z.string(),
    name: z.string(),
    kind: z.enum(['file', 'folder', 'package']),
    own: ItemRef,
  }),
  path: z.string(),
  toPath: z.string().nullable(),
  after: z.object({ item: ItemRef, parent: ItemRef.nullable(), name: z.string() }).nullable(),
  result: z.enum(['done', 'failed', 'cancelled', 'wasGone']),
  failure: Failure.nullable(),
  undoOf: z.string().nullable(),
});

export function parseActivityRecord(value: unknown): ActivityRecord | null {
  const parsed = StoredRecord.safeParse(value);
  // What a row can't be without is there.
  return parsed.success ? (parsed.data as unknown as ActivityRecord) : null;
}
