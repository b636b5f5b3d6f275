import { z } from 'zod';
import { Failure } from './errors.ts';
import { ActivityKind, Id, Instant } from './records.ts';

/** What this program changed in a drive, one line for each item. */
export const ActivityLine = z.object({
  entryId: Id,
  /** What was done in one action has one batch. */
  batchId: Id,
  accountId: Id,
  kind: ActivityKind,
  at: Instant,
  name: z.string(),
  itemKind: z.enum(['file', 'folder', 'package']),
  /** The folder it was in: "myfiles/Finance". */
  path: z.string(),
  /** Where it went; null where it went nowhere. */
  toPath: z.string().nullable(),
  /** The name it has since, where that is another one. */
  newName: z.string().nullable(),
  result: z.enum(['done', 'failed', 'cancelled', 'wasGone']),
  failure: Failure.nullable(),
  /** It takes back an earlier line. */
  isUndo: z.boolean(),
  /** It was undone since. */
  isUndone: z.boolean(),
  canUndo: z.boolean(),
  /** Why it can't be undone from here, where it was done, and there is something to say about it. */
  noUndo: z.enum(['otherDrive', 'restoreOnWeb']).nullable(),
});
export type ActivityLine = z.infer<typeof ActivityLine>;

/** What the site of a work drive has in its recycle bin, by Microsoft's preview. */
export const BinnedItem = z.object({
  id: z.string(),
  /** The line of what was deleted from here that says the same; null where another app or person did it. */
  entryId: Id.nullable(),
  name: z.string(),
  /** The folder it was in: "myfiles/Finance", or as the site names it. */
  path: z.string(),
  at: Instant,
  sizeBytes: z.number().int().nonnegative().nullable(),
  deletedBy: z.string().nullable(),
});
export type BinnedItem = z.infer<typeof BinnedItem>;

/** Which lines are shown. `text`: of names and paths. */
export const ActivityFilter = z.strictObject({
  text: z.string().max(255),
  kind: ActivityKind.nullable(),
  accountId: Id.nullable(),
});
export type ActivityFilter = z.infer<typeof ActivityFilter>;
