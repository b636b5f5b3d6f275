import type { CarryVerb, ItemRef, Transfer } from '../../../contract/records.ts';
import type { FileIdentity } from '../../documents/local-target.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import type { ChangeJob } from './change-job.ts';

/** The service's limit is 250 GB, which most clients read as GiB. */
export const maxFileBytes = 250 * 1024 ** 3;
/** Larger files need an upload session, which can be resumed. */
export const maxSmallBytes = 4 * 1024 ** 2;
/** The largest file that the service takes in a single PUT. */
export const maxPutBytes = 250 * 1000 ** 2;

/**
 * What the renderer shows, and what is needed to run it again. Immutable and plain JSON, so that it can be
 * stored.
 */
export interface TransferRecord {
  readonly transfer: Transfer;
  readonly job: Job;
  readonly retry: RetryState | null;
}

/** How often, and since when, it stopped for a transient reason (such as a lock) without other progress. */
export interface RetryState {
  readonly reason: NonNullable<Transfer['waitReason']>;
  readonly times: number;
  readonly since: string;
  /** When its name was first found reserved, if it waited for that before the network failed. */
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
  /** null when a copy is saved back whose folder is unknown: it can only update its item. */
  readonly parent: ItemRef | null;
  readonly intent: 'upload' | 'save' | 'saveBack';
  /** The file to replace, and the version that may be replaced. */
  readonly target: UploadTarget | null;
  /**
   * What "replace" means while a person decides: this version; "gone": create it again; "notAFile": nothing.
   */
  readonly conflictTarget: UploadTarget | 'gone' | 'notAFile' | null;
  /** The person chose to keep both files. */
  readonly keepBoth: boolean;
  /** The last request whose response may be lost: the service may have executed it. */
  readonly sent: SentRequest | null;
  /** A file with its name may be what an earlier run sent, even if no response arrived. */
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
   * "move": the original is deleted once its copy is verified, and so are folders that become empty, innermost
   * first.
   */
  readonly verb: CarryVerb;
  readonly emptied: readonly ItemRef[];
  /** Folders of the target that were made for it, the nearest first; not in journals of earlier versions. */
  readonly made?: readonly ItemRef[];
  /** The copy as it was stored: an undo takes that away, and nothing else. */
  readonly version?: RemoteVersion;
  /** Of a folder. null or missing: this is the first one. */
  readonly visited?: VisitedFolders | null;
  /** The verified result; only the original is left to deal with. */
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
  /** The newest version in the file's history before it is replaced; null: the drive does not say. */
  readonly replacing?: string | null;
}

/** The file as it was offered. */
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

export interface UploadTarget {
  readonly item: ItemRef;
  readonly version: RemoteVersion;
}

/** Identifies the content of a remote file. null where the service does not provide a value. */
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
  /** The folder chosen by the person, absolute; null: the documents folder. */
  readonly to: string | null;
  /** The chosen name in that folder, if any. */
  readonly place?: DownloadPlace;
  /** What is certainly on the disk; null: nothing usable. */
  readonly part: DownloadPart | null;
  /** Complete, and about to get its final name. */
  readonly finalizing: Finalizing | null;
}

export interface DownloadPlace {
  readonly name: string;
  /** Replaces a file of that name once complete; otherwise it gets the next free number. */
  readonly replaces: boolean;
}

/** A resumable download. The partial file's name derives from the transfer. */
export interface DownloadPart {
  /** The bytes' version. */
  readonly version: RemoteVersion;
  /** Bytes [from, to) that were flushed before this was stored. */
  readonly received: readonly { readonly from: number; readonly to: number }[];
  /** Nothing was written after that. */
  readonly isAtRest: boolean;
}

/** A complete file that is being renamed. After a crash its identity finds it under either name. */
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

/** Something that can't be transferred, listed with its reason. */
export interface RefusedJob {
  readonly kind: 'refused';
}

/** Something carried between drives needs both accounts. */
export const accountsOf = ({ transfer: { accountId, carried } }: TransferRecord): readonly string[] =>
  carried == null ? [accountId] : [accountId, carried.accountId];

export const isEnded = ({ transfer: { state } }: TransferRecord): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

/** Folders go first: only they know how much work there is. */
export const isFolderJob = ({ job }: TransferRecord): boolean =>
  job.kind === 'uploadFolder' || job.kind === 'carryFolder' || job.kind === 'downloadFolder';
