import type { CarryVerb } from '../../../contract/changes.ts';
import type { ItemRef } from '../../../contract/records.ts';
import type { Transfer } from '../../../contract/transfers.ts';
import type { FileIdentity } from '../../documents/local-target.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import type { ChangeJob } from './change-job.ts';

/** The service's limit is 250 GB, which most clients read as GiB. */
export const maxFileBytes = 250 * 1024 ** 3;
/** Larger files need an upload session, which can be resumed. */
export const maxSmallBytes = 4 * 1024 ** 2;
/** The service's limit for a single PUT. */
export const maxPutBytes = 250 * 1000 ** 2;

/** What the renderer shows, and what is needed to run it again. Immutable, plain JSON. */
export interface TransferRecord {
  readonly transfer: Transfer;
  readonly job: Job;
  readonly retry: RetryState | null;
}

/** How often, and since when, it stopped for a transient reason without progress. */
export interface RetryState {
  readonly reason: NonNullable<Transfer['waitReason']>;
  readonly times: number;
  readonly since: string;
  /** Since when its name was reserved, if the network failed after that. */
  readonly heldSince?: string;
}

export type Job =
  | UploadFileJob
  | UploadFolderJob
  | CarryFolderJob
  | DownloadFileJob
  | DownloadFolderJob
  | RefusedJob
  | ChangeJob;

export interface UploadFileJob {
  readonly kind: 'uploadFile';
  readonly source: LocalSource;
  /** null when a copy is saved back without a known folder. */
  readonly parent: ItemRef | null;
  readonly intent: 'upload' | 'save' | 'saveBack';
  readonly target: UploadTarget | null;
  /**
   * What "replace" means while a person decides: this version; "gone": create it again; "notAFile": nothing.
   */
  readonly conflictTarget: UploadTarget | 'gone' | 'notAFile' | null;
  readonly keepBoth: boolean;
  /** The last request whose response may be lost. */
  readonly sent: SentRequest | null;
  /** A file with its name may be from an earlier run, even if no response arrived. */
  readonly interrupted: boolean;
  /** URL and expiry, replaced together. The URL grants access by itself: a secret. */
  readonly session: UploadSession | null;
  /** The local copy that is saved back. */
  readonly documentId: string | null;
  /** The file is in another drive instead of on this computer: then `source.path` is "". */
  readonly carried?: Carried;
}

/** Keys of the first folder and of all shortcut targets since: shortcuts may form a loop. */
export type VisitedFolders = readonly string[];

/** A file or folder carried from one drive to another through this computer. */
export interface Carried {
  /** The account that reads it. */
  readonly accountId: string;
  /** The source item; once its content is sent, the version that was sent. */
  readonly entry: DriveEntry;
  /**
   * "move": the original is deleted once its copy is verified, and then folders that become empty, innermost
   * first.
   */
  readonly verb: CarryVerb;
  readonly emptied: readonly ItemRef[];
  /** Folders made for it in the target, nearest first; not in journals of earlier versions. */
  readonly made?: readonly ItemRef[];
  /** The stored copy: an undo deletes only this version. */
  readonly version?: RemoteVersion;
  /** Of a folder. null or missing: this is the first one. */
  readonly visited?: VisitedFolders | null;
  /** The verified result; only the original is left to delete. */
  readonly stored: Partial<Transfer> | null;
}

export interface CarryFolderJob {
  readonly kind: 'carryFolder';
  readonly parent: ItemRef;
  readonly carried: Carried;
}

export interface SentRequest {
  readonly mode: 'create' | 'update';
  readonly name: string;
  /** The newest version before the replacement; null: the drive does not say. */
  readonly replacing?: string | null;
}

export interface LocalSource {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Taken when the session began; missing in journals of earlier versions. */
  readonly snapshot?: SourceSnapshot;
}

/** Detects that a file was edited during a session, even if its old time was restored. */
export interface SourceSnapshot {
  readonly changedMs: number;
  readonly inode: number;
  /** Its first bytes as sent. */
  readonly sent: { readonly bytes: number; readonly quickXorHash: string } | null;
}

/** `path`: "myfiles/Finance". */
export interface KnownFolder {
  folder: ItemRef;
  path: string;
}

export interface UploadTarget {
  readonly item: ItemRef;
  readonly version: RemoteVersion;
}

/** null where the service provides no value. */
export interface RemoteVersion {
  readonly eTag: string | null;
  readonly cTag: string | null;
  readonly quickXorHash: string | null;
  readonly sizeBytes: number | null;
  /** For the activity log only; missing in records of earlier versions. */
  readonly modifiedAt?: string | null;
}

export interface UploadSession {
  readonly uploadUrl: string;
  readonly expiresAt: string | null;
}

export interface UploadFolderJob {
  readonly kind: 'uploadFolder';
  readonly path: string;
  readonly parent: ItemRef;
  readonly intent: 'upload' | 'save';
}

export interface DownloadFileJob {
  readonly kind: 'downloadFile';
  readonly item: ItemRef;
  readonly openAfter: boolean;
  /** The chosen folder, absolute; null: the documents folder. */
  readonly to: string | null;
  readonly place?: DownloadPlace;
  /** What is certainly on the disk; null: nothing usable. */
  readonly part: DownloadPart | null;
  readonly finalizing: Finalizing | null;
}

export interface DownloadPlace {
  readonly name: string;
  /** Replaces a file of that name once complete; otherwise it gets the next free number. */
  readonly replaces: boolean;
}

/** The partial file's name derives from the transfer. */
export interface DownloadPart {
  readonly version: RemoteVersion;
  /** Bytes [from, to), flushed before this was stored. */
  readonly received: readonly { readonly from: number; readonly to: number }[];
  /** Nothing was written after that. */
  readonly isAtRest: boolean;
}

/** A complete file being renamed. After a crash its identity finds it under either name. */
export interface Finalizing {
  readonly identity: FileIdentity;
  /** The final name, before any number is added. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly hash: string;
  readonly verified: boolean | null;
}

export interface DownloadFolderJob {
  readonly kind: 'downloadFolder';
  readonly item: ItemRef;
  readonly to: string | null;
  /** null or missing: this is the first one. */
  readonly visited?: VisitedFolders | null;
}

export interface RefusedJob {
  readonly kind: 'refused';
}

/** Carrying between drives needs both accounts. */
export const accountsOf = ({ transfer: { accountId, carried } }: TransferRecord): readonly string[] =>
  carried == null ? [accountId] : [accountId, carried.accountId];

export const isEnded = ({ transfer: { state } }: TransferRecord): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

/** Folders go first: only they know how much work there is. */
export const isFolderJob = ({ job }: TransferRecord): boolean =>
  job.kind === 'uploadFolder' || job.kind === 'carryFolder' || job.kind === 'downloadFolder';
