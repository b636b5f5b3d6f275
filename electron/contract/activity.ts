import { z } from 'zod';
import { Failure } from './errors.ts';
import { ActivityKind } from './changes.ts';
import { Id, Instant } from './values.ts';

/**
 * plain: within its drive. The others are for a move or copy between drives: restore the original and delete
 * its copy, move it back through this computer, or delete the copy.
 */
export const UndoMethod = z.enum(['plain', 'restoreOriginal', 'carryBack', 'deleteCopy']);
export type UndoMethod = z.infer<typeof UndoMethod>;

export const UndoPlan = z.object({
  method: UndoMethod.exclude(['plain']),
  count: z.number().int().nonnegative(),
  /** Of the first item. */
  name: z.string(),
});
export type UndoPlan = z.infer<typeof UndoPlan>;

/** One per item that Slipway changed in a drive. */
export const ActivityRow = z.object({
  entryId: Id,
  batchId: Id,
  accountId: Id,
  kind: ActivityKind,
  at: Instant,
  name: z.string(),
  itemKind: z.enum(['file', 'folder', 'package']),
  /** The original folder: "myfiles/Finance". */
  path: z.string(),
  toPath: z.string().nullable(),
  /** The account that `path` belongs to, if it isn't this one. */
  fromAccountId: Id.nullable(),
  newName: z.string().nullable(),
  /** null: nothing was replaced, or it is unknown. */
  versions: z.object({ before: Instant, after: Instant }).nullable(),
  result: z.enum(['done', 'failed', 'cancelled', 'wasGone']),
  failure: Failure.nullable(),
  isUndo: z.boolean(),
  isUndone: z.boolean(),
  canUndo: z.boolean(),
  /** How many changes of its batch can be undone, including this one. */
  undoableInBatch: z.number().int().nonnegative(),
  /** Why it can't be undone here, if that needs explaining. */
  noUndo: z.enum(['otherDrive', 'withFolder', 'replaced', 'restoreOnWeb']).nullable(),
});
export type ActivityRow = z.infer<typeof ActivityRow>;

/** An item in the recycle bin of a work drive's site, from a beta API. */
export const BinnedItem = z.object({
  id: z.string(),
  /** The matching delete in the activity log; null if another app or person deleted it. */
  entryId: Id.nullable(),
  name: z.string(),
  /** The original folder: "myfiles/Finance", or as the site reports it. */
  path: z.string(),
  at: Instant,
  sizeBytes: z.number().int().nonnegative().nullable(),
  deletedBy: z.string().nullable(),
});
export type BinnedItem = z.infer<typeof BinnedItem>;

/** `text` matches names and paths. */
export const ActivityFilter = z.strictObject({
  text: z.string().max(255),
  kind: ActivityKind.nullable(),
  accountId: Id.nullable(),
});
export type ActivityFilter = z.infer<typeof ActivityFilter>;
