import { z } from 'zod';
import { Failure } from './errors.ts';
import { ItemRef } from './records.ts';
import { Bytes, Count, Id } from './values.ts';

export const DeletePlan = z.object({
  count: Count,
  files: Count,
  folders: Count,
  packages: Count,
  /** Shortcuts to others' items, not included in the other counts; their targets are not deleted. */
  shortcuts: Count,
  sharedCount: Count,
  sizeBytes: Bytes,
  /** Total direct children of the selected folders; null unless known for all. */
  inFolders: Count.nullable(),
  /** Total size of everything in the folders; null if the service didn't answer in time. */
  folderBytes: Bytes.nullable(),
  sampleNames: z.array(z.string()),
  /** no: delete at once and offer undo. Otherwise why to ask first. */
  ask: z.enum(['no', 'many', 'folder', 'shared', 'noUndo', 'notebook']),
  canUndo: z.boolean(),
});
export type DeletePlan = z.infer<typeof DeletePlan>;

/** Items leave a shared folder, or come into one, as far as known. */
export const AccessChange = z.object({ leavesShared: z.boolean(), entersShared: z.boolean() });
export type AccessChange = z.infer<typeof AccessChange>;

export const NamedFailure = z.object({ name: z.string(), failure: Failure });
export type NamedFailure = z.infer<typeof NamedFailure>;

/** Made by the service, without content passing through this computer. */
export const ChangeKind = z.enum(['delete', 'restore', 'move', 'copy']);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** Includes actions that take effect immediately. */
export const ActivityKind = z.enum([
  ...ChangeKind.options,
  'rename',
  'newFolder',
  'upload',
  'save',
  'restoreVersion',
]);
export type ActivityKind = z.infer<typeof ActivityKind>;

export const ChangeOutcome = z.object({
  batchId: Id,
  accountId: Id,
  library: Id.nullable(),
  kind: ActivityKind,
  doneCount: Count,
  doneNames: z.array(z.string()),
  /** Those that got another name, because theirs was taken. */
  renamedCount: Count,
  /** If it is one. */
  newName: z.string().nullable(),
  /** Up to 5,000, with their current ids. */
  itemIds: z.array(Id),
  /** The folder that contains them now; null: several, unknown, or they were deleted. */
  folder: ItemRef.nullable(),
  cancelledCount: Count,
  failedCount: Count,
  failed: z.array(NamedFailure),
  /** The destination, such as "myfiles/Finance", if any. */
  toPath: z.string().nullable(),
  canUndo: z.boolean(),
  undoOf: Id.nullable(),
});
export type ChangeOutcome = z.infer<typeof ChangeOutcome>;

export const CarryVerb = z.enum(['move', 'copy']);
export type CarryVerb = z.infer<typeof CarryVerb>;

export const CarryPlan = z.object({
  count: Count,
  folders: Count,
  /** Includes the contents of folders; null: unknown. */
  sizeBytes: Bytes.nullable(),
  fromAccountId: Id,
  toAccountId: Id,
  /** Others see the destination. */
  entersShared: z.boolean(),
});
export type CarryPlan = z.infer<typeof CarryPlan>;
