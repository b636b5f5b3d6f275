import { z } from 'zod';
import { Failure } from './errors.ts';
import { Library } from './libraries.ts';
import { maxSelectedIds } from './limits.ts';
import { SearchState } from './search-state.ts';
import { Bytes, Count, Id, Instant, Name } from './values.ts';

/** Items are always addressed by drive and id; paths are for display. */
export const ItemRef = z.object({ driveId: Id, itemId: Id });
export type ItemRef = z.infer<typeof ItemRef>;

export const PlaceName = z.enum(['myfiles', 'shared', 'libraries']);
export type PlaceName = z.infer<typeof PlaceName>;

/** Microsoft's national clouds; a token is valid in only one. */
export const Cloud = z.enum(['global', 'usGovL4', 'usGovL5', 'china']);
export type Cloud = z.infer<typeof Cloud>;

/** sealed: encrypted by the system. session: kept in memory until Slipway quits. */
export const Credentials = z.enum(['sealed', 'session']);
export type Credentials = z.infer<typeof Credentials>;

export const Account = z.object({
  accountId: Id,
  kind: z.enum(['sample', 'delegated', 'app']),
  /** "Alex Sample", or a name the person chose */
  displayName: z.string(),
  group: z.string().nullable(),
  cloud: Cloud,
  /** "" for the sample drive. */
  tenant: z.string(),
  /** signInNeeded: everything waits until someone signs in again; `failure` says why. */
  state: z.enum(['ready', 'signInNeeded']),
  failure: Failure.nullable(),
  credentials: Credentials,
  /** App-only accounts have no Shared. Only work and school accounts have Libraries. */
  places: z.array(PlaceName),
  /** Sorted by name. */
  libraries: z.array(Library),
  /** "/Finance/2026" if only a folder is mounted, "approot" for an app folder; null: the whole drive. */
  rootPath: z.string().nullable(),
  /** Delegated scopes or application roles, in Microsoft's spelling; empty for the sample drive. */
  granted: z.array(z.string()),
  secretExpiresAt: Instant.nullable(),
  saveEdits: z.enum(['automatically', 'ask']),
  isPaused: z.boolean(),
  address: z.string(),
  driveType: z.enum(['personal', 'business', 'documentLibrary']),
  driveId: Id,
  /** The service can restore deleted items (personal drives). */
  canUndoDelete: z.boolean(),
  canWrite: z.boolean(),
});
export type Account = z.infer<typeof Account>;

export const Quota = z.object({
  usedBytes: Bytes.nullable(),
  totalBytes: Bytes.nullable(),
  remainingBytes: Bytes.nullable(),
  deletedBytes: Bytes.nullable(),
  state: z.enum(['normal', 'nearing', 'critical', 'exceeded', 'unknown']),
});
export type Quota = z.infer<typeof Quota>;

export const KnownQuota = z.object({ told: Quota, at: Instant });
export type KnownQuota = z.infer<typeof KnownQuota>;

/** Longest edge 96, 176 or 800 pixels. */
export const PictureSize = z.enum(['small', 'medium', 'large']);
export type PictureSize = z.infer<typeof PictureSize>;

export const PreviewKind = z.enum([
  'image',
  'text',
  'audio',
  'video',
  'archive',
  /** The service renders its first page as a picture and shows all pages in the browser. */
  'document',
  'none',
]);
export type PreviewKind = z.infer<typeof PreviewKind>;

export const Item = z.object({
  driveId: Id,
  itemId: Id,
  name: Name,
  /** "package" is a OneNote notebook, never opened as a folder or transferred as a file. */
  kind: z.enum(['file', 'folder', 'package']),
  /** null for folders (their size isn't content) and if the service doesn't say. */
  sizeBytes: Bytes.nullable(),
  /** Direct children, if known. */
  childCount: Count.nullable(),
  modifiedAt: Instant.nullable(),
  modifiedBy: z.string().nullable(),
  /** "byMe": mine and shared with others; "withMe": someone else's. */
  sharing: z.enum(['none', 'byMe', 'withMe']),
  sharedBy: z.string().nullable(),
  hasThumbnail: z.boolean(),
  preview: PreviewKind,
  problem: z.enum(['revoked', 'malware']).nullable(),
});
export type Item = z.infer<typeof Item>;

export const SortKey = z.enum(['name', 'modified', 'modifiedBy', 'size', 'type', 'sharing']);
export type SortKey = z.infer<typeof SortKey>;
export const Sort = z.object({ key: SortKey, direction: z.enum(['ascending', 'descending']) });
export type Sort = z.infer<typeof Sort>;

/** `ref` null: the list of shared items. */
export const Crumb = z.object({
  name: z.string(),
  place: PlaceName,
  ref: ItemRef.nullable(),
  /** "myfiles/Finance" */
  path: z.string(),
});
export type Crumb = z.infer<typeof Crumb>;

/**
 * loading: nothing to show yet. refreshing: shows older rows while listing. fresh: completely listed at
 * `listedAt`. failed: shows rows of `listedAt`, if any.
 */
export const Freshness = z.object({
  state: z.enum(['loading', 'refreshing', 'fresh', 'failed']),
  listedAt: Instant.nullable(),
  failure: Failure.nullable(),
});
export type Freshness = z.infer<typeof Freshness>;

/** `revision` increases whenever row numbers may have changed. */
export const ViewHead = z.object({
  viewId: Id,
  accountId: Id,
  place: PlaceName,
  /** null for the list of shared items */
  folder: ItemRef.nullable(),
  name: z.string(),
  /** "myfiles/Finance/Invoices" */
  path: z.string(),
  crumbs: z.array(Crumb),
  canWrite: z.boolean(),
  /** The library is known to require a check-out before a file is changed. */
  needsCheckOut: z.boolean().default(false),
  /** null: the account itself. */
  owner: z.string().nullable(),
  sort: z.array(Sort),
  foldersFirst: z.boolean(),
  filter: z.string(),
  count: Count,
  unfilteredCount: Count,
  revision: Count,
  freshness: Freshness,
  /** null: not a search. */
  search: SearchState.nullable().default(null),
});
export type ViewHead = z.infer<typeof ViewHead>;

/** A rule applied to a view, so it stays small. */
export const Selection = z.strictObject({
  viewId: Id,
  mode: z.enum(['only', 'allExcept']),
  itemIds: z.array(Id).max(maxSelectedIds),
});
export type Selection = z.infer<typeof Selection>;

export const SelectionSummary = z.object({
  count: Count,
  files: Count,
  folders: Count,
  packages: Count,
  /** Excludes files of unknown size. */
  sizeBytes: Bytes,
});
export type SelectionSummary = z.infer<typeof SelectionSummary>;

export const Picked = z.object({
  pickId: Id,
  accountId: Id,
  count: Count,
  folders: Count,
  sharedCount: Count,
  /** A folder above one of them is shared, as far as known. */
  isInShared: z.boolean(),
  sampleNames: z.array(z.string()),
  /** Paths of the first thousand, such as "myfiles/Finance/Budget.xlsx". */
  paths: z.array(z.string()),
});
export type Picked = z.infer<typeof Picked>;

/** `path`: of its parent, if known. */
export const FolderNode = ItemRef.extend({ name: Name, path: z.string().nullable() });
export type FolderNode = z.infer<typeof FolderNode>;

export const Forgotten = z.object({
  /** Files that Slipway didn't download, and edited copies that couldn't be moved to the trash. */
  keptFiles: z.int(),
  trashedFiles: z.int(),
  /** The folder of the remaining files, for display; null: none. */
  keptIn: z.string().nullable(),
});
export type Forgotten = z.infer<typeof Forgotten>;
