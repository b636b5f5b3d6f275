import { z } from 'zod';
import { Failure } from '../../contract/errors.ts';
import { ActivityKind } from '../../contract/changes.ts';
import { ItemRef } from '../../contract/records.ts';
import { ReplacedVersion } from '../../contract/transfers.ts';
import { toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { ContentVersion } from '../graph/same-content.ts';

export interface ActivityRecord {
  entryId: string;
  batchId: string;
  accountId: string;
  kind: ActivityKind;
  at: string;
  entry: DriveEntry;
  path: string;
  toPath: string | null;
  after: { item: ItemRef; parent: ItemRef | null; name: string } | null;
  /** Through this computer; not in lines of earlier versions. */
  carried?: CarriedBetween | undefined;
  /** Deleted with it because they were empty, nearest first. */
  emptied?: readonly ItemRef[] | undefined;
  replaced?: ReplacedVersion | undefined;
  result: 'done' | 'failed' | 'cancelled' | 'wasGone';
  failure: Failure | null;
  undoOf: string | null;
}

export interface CarriedBetween {
  accountId: string;
  /** Left empty by a move and deleted, nearest first. */
  folders: readonly ItemRef[];
  /** Nearest first. */
  made: readonly ItemRef[];
  /** Of the stored copy; null: not known. */
  version: ContentVersion | null;
}

export const toCurrentKey = ({ after, entry }: ActivityRecord): string => toItemKey(after?.item ?? entry.own);

/** The required fields. The rest was written by this program. */
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
  carried: z
    .looseObject({ accountId: z.string(), folders: z.array(ItemRef), made: z.array(ItemRef) })
    .optional(),
  emptied: z.array(ItemRef).optional(),
  replaced: ReplacedVersion.optional().catch(undefined),
  result: z.enum(['done', 'failed', 'cancelled', 'wasGone']),
  failure: Failure.nullable(),
  undoOf: z.string().nullable(),
});

export function parseActivityRecord(value: unknown): ActivityRecord | null {
  const parsed = StoredRecord.safeParse(value);
  // The required fields were checked.
  return parsed.success ? (parsed.data as unknown as ActivityRecord) : null;
}
