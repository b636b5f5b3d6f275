import { z } from 'zod';
import { Failure } from './errors.ts';
import { SharedEntry } from './shared-list.ts';
import { Item, ItemRef, PlaceName } from './records.ts';
import { Bytes, Count, Id, Instant } from './values.ts';

/** Including subfolders. */
export const Totals = z.object({ sizeBytes: Bytes, files: Count, folders: Count });
export type Totals = z.infer<typeof Totals>;

/** Open `folder` of `place` and locate the item there. */
export const FoundIn = z.object({
  place: PlaceName,
  /** null: the list of shared items */
  folder: ItemRef.nullable(),
  /** "myfiles/Finance" */
  path: z.string(),
});
export type FoundIn = z.infer<typeof FoundIn>;

export const Row = Item.extend({
  /** The account for commands on this row; rows of a search may differ. */
  accountId: Id,
  /** In a search, the item's folder; null in a view of that folder. */
  foundIn: FoundIn.nullable(),
  /** service: found by OneDrive's own search but not in the index. */
  source: z.enum(['index', 'service']),
  shared: SharedEntry.nullable(),
});
export type Row = z.infer<typeof Row>;

/**
 * notEnumerated: has only folders that were opened. enumerating: see `itemCount`. updating: complete and
 * being refreshed. fresh: as of `freshAt`. paused: by a person. failed: see `failure`; retried automatically
 * where that can help.
 */
export const IndexState = z.object({
  accountId: Id,
  driveId: Id,
  /** false: someone else's drive or folder, enumerated on request. */
  isOwn: z.boolean(),
  /** For someone else's folder, enumerated separately. */
  folder: ItemRef.nullable(),
  name: z.string().nullable(),
  state: z.enum(['notEnumerated', 'enumerating', 'updating', 'fresh', 'paused', 'failed']),
  itemCount: Count,
  /** When the whole drive was last indexed; null: never. */
  freshAt: Instant.nullable(),
  failure: Failure.nullable(),
  /** push: OneDrive reports changes at once. timed: polled. */
  notices: z.enum(['push', 'timed', 'none']),
});
export type IndexState = z.infer<typeof IndexState>;

const asKnown = {
  /** false: the drive isn't completely enumerated. */
  isWhole: z.boolean(),
  asOf: Instant.nullable(),
};

export const FolderTotals = z.object({ ...asKnown, totals: Totals });
export type FolderTotals = z.infer<typeof FolderTotals>;

/** In the requested order; null where the index is incomplete. */
export const FolderSizes = z.object({ ...asKnown, totals: z.array(Totals.nullable()) });
export type FolderSizes = z.infer<typeof FolderSizes>;

/** In a flat depth-first list. `parent` is an index in it, null for the first. */
export const TreeNode = z.object({
  parent: Count.nullable(),
  /** null: the combined smaller items of its parent. */
  item: ItemRef.nullable(),
  name: z.string(),
  kind: z.enum(['file', 'folder', 'package', 'rest']),
  /** Total for a folder. */
  sizeBytes: Bytes,
  files: Count,
  hasMore: z.boolean(),
});
export type TreeNode = z.infer<typeof TreeNode>;
export const FolderTree = z.object({ ...asKnown, nodes: z.array(TreeNode) });
export type FolderTree = z.infer<typeof FolderTree>;

export const DuplicateGroup = z.object({
  sizeBytes: Bytes,
  freedBytes: Bytes,
  count: Count,
  rows: z.array(Row),
});
export type DuplicateGroup = z.infer<typeof DuplicateGroup>;

/** Most reclaimable space first. `groups` is the requested part of `groupCount`. */
export const Duplicates = z.object({
  ...asKnown,
  groupCount: Count,
  fileCount: Count,
  freedBytes: Bytes,
  /** Files of equal size without a hash, which may or may not be duplicates. */
  unknownCount: Count,
  groups: z.array(DuplicateGroup),
});
export type Duplicates = z.infer<typeof Duplicates>;

export const Changes = z.object({
  ...asKnown,
  files: Count,
  sizeBytes: Bytes,
  /** Most files first; `name` null: unknown to OneDrive. */
  people: z.array(
    z.object({ name: z.string().nullable(), files: Count, sizeBytes: Bytes, latestAt: Instant }),
  ),
});
export type Changes = z.infer<typeof Changes>;

export const Types = z.object({
  ...asKnown,
  /** Most bytes first. `extension` "": files without one. */
  types: z.array(z.object({ extension: z.string(), files: Count, sizeBytes: Bytes })),
});
export type Types = z.infer<typeof Types>;
