import { z } from 'zod';
import { Failure } from './errors.ts';
import { SharedEntry } from './shared-list.ts';
import { Id, Instant, Item, ItemRef, PlaceName } from './records.ts';

const Count = z.number().int().nonnegative();
const Bytes = Count;

/** All that is in a folder, at any depth. */
export const Totals = z.object({ sizeBytes: Bytes, files: Count, folders: Count });
export type Totals = z.infer<typeof Totals>;

/** Where something that was found stands: opening `folder` of `place` and locating the item shows it there. */
export const FoundIn = z.object({
  place: PlaceName,
  /** null: the list of shared items */
  folder: ItemRef.nullable(),
  /** "myfiles/Finance" */
  path: z.string(),
});
export type FoundIn = z.infer<typeof FoundIn>;

/** A row of a view: the item, and what is known beyond it. */
export const Row = Item.extend({
  /** Commands on the row name this account: in a search each row has its own. */
  accountId: Id,
  /** In a search: its folder. null in the view of that folder. */
  foundIn: FoundIn.nullable(),
  /** service: OneDrive's own search found it, and the index does not hold it. */
  source: z.enum(['index', 'service']),
  /** In the list of shared items; null everywhere else. */
  shared: SharedEntry.nullable(),
});
export type Row = z.infer<typeof Row>;

/**
 * The index of one drive. notEnumerated: it holds only folders that were opened. enumerating: for the first time, or again
 * from the beginning; `itemCount` so far. updating: a drive that is known whole is brought up to date. fresh: as of
 * `freshAt`. paused: by a person. failed: `failure` says why; it is tried again by itself where that can help.
 */
export const IndexState = z.object({
  accountId: Id,
  driveId: Id,
  /** false: someone else's drive or folder, enumerated because a person asked for it. */
  isOwn: z.boolean(),
  /** Of a folder of someone else that was enumerated by itself. */
  folder: ItemRef.nullable(),
  name: z.string().nullable(),
  state: z.enum(['notEnumerated', 'enumerating', 'updating', 'fresh', 'paused', 'failed']),
  /** While enumerating: so far. */
  itemCount: Count,
  /** Known whole as of then; null: never yet. */
  freshAt: Instant.nullable(),
  failure: Failure.nullable(),
  /** push: OneDrive tells of changes at once. timed: it is asked from time to time. */
  notices: z.enum(['push', 'timed', 'none']),
});
export type IndexState = z.infer<typeof IndexState>;

/** What facts are about: how complete and how old they are. */
const asKnown = {
  /** false: the drive is not enumerated to its end, so this is about what is known of it. */
  isWhole: z.boolean(),
  asOf: Instant.nullable(),
};

export const FolderTotals = z.object({ ...asKnown, totals: Totals });
export type FolderTotals = z.infer<typeof FolderTotals>;

/** In the order asked for; null where the index does not know all of the drive. */
export const FolderSizes = z.object({ ...asKnown, totals: z.array(Totals.nullable()) });
export type FolderSizes = z.infer<typeof FolderSizes>;

/** One rectangle of a treemap. A flat list in depth-first order; `parent` is a place in it, null for the first. */
export const TreeNode = z.object({
  parent: Count.nullable(),
  /** null: the many small things of its parent, together. */
  item: ItemRef.nullable(),
  name: z.string(),
  kind: z.enum(['file', 'folder', 'package', 'rest']),
  /** Of a folder: of all in it. */
  sizeBytes: Bytes,
  files: Count,
  /** It has more below it than was asked for. */
  hasMore: z.boolean(),
});
export type TreeNode = z.infer<typeof TreeNode>;
export const FolderTree = z.object({ ...asKnown, nodes: z.array(TreeNode) });
export type FolderTree = z.infer<typeof FolderTree>;

export const DuplicateGroup = z.object({
  sizeBytes: Bytes,
  /** What deleting all but one would free. */
  freedBytes: Bytes,
  /** Files with this content; `rows` holds at most fifty of them. */
  count: Count,
  rows: z.array(Row),
});
export type DuplicateGroup = z.infer<typeof DuplicateGroup>;

/** Largest gain first. `groups` is the asked part of `groupCount`. */
export const Duplicates = z.object({
  ...asKnown,
  groupCount: Count,
  fileCount: Count,
  freedBytes: Bytes,
  /** Files of equal size that OneDrive gives no hash of: nobody can say. */
  unknownCount: Count,
  groups: z.array(DuplicateGroup),
});
export type Duplicates = z.infer<typeof Duplicates>;

export const Changes = z.object({
  ...asKnown,
  files: Count,
  sizeBytes: Bytes,
  /** Most files first; `name` null where OneDrive does not say. */
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
