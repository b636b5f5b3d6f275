import { z } from 'zod';
import { NetworkSettings } from './network.ts';
import { languages } from './strings/languages.ts';
import { commandIds } from './commands.ts';
import { DiskTrouble, Failure } from './errors.ts';
import { Library } from './libraries.ts';
import { maxSelectedIds } from './limits.ts';
import { SearchState } from './search-state.ts';

/** ISO 8601, UTC. */
export const Instant = z.string().max(40);
export const Id = z.string().min(1).max(512);
const Count = z.number().int().nonnegative();
const Bytes = Count;
const Name = z.string().min(1).max(1024);

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

/** Items leave a shared folder, or come into one, as far as known. */
export const AccessChange = z.object({ leavesShared: z.boolean(), entersShared: z.boolean() });
export type AccessChange = z.infer<typeof AccessChange>;

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

/**
 * queued -> checking -> running -> done. May stop at waiting (throttled or offline), paused (by a person), or
 * conflict (a person must choose). `failed` and `cancelled` are also final, but `failed` can be retried.
 */
export const TransferState = z.enum([
  'queued',
  'checking',
  'running',
  'waiting',
  'paused',
  'conflict',
  'done',
  'failed',
  'cancelled',
]);
export type TransferState = z.infer<typeof TransferState>;

export const ConflictChoice = z.enum(['replace', 'keepBoth', 'skip']);
export type ConflictChoice = z.infer<typeof ConflictChoice>;

export const FileFacts = z.object({
  sizeBytes: Bytes.nullable(),
  modifiedAt: Instant.nullable(),
  modifiedBy: z.string().nullable(),
});
export type FileFacts = z.infer<typeof FileFacts>;

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

export const TransferKind = z.enum(['upload', 'download', ...ChangeKind.options]);
export type TransferKind = z.infer<typeof TransferKind>;

const VersionFacts = z.object({ modifiedAt: Instant.nullable(), eTag: z.string().nullable() });

export const ReplacedVersion = z.object({ before: VersionFacts, after: VersionFacts });
export type ReplacedVersion = z.infer<typeof ReplacedVersion>;

export const Transfer = z.object({
  transferId: Id,
  batchId: Id,
  accountId: Id,
  kind: TransferKind,
  /** The original name; `outcome` says if it ended under another one. */
  name: z.string(),
  path: z.string(),
  state: TransferState,
  /** Confirmed bytes, which survive a pause or a lost connection. */
  bytesDone: Bytes,
  bytesInFlight: Bytes.default(0),
  bytesTotal: Bytes.nullable(),
  /** Averaged over the last seconds; null: not running. */
  bytesPerSecond: z.number().nonnegative().nullable(),
  createdAt: Instant,
  endedAt: Instant.nullable(),
  waitUntil: Instant.nullable(),
  waitReason: z
    .enum([
      'throttled',
      'offline',
      'networkSignIn',
      'serviceUnavailable',
      'locked',
      'nameReserved',
      'notVisibleYet',
      'signInNeeded',
      'quotaFull',
    ])
    .nullable(),
  /**
   * Its session couldn't be saved without a vault, the session expired, the local file changed, or the stored
   * content differed from what was sent.
   */
  restartReason: z
    .enum(['noVault', 'sessionEnded', 'localFileChanged', 'originalChanged', 'storedDamaged'])
    .nullable(),
  /** When the service discards an incomplete upload, by its latest answer; null: unknown or nothing uploaded. */
  uploadExpiresAt: Instant.nullable().default(null),
  carried: z
    .object({ verb: CarryVerb, accountId: Id, path: z.string(), name: z.string() })
    .nullable()
    .default(null),
  outcome: z
    .enum([
      'created',
      'updated',
      'keptBoth',
      'skipped',
      'identical',
      'downloaded',
      'folderCreated',
      'folderExisted',
      'deleted',
      // Someone else had already deleted it.
      'wasGone',
      'restored',
      'moved',
      'copied',
    ])
    .nullable(),
  finalName: z.string().nullable(),
  /** If it replaced a file. */
  replaced: ReplacedVersion.optional(),
  /**
   * null: the service provides no hash. false with state "done": the service changed the file on arrival, as
   * SharePoint does with Office files, or lists another hash than that of what it delivers; nothing is damaged.
   */
  verified: z.boolean().nullable(),
  /** With state "done": a warning, such as an unseen version that was replaced. */
  failure: Failure.nullable(),
  /**
   * In state "conflict" only. If `existing` has no facts, that file is gone, and both choices create it
   * again.
   */
  conflict: z.object({ local: FileFacts, existing: FileFacts }).nullable(),
  documentId: Id.nullable(),
  /** Of a download, for display; null: Slipway's own folder. */
  toFolder: z.string().nullable(),
  /** null: not in the drive yet. */
  item: ItemRef.nullable(),
  /** null: a file. `itemCount`: direct children, if known. */
  folder: z.object({ itemCount: Count.nullable() }).nullable().default(null),
  toPath: z.string().nullable().default(null),
  percent: z.number().min(0).max(100).nullable().default(null),
  /** A small change that is nearly instant; listed only while it is delayed. */
  isQuiet: z.boolean().default(false),
  undoOf: Id.nullable().default(null),
});
export type Transfer = z.infer<typeof Transfer>;

/** Bytes per second; null: unlimited. */
const Limit = z
  .number()
  .int()
  .min(16 * 1024)
  .max(100 * 1024 ** 3)
  .nullable();

export const Limits = z.object({ upload: Limit, download: Limit });
export type Limits = z.infer<typeof Limits>;

/** "skipped": it is the same there, or a person chose so. */
const DoneKind = z.enum([...TransferKind.options, 'skipped']);
export type DoneKind = z.infer<typeof DoneKind>;

export const Done = z.object({
  kind: DoneKind,
  files: Count,
  folders: Count,
});
export type Done = z.infer<typeof Done>;

export const TransferSummary = z.object({
  active: Count,
  /** Of those, not queued. */
  running: Count,
  waiting: Count,
  /** Of those, waiting for a person: for a sign-in or free space. */
  waitingForPerson: Count,
  paused: Count,
  conflicts: Count,
  failed: Count,
  done: Count,
  cancelled: Count,
  did: z.array(Done),
  /** Where all transfers go to, or come from; null: not one batch. */
  place: z.string().nullable(),
  /** The same for downloads to a folder that a person chose; see `Transfer`. */
  toFolder: z.string().nullable(),
  bytesDone: Bytes,
  bytesInFlight: Bytes,
  bytesTotal: Bytes,
  /** Transfers since the list was last idle, and those of them that have ended. */
  runCount: Count,
  runEnded: Count,
  bytesPerSecond: z.number().nonnegative(),
  quiet: Count,
  /** Closing would interrupt nothing. */
  safeToClose: z.boolean(),
  /** "Pause all": nothing starts until a person resumes. */
  allPaused: z.boolean(),
  /** Of `active` and `waiting`: a restart would begin them again, because no vault can save their session. */
  startOver: Count,
  /** false: the list can't be saved, so a restart would lose it. */
  persisted: z.boolean(),
  /** Why it isn't persisted; null: the disk isn't known to be the reason. */
  saveTrouble: DiskTrouble.nullable(),
  /**
   * `journalDamaged`: the file was set aside as `subject` (until dismissed). `journalUnavailable`: it can't
   * be read now and is left alone.
   */
  damagedJournal: Failure.nullable(),
  limits: Limits,
});
export type TransferSummary = z.infer<typeof TransferSummary>;

/** Compared with a local copy. unknown: not checked yet. */
export const RemoteState = z.enum(['unknown', 'same', 'newer', 'gone']);
export type RemoteState = z.infer<typeof RemoteState>;

export const MoveOutcome = z.object({
  count: Count,
  failed: z.array(NamedFailure),
  toFolder: z.string(),
});
export type MoveOutcome = z.infer<typeof MoveOutcome>;

export const CopyMark = z.object({
  isHere: z.boolean(),
  /** Always kept here and updated; `isKeptItself`: marked itself, not just through its folder. */
  isKept: z.boolean(),
  isKeptItself: z.boolean(),
  isOutdated: z.boolean(),
});
export type CopyMark = z.infer<typeof CopyMark>;

export const FreedSpace = z.object({ count: Count, sizeBytes: Bytes });
export type FreedSpace = z.infer<typeof FreedSpace>;

export const SavedFile = z.object({
  documentId: Id,
  accountId: Id,
  accountName: z.string(),
  name: z.string(),
  /** In OneDrive, if that is another one: for the second of two copies, or one that was kept beside the original. */
  nameThere: z.string().nullable(),
  from: z.string(),
  sizeBytes: Bytes,
  downloadedAt: Instant,
  /** "changed": edited since the download. "missing": removed or moved outside Slipway. */
  state: z.enum(['present', 'changed', 'missing']),
  remote: RemoteState,
  isKept: z.boolean(),
  keptWith: z.string().nullable(),
  verified: z.boolean().nullable(),
});
export type SavedFile = z.infer<typeof SavedFile>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** In local time. `to` before `from`: ends the next day. */
export const LimitHours = Limits.extend({
  /** The days on which it starts; 0 is Sunday. */
  days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
  from: TimeOfDay,
  to: TimeOfDay,
});
export type LimitHours = z.infer<typeof LimitHours>;

/** Columns other than the name, which is always first. */
export const ColumnName = z.enum([
  'location',
  'modified',
  'modifiedBy',
  'size',
  'type',
  'sharing',
  'rights',
  'sources',
  // of local copies
  'from',
  'downloaded',
  'state',
  // of accounts, which also have a state
  'quota',
  'index',
  'transfers',
  'permissions',
  'secret',
  'lastUsed',
]);
export type ColumnName = z.infer<typeof ColumnName>;

/** In display order. `widthPx` null: automatic. */
export const ListColumn = z.object({
  name: ColumnName,
  isShown: z.boolean(),
  widthPx: z.number().int().min(48).max(2000).nullable(),
});
export type ListColumn = z.infer<typeof ListColumn>;

/** Each remembers its own columns. */
export const ListKind = z.enum(['myfiles', 'shared', 'sharedList', 'found', 'copies', 'accounts']);
export type ListKind = z.infer<typeof ListKind>;

/** Lists without an entry use the default columns. */
export const ListColumns = z.partialRecord(ListKind, z.array(ListColumn).max(20));
export type ListColumns = z.infer<typeof ListColumns>;

export const Settings = z.object({
  language: z.enum(['system', ...languages]),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'comfortable']),
  /** When the last window closes, if there is a tray: stay in it or quit. ask: not chosen yet. */
  whenClosed: z.enum(['ask', 'stay', 'quit']),
  startAtSignIn: z.boolean(),
  /** While no window is visible. */
  showNotices: z.boolean(),
  confirmDeletes: z.boolean(),
  /** problems: warnings and errors only. */
  logDetail: z.enum(['everything', 'problems']),
  showPreview: z.boolean(),
  /** Width of the pane; null: automatic. */
  previewPx: z.number().int().min(240).max(1200).nullable(),
  columns: ListColumns,
  /** In any order. */
  foldersFirst: z.boolean(),
  searchAllAccounts: z.boolean(),
  /** Latest first. */
  recentSearches: z.array(z.string().min(1).max(1024)).max(12),
  /** Slipway's own folder, the system's Downloads folder, or ask. */
  downloadTo: z.enum(['slipway', 'downloads', 'ask']),
  /** "Pause all": no transfer starts while true. */
  transfersHeld: z.boolean(),
  /** The maximum per account; throttling may lower it. */
  filesAtOnce: z.number().int().min(1).max(10),
  limits: Limits,
  /** The first that applies now overrides `limits`. */
  limitHours: z.array(LimitHours).max(20),
  /** Enumerates an account's own drive when the account is opened: names, sizes, and times, never contents. */
  indexOwnDrives: z.boolean(),
  thumbnailsMiB: z.number().int().min(16).max(8192),
  network: NetworkSettings,
  /** The last version announced to the person; empty: none yet. */
  versionTold: z.string().max(64),
  tourEnded: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

/** Of local copies. failed: everything is still in the old place. */
export const FolderMove = z.object({
  state: z.enum(['moving', 'failed']),
  /** For display; useless to the page. */
  to: z.string(),
  bytesDone: Bytes,
  bytesTotal: Bytes,
  failure: Failure.nullable(),
});
export type FolderMove = z.infer<typeof FolderMove>;

export const StorageSummary = z.object({
  /** For display; useless to the page. */
  documentsFolder: z.string(),
  documents: z.object({ count: Count, sizeBytes: Bytes }),
  index: z.object({ count: Count, sizeBytes: Bytes }),
  pictures: z.object({ sizeBytes: Bytes }),
  settings: z.object({ sizeBytes: Bytes }),
  log: z.object({ sizeBytes: Bytes }),
  sealing: z.enum(['available', 'unavailable']),
});
export type StorageSummary = z.infer<typeof StorageSummary>;

export const Command = z.enum(commandIds);
export type Command = z.infer<typeof Command>;

/** Rows with columns, or thumbnails. */
export const Layout = z.enum(['list', 'tiles']);
export type Layout = z.infer<typeof Layout>;

/** `folder` null: the root of the place. */
export const LastPlace = z.object({
  place: PlaceName,
  folder: ItemRef.nullable(),
  sort: z.array(Sort).max(2),
  layout: Layout.default('list'),
});
export type LastPlace = z.infer<typeof LastPlace>;

const PanePlace = LastPlace.extend({ accountId: Id }).strict();

export const LastSplit = z.strictObject({
  start: PanePlace,
  end: PanePlace,
  active: z.enum(['start', 'end']),
});
export type LastSplit = z.infer<typeof LastSplit>;

/** The first pane's share of the width. */
export const StartPart = z.number().min(0.2).max(0.8);

/** By account, and the account used last. `split` null: one pane. `startPart` null: half. */
export const LastPlaces = z.object({
  accountId: Id.nullable(),
  places: z.record(Id, LastPlace),
  split: LastSplit.nullable().default(null),
  startPart: StartPart.nullable().default(null),
});
export type LastPlaces = z.infer<typeof LastPlaces>;

export const Start = z.object({
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  host: z.enum(['electron', 'stand-in']),
  hostVersion: z.string(),
  /** null: the default profile. */
  profile: z.string().nullable(),
  /** Shows a tour on the first start and release notes after an update. */
  greets: z.boolean(),
  accounts: z.array(Account),
  settings: Settings,
  lastPlaces: LastPlaces,
});
export type Start = z.infer<typeof Start>;
