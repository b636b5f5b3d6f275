import { z } from 'zod';
import { NetworkSettings } from './network.ts';
import { languages } from './strings/languages.ts';
import { commandIds } from './commands.ts';
import { Failure } from './errors.ts';
import { Library } from './libraries.ts';
import { SearchState } from './search-state.ts';

/** ISO 8601, UTC. */
export const Instant = z.string().max(40);
export const Id = z.string().min(1).max(512);
const Bytes = z.number().int().nonnegative();
const Name = z.string().min(1).max(1024);

/** An item is addressed by its drive and id, always; a path is for showing. */
export const ItemRef = z.object({ driveId: Id, itemId: Id });
export type ItemRef = z.infer<typeof ItemRef>;

export const PlaceName = z.enum(['myfiles', 'shared', 'libraries']);
export type PlaceName = z.infer<typeof PlaceName>;

/** Microsoft runs several clouds; tokens do not cross from one to another. */
export const Cloud = z.enum(['global', 'usGovL4', 'usGovL5', 'china']);
export type Cloud = z.infer<typeof Cloud>;

/** What becomes of an account's credentials: sealed by the system, or forgotten when Slipway ends. */
export const Credentials = z.enum(['sealed', 'session']);
export type Credentials = z.infer<typeof Credentials>;

export const Account = z.object({
  accountId: Id,
  kind: z.enum(['sample', 'delegated', 'app']),
  /** "Alex Sample", or what the person called it */
  displayName: z.string(),
  /** The heading it stands under in the sidebar; null for none. */
  group: z.string().nullable(),
  cloud: Cloud,
  /** Tenant id or domain; "" for the sample drive */
  tenant: z.string(),
  /** signInNeeded: everything of it waits until someone signs in again; `failure` says why. */
  state: z.enum(['ready', 'signInNeeded']),
  failure: Failure.nullable(),
  credentials: Credentials,
  /** Places it has. App-only accounts have no Shared: nothing is shared with an app. Libraries are for work and school. */
  places: z.array(PlaceName),
  /** Of SharePoint sites, in the order of their names. */
  libraries: z.array(Library),
  /** "/Finance/2026" when only a folder of the drive is mounted, "approot" for an app folder; null for the whole drive. */
  rootPath: z.string().nullable(),
  /** Delegated scopes or application roles it has, in Microsoft's spelling; empty for the sample drive. */
  granted: z.array(z.string()),
  /** When the client secret ends, where the person said so. */
  secretExpiresAt: Instant.nullable(),
  /** What becomes of edits in files that were opened from Slipway: sent by themselves, or when the person says so. */
  saveEdits: z.enum(['automatically', 'ask']),
  /** "alex@contoso.example" */
  address: z.string(),
  driveType: z.enum(['personal', 'business', 'documentLibrary']),
  driveId: Id,
  /** The service can bring a deleted item back (personal drives). */
  canUndoDelete: z.boolean(),
  canWrite: z.boolean(),
});
export type Account = z.infer<typeof Account>;

export const Quota = z.object({
  usedBytes: Bytes.nullable(),
  totalBytes: Bytes.nullable(),
  remainingBytes: Bytes.nullable(),
  /** In the recycle bin, where the service says so. */
  deletedBytes: Bytes.nullable(),
  state: z.enum(['normal', 'nearing', 'critical', 'exceeded', 'unknown']),
});
export type Quota = z.infer<typeof Quota>;

/** As it was told last, and when. */
export const KnownQuota = z.object({ told: Quota, at: Instant });
export type KnownQuota = z.infer<typeof KnownQuota>;

/** Longest edge 96, 176 or 800 pixels. */
export const PictureSize = z.enum(['small', 'medium', 'large']);
export type PictureSize = z.infer<typeof PictureSize>;

/** How an item can be looked at without downloading it. */
export const PreviewKind = z.enum([
  'image',
  'text',
  'audio',
  'video',
  'archive',
  /** The service makes a picture of its first page, and has a page in the browser for all of them. */
  'document',
  'none',
]);
export type PreviewKind = z.infer<typeof PreviewKind>;

/** One row of a folder. */
export const Item = z.object({
  driveId: Id,
  itemId: Id,
  name: Name,
  /** "package" is a OneNote notebook: shown, never opened as a folder or transferred as a file. */
  kind: z.enum(['file', 'folder', 'package']),
  /** Bytes of a file; null for folders (their recursive size is not content) and where the service does not say. */
  sizeBytes: Bytes.nullable(),
  /** Direct children of a folder, where known. */
  childCount: z.number().int().nonnegative().nullable(),
  modifiedAt: Instant.nullable(),
  modifiedBy: z.string().nullable(),
  /** "byMe": mine and shared with others; "withMe": someone else's. */
  sharing: z.enum(['none', 'byMe', 'withMe']),
  /** Who shared it with me. */
  sharedBy: z.string().nullable(),
  hasThumbnail: z.boolean(),
  preview: PreviewKind,
  /** "revoked": listed, but its owner took it back. */
  problem: z.enum(['revoked', 'malware']).nullable(),
});
export type Item = z.infer<typeof Item>;

export const SortKey = z.enum(['name', 'modified', 'modifiedBy', 'size', 'type', 'sharing']);
export type SortKey = z.infer<typeof SortKey>;
export const Sort = z.object({ key: SortKey, direction: z.enum(['ascending', 'descending']) });
export type Sort = z.infer<typeof Sort>;

/** One step of the breadcrumbs. `ref` is null for the list of shared items itself. */
export const Crumb = z.object({
  name: z.string(),
  place: PlaceName,
  ref: ItemRef.nullable(),
  /** "myfiles/Finance" */
  path: z.string(),
});
export type Crumb = z.infer<typeof Crumb>;

/**
 * loading: nothing to show yet. refreshing: what is shown is older and a listing is under way.
 * fresh: listed to the end at `listedAt`. failed: what is shown, if anything, is as of `listedAt`; `failure` says why.
 */
export const Freshness = z.object({
  state: z.enum(['loading', 'refreshing', 'fresh', 'failed']),
  listedAt: Instant.nullable(),
  failure: Failure.nullable(),
});
export type Freshness = z.infer<typeof Freshness>;

/** What a view is like now. Rows are asked for by ordinal; `revision` grows whenever ordinals may have moved. */
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
  /** Who owns the folder when it is not me. */
  owner: z.string().nullable(),
  sort: z.array(Sort),
  foldersFirst: z.boolean(),
  filter: z.string(),
  /** Rows in this view, after the filter. */
  count: z.number().int().nonnegative(),
  /** Items in the folder, before the filter. */
  unfilteredCount: z.number().int().nonnegative(),
  revision: z.number().int().nonnegative(),
  freshness: Freshness,
  /** null: a folder, or the list of shared items. */
  search: SearchState.nullable().default(null),
});
export type ViewHead = z.infer<typeof ViewHead>;

/** As many ids as a selection may carry over the bridge. */
export const maxSelectedIds = 5000;

/** A selection is a rule over a view, never a list of everything: "only these" or "all except these". */
export const Selection = z.strictObject({
  viewId: Id,
  mode: z.enum(['only', 'allExcept']),
  itemIds: z.array(Id).max(maxSelectedIds),
});
export type Selection = z.infer<typeof Selection>;

export const SelectionSummary = z.object({
  count: z.number().int().nonnegative(),
  files: z.number().int().nonnegative(),
  folders: z.number().int().nonnegative(),
  packages: z.number().int().nonnegative(),
  /** Of the files whose size is known. */
  sizeBytes: Bytes,
});
export type SelectionSummary = z.infer<typeof SelectionSummary>;

/** What a delete would do, so that the page can ask the right question, or none. */
export const DeletePlan = z.object({
  count: z.number().int().nonnegative(),
  files: z.number().int().nonnegative(),
  folders: z.number().int().nonnegative(),
  packages: z.number().int().nonnegative(),
  /** Of files and folders of others, which are not counted as such: what they lead to stays. */
  shortcuts: z.number().int().nonnegative(),
  sharedCount: z.number().int().nonnegative(),
  /** Of the files; what is in folders comes on top. */
  sizeBytes: Bytes,
  /** How many items stand directly in the folders, all together; null when that is not known of every one. */
  inFolders: z.number().int().nonnegative().nullable(),
  /** Of everything in the folders, at any depth; null where the service did not say so in time. */
  folderBytes: Bytes.nullable(),
  /** Up to five, in view order. */
  sampleNames: z.array(z.string()),
  /** None: delete at once and offer undo. Else why the person must be asked first. */
  ask: z.enum(['no', 'many', 'folder', 'shared', 'noUndo', 'notebook']),
  canUndo: z.boolean(),
});
export type DeletePlan = z.infer<typeof DeletePlan>;

/** What was cut, copied or is being dragged; it outlasts the view it was selected in. */
export const Picked = z.object({
  pickId: Id,
  accountId: Id,
  count: z.number().int().nonnegative(),
  folders: z.number().int().nonnegative(),
  /** Of them others can see. */
  sharedCount: z.number().int().nonnegative(),
  /** Up to five, in view order. */
  sampleNames: z.array(z.string()),
  /** "myfiles/Finance/Budget.xlsx" of the first thousand. */
  paths: z.array(z.string()),
});
export type Picked = z.infer<typeof Picked>;

/** A folder in a tree to choose from. `path`: of the folder it is in, where that is told. */
export const FolderNode = ItemRef.extend({ name: Name, path: z.string().nullable() });
export type FolderNode = z.infer<typeof FolderNode>;

/** What stays on this computer when all data is erased, local copies included. */
export const Forgotten = z.object({
  /** Files that nobody downloaded with Slipway, and edited copies that the trash did not take. */
  keptFiles: z.int(),
  /** Edited copies that went to the trash of this computer. */
  trashedFiles: z.int(),
  /** The folder of those that stay, for display; null: none stays. */
  keptIn: z.string().nullable(),
});
export type Forgotten = z.infer<typeof Forgotten>;

export const NamedFailure = z.object({ name: z.string(), failure: Failure });
export type NamedFailure = z.infer<typeof NamedFailure>;

/** What is done to items without moving bytes through this computer. */
export const ChangeKind = z.enum(['delete', 'restore', 'move', 'copy']);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** The same, and what is done at once. */
export const ActivityKind = z.enum([...ChangeKind.options, 'rename', 'newFolder', 'upload', 'save']);
export type ActivityKind = z.infer<typeof ActivityKind>;

/** What a batch of changes came to, once nothing of it is left to do. */
export const ChangeOutcome = z.object({
  batchId: Id,
  accountId: Id,
  kind: ActivityKind,
  doneCount: z.number().int().nonnegative(),
  /** Up to five, by their names from before. */
  doneNames: z.array(z.string()),
  /** Up to a hundred, as they are now. */
  itemIds: z.array(Id),
  cancelledCount: z.number().int().nonnegative(),
  failedCount: z.number().int().nonnegative(),
  /** Up to a hundred. */
  failed: z.array(NamedFailure),
  /** Where it went: "myfiles/Finance"; null where it went nowhere. */
  toPath: z.string().nullable(),
  /** At least one of them can be undone. */
  canUndo: z.boolean(),
  /** The batch that it took back. */
  undoOf: Id.nullable(),
});
export type ChangeOutcome = z.infer<typeof ChangeOutcome>;

/**
 * queued -> checking -> running -> done, with stops at waiting (the service asked us to, or we are offline), paused
 * (a person stopped it for now) and conflict (a person must choose). failed and cancelled are ends, too; failed can be retried.
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

/** What tells two files of one name apart, as far as it is known. */
export const FileFacts = z.object({
  sizeBytes: Bytes.nullable(),
  modifiedAt: Instant.nullable(),
  modifiedBy: z.string().nullable(),
});
export type FileFacts = z.infer<typeof FileFacts>;

/** What is done to items that go to another drive. */
export const CarryVerb = z.enum(['move', 'copy']);
export type CarryVerb = z.infer<typeof CarryVerb>;

/** What has to travel through this computer, to be agreed to before. */
export const CarryPlan = z.object({
  count: z.number().int().nonnegative(),
  folders: z.number().int().nonnegative(),
  /** With all that is in the folders; null where the service does not say. */
  sizeBytes: Bytes.nullable(),
  fromAccountId: Id,
  toAccountId: Id,
});
export type CarryPlan = z.infer<typeof CarryPlan>;

export const TransferKind = z.enum(['upload', 'download', ...ChangeKind.options]);
export type TransferKind = z.infer<typeof TransferKind>;

export const Transfer = z.object({
  transferId: Id,
  batchId: Id,
  accountId: Id,
  kind: TransferKind,
  /** The name it was given; `outcome` tells when it ended under another. */
  name: z.string(),
  /** Where to, or where from: "myfiles/Finance/Invoices". */
  path: z.string(),
  state: TransferState,
  /** What has arrived: a pause or a lost connection takes nothing of it away. */
  bytesDone: Bytes,
  /** On their way beyond that: sent again if they are interrupted. */
  bytesInFlight: Bytes.default(0),
  bytesTotal: Bytes.nullable(),
  /** Over the last seconds; null when not moving. */
  bytesPerSecond: z.number().nonnegative().nullable(),
  createdAt: Instant,
  endedAt: Instant.nullable(),
  /** When a wait ends, if that is known. */
  waitUntil: Instant.nullable(),
  waitReason: z
    .enum([
      'throttled',
      'offline',
      'networkSignIn',
      'serviceUnavailable',
      'locked',
      'nameBusy',
      'notVisibleYet',
      'signInNeeded',
      'quotaFull',
    ])
    .nullable(),
  /**
   * Why an upload is sent from its beginning once more: its session could not be kept over a restart for want of a
   * vault, it ended before everything was sent, the file here changed, or what was stored was not what was sent.
   */
  restartReason: z
    .enum(['noVault', 'sessionEnded', 'localFileChanged', 'originalChanged', 'storedDamaged'])
    .nullable(),
  /** Until when the service keeps what has arrived of an upload, as it said last; null: it did not, or there is nothing. */
  uploadExpiresAt: Instant.nullable().default(null),
  /** An upload whose file comes from another drive: in which account, in which folder and under which name. */
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
      // Somebody else had deleted it before.
      'wasGone',
      'restored',
      'moved',
      'copied',
    ])
    .nullable(),
  finalName: z.string().nullable(),
  /**
   * Whether the content's hash was compared and equal; null where the service gives no hash. false with state "done":
   * the service changed the file on arrival, as SharePoint does with Office files; nothing is damaged.
   */
  verified: z.boolean().nullable(),
  /** With state "done": what people have to know of what was done, such as a version that was replaced unseen. */
  failure: Failure.nullable(),
  /**
   * Both sides of a conflict while state is "conflict". Nothing known of `existing`: it is there no more, and both
   * "replace" and "keepBoth" make it again.
   */
  conflict: z.object({ local: FileFacts, existing: FileFacts }).nullable(),
  /** The local copy a download made. */
  documentId: Id.nullable(),
  /** Name of the folder a person chose for a download, for showing; null: the documents folder, or an upload. */
  toFolder: z.string().nullable(),
  /** The item in the drive, once there is one. */
  item: ItemRef.nullable(),
  /** null: a file. How many items lie directly in a folder, once that is known. */
  folder: z.object({ itemCount: z.number().int().nonnegative().nullable() }).nullable().default(null),
  /** Where a move or a copy goes: "myfiles/Finance"; null for everything else. */
  toPath: z.string().nullable().default(null),
  /** How far the service is with a copy; null: it does not say. */
  percent: z.number().min(0).max(100).nullable().default(null),
  /** One of few changes that are done in a moment: on the list only while something keeps it. */
  isQuiet: z.boolean().default(false),
  /** The batch that this one takes back. */
  undoOf: Id.nullable().default(null),
});
export type Transfer = z.infer<typeof Transfer>;

/** Bytes per second; null: as fast as it goes. */
const Limit = z
  .number()
  .int()
  .min(16 * 1024)
  .max(100 * 1024 ** 3)
  .nullable();

export const Limits = z.object({ upload: Limit, download: Limit });
export type Limits = z.infer<typeof Limits>;

export const TransferSummary = z.object({
  active: z.number().int().nonnegative(),
  /** Of those: what is not merely in line. */
  running: z.number().int().nonnegative(),
  waiting: z.number().int().nonnegative(),
  /** Of those: for a sign-in or for room, so nothing of them moves before a person helps. */
  waitingForPerson: z.number().int().nonnegative(),
  /** Stopped by a person, one by one or by batch. */
  paused: z.number().int().nonnegative(),
  conflicts: z.number().int().nonnegative(),
  failed: z.number().int().nonnegative(),
  done: z.number().int().nonnegative(),
  cancelled: z.number().int().nonnegative(),
  /** Of `done`: those that are folders. */
  doneFolders: z.number().int().nonnegative(),
  bytesDone: Bytes,
  bytesInFlight: Bytes,
  bytesTotal: Bytes,
  bytesPerSecond: z.number().nonnegative(),
  /** Few changes of items that are under way and not on the list. */
  quiet: z.number().int().nonnegative(),
  /** Nothing is under way that closing would interrupt. */
  safeToClose: z.boolean(),
  /** "Pause all": nothing begins until a person says so. */
  allPaused: z.boolean(),
  /** Of `active` and `waiting`: uploads that a restart begins once more, for want of a vault that keeps their session. */
  startOver: z.number().int().nonnegative(),
  /** false: the list can't be written to the disk, so a restart would not know of it. */
  persisted: z.boolean(),
  /**
   * Earlier transfers are not on the list: `journalDamaged`, it was set aside as the file `subject` (until dismissed);
   * `journalUnavailable`, it can't be read for now and stays as it is.
   */
  damagedJournal: Failure.nullable(),
  /** Those that hold at this moment. */
  limits: Limits,
});
export type TransferSummary = z.infer<typeof TransferSummary>;

/** What OneDrive has of a local copy: the version it came from, a newer one, or nothing. unknown: it was not asked yet. */
export const RemoteState = z.enum(['unknown', 'same', 'newer', 'gone']);
export type RemoteState = z.infer<typeof RemoteState>;

/** What became of local copies that were moved to a folder that a person chose. */
export const MoveOutcome = z.object({
  count: z.number().int().nonnegative(),
  failed: z.array(NamedFailure),
  /** Name of that folder, for showing. */
  toFolder: z.string(),
});
export type MoveOutcome = z.infer<typeof MoveOutcome>;

/** What is said of the local copy of an item in its folder. */
export const CopyMark = z.object({
  isHere: z.boolean(),
  /** It stays here and is renewed; `isKeptItself`: not only with a folder it lies in. */
  isKept: z.boolean(),
  isKeptItself: z.boolean(),
  /** OneDrive is known to have a newer version. */
  isOutdated: z.boolean(),
});
export type CopyMark = z.infer<typeof CopyMark>;

/** What removing local copies frees, or freed. */
export const FreedSpace = z.object({ count: z.number().int().nonnegative(), sizeBytes: Bytes });
export type FreedSpace = z.infer<typeof FreedSpace>;

/** A copy in the private documents folder. */
export const SavedFile = z.object({
  documentId: Id,
  accountId: Id,
  accountName: z.string(),
  name: z.string(),
  /** The folder it came from: "myfiles/Finance". */
  from: z.string(),
  sizeBytes: Bytes,
  downloadedAt: Instant,
  /** "changed": edited here since it was downloaded. "missing": removed or moved outside Slipway. */
  state: z.enum(['present', 'changed', 'missing']),
  remote: RemoteState,
  /** Never removed to free up space, and renewed when OneDrive has a newer version. */
  isKept: z.boolean(),
  /** The same with a kept folder it lies in: the name of that. */
  keptWith: z.string().nullable(),
  verified: z.boolean().nullable(),
});
export type SavedFile = z.infer<typeof SavedFile>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Other limits at certain hours, by the clock of this computer. `to` before `from`: over midnight. */
export const LimitHours = Limits.extend({
  /** 0 is Sunday; the days on which it begins. */
  days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
  from: TimeOfDay,
  to: TimeOfDay,
});
export type LimitHours = z.infer<typeof LimitHours>;

/** Columns beside the name, which is always there and comes first. */
export const ColumnName = z.enum([
  'location',
  'modified',
  'modifiedBy',
  'size',
  'type',
  'sharing',
  'rights',
  'sources',
]);
export type ColumnName = z.infer<typeof ColumnName>;

/** In the order of the list. `widthPx` null: as wide as there is room for. */
export const ListColumn = z.object({
  name: ColumnName,
  isShown: z.boolean(),
  widthPx: z.number().int().min(48).max(2000).nullable(),
});
export type ListColumn = z.infer<typeof ListColumn>;

/** Lists whose columns are remembered by themselves: two places, the list of shared items, and what a search found. */
export const ListKind = z.enum(['myfiles', 'shared', 'sharedList', 'found']);
export type ListKind = z.infer<typeof ListKind>;

/** Of each kind of list, by itself. One that is left out is shown as Slipway would. */
export const ListColumns = z.partialRecord(ListKind, z.array(ListColumn).max(20));
export type ListColumns = z.infer<typeof ListColumns>;

export const Settings = z.object({
  language: z.enum(['system', ...languages]),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'comfortable']),
  /** Of the last window, where there is a tray: Slipway stays in it, or ends. ask: nobody has said so far. */
  whenClosed: z.enum(['ask', 'stay', 'quit']),
  /** With the person's session, in the tray. */
  startAtSignIn: z.boolean(),
  /** Of the system, while no window is seen. */
  showNotices: z.boolean(),
  /** Every delete asks first, also where it can be undone. */
  confirmDeletes: z.boolean(),
  /** What goes into the log: everything, or warnings and errors. */
  logDetail: z.enum(['everything', 'problems']),
  showPreview: z.boolean(),
  /** How wide a person made the pane beside the files; null: by the window. */
  previewPx: z.number().int().min(240).max(1200).nullable(),
  columns: ListColumns,
  /** Folders stand before files, whatever the order. */
  foldersFirst: z.boolean(),
  /** The search page looks into all accounts, not only into the one that is open. */
  searchAllAccounts: z.boolean(),
  /** The latest first. */
  recentSearches: z.array(z.string().min(1).max(1024)).max(12),
  /** Where Download puts files: Slipway's own folder, the Downloads folder of the system, or one that is asked for. */
  downloadTo: z.enum(['slipway', 'downloads', 'ask']),
  /** "Pause all": no transfer begins until this is false again. */
  transfersHeld: z.boolean(),
  /** Of one account, at most; fewer while the service asks for it. */
  filesAtOnce: z.number().int().min(1).max(10),
  limits: Limits,
  /** The first that applies now goes before `limits`. */
  limitHours: z.array(LimitHours).max(20),
  /** An account's own drive is enumerated when the account is opened: names, sizes and times, never contents. */
  indexOwnDrives: z.boolean(),
  network: NetworkSettings,
  /** The version that was told of last; empty: none so far. */
  versionTold: z.string().max(64),
  /** It was seen to its end, or skipped. */
  tourEnded: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

/** A move of Slipway's own folder to another place. failed: everything is where it was. */
export const FolderMove = z.object({
  state: z.enum(['moving', 'failed']),
  /** For showing; the page can't use it for anything. */
  to: z.string(),
  bytesDone: Bytes,
  /** 0: not known. */
  bytesTotal: Bytes,
  failure: Failure.nullable(),
});
export type FolderMove = z.infer<typeof FolderMove>;

/** What Slipway keeps on this computer. */
export const StorageSummary = z.object({
  /** For showing; the page can't use it for anything. */
  documentsFolder: z.string(),
  documents: z.object({ count: z.number().int().nonnegative(), sizeBytes: Bytes }),
  index: z.object({ count: z.number().int().nonnegative(), sizeBytes: Bytes }),
  /** Small pictures of files. */
  pictures: z.object({ sizeBytes: Bytes }),
  settings: z.object({ sizeBytes: Bytes }),
  log: z.object({ sizeBytes: Bytes }),
  /** How secrets would be kept: by the system's keyring, or not at all. */
  sealing: z.enum(['available', 'unavailable']),
});
export type StorageSummary = z.infer<typeof StorageSummary>;

/** A command of the menu bar, run by the page. */
export const Command = z.enum(commandIds);
export type Command = z.infer<typeof Command>;

/** How a folder is shown: rows with columns, or pictures side by side. */
export const Look = z.enum(['list', 'tiles']);
export type Look = z.infer<typeof Look>;

/** Where an account was left. `folder` null: the root of the place. */
export const LastPlace = z.object({
  place: PlaceName,
  folder: ItemRef.nullable(),
  sort: z.array(Sort).max(2),
  look: Look.default('list'),
});
export type LastPlace = z.infer<typeof LastPlace>;

const PanePlace = LastPlace.extend({ accountId: Id }).strict();

/** Two panes beside each other: where each was left, and which one commands acted on. */
export const LastSplit = z.strictObject({
  start: PanePlace,
  end: PanePlace,
  active: z.enum(['start', 'end']),
});
export type LastSplit = z.infer<typeof LastSplit>;

/** What of the room the first of two panes takes. */
export const StartPart = z.number().min(0.2).max(0.8);

/** By account, and the account that was looked at last. `split` null: one pane. `startPart` null: half. */
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
  /** A first start shows a tour, and an update says what is new. */
  greets: z.boolean(),
  accounts: z.array(Account),
  settings: Settings,
  lastPlaces: LastPlaces,
});
export type Start = z.infer<typeof Start>;
