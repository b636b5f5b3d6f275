import { z } from 'zod';
import { CarryVerb, ChangeKind } from './changes.ts';
import { DiskTrouble, Failure } from './errors.ts';
import { ItemRef } from './records.ts';
import { Bytes, Count, Id, Instant } from './values.ts';

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
      'driveReadOnly',
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
   * again. Folders can't be replaced.
   */
  conflict: z
    .object({ local: FileFacts, existing: FileFacts, canReplace: z.boolean().default(true) })
    .nullable(),
  /** In lists, with state "conflict": no other transfer was started with it. */
  isAlone: z.boolean().optional(),
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
  /** Of those, what can succeed if it is tried again; see `can-retry.ts`. */
  retryable: Count,
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
