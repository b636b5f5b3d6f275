import type { VisitedFolders } from './visited-folders.ts';
import type { CarryVerb, ItemRef, Transfer } from '../../../contract/records.ts';
import type { FileIdentity } from '../../documents/local-target.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import type { ChangeJob } from './change-job.ts';

/** The service takes 250 GB, read as GiB by most clients. */
export const maxFileBytes = 250 * 1024 ** 3;
/** Larger files need an upload session, which can be resumed. */
export const maxSmallBytes = 4 * 1024 ** 2;

/**
 * One transfer as the queue stores it: what people see of it, and what is needed to run it, more than once if need be.
 * A record is never changed, only swapped whole; it is plain JSON, so that a store can keep it over restarts.
 */
export interface TransferRecord {
  readonly transfer: Transfer;
  readonly job: Job;
  readonly retry: RetryState | null;
}

/** How often, and since when, it stopped for a reason that ends by itself (locked, say) and came to nothing else. */
export interface RetryState {
  readonly reason: NonNullable<Transfer['waitReason']>;
  readonly times: number;
  readonly since: string;
  /** Since when its name is held, where that is what it waited for before the network went. */
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
  /** null when a copy is sent back whose folder is not known: it can update its item and nothing else. */
  readonly parent: ItemRef | null;
  readonly intent: 'upload' | 'save' | 'saveBack';
  /** The file to replace, and the version of it that may be replaced. */
  readonly target: UploadTarget | null;
  /** What "replace" would mean while a person decides: this version; "gone": create it again; "notAFile": nothing. */
  readonly conflictTarget: UploadTarget | 'gone' | 'notAFile' | null;
  /** A person has chosen to keep both files. */
  readonly keepBoth: boolean;
  /** The last request whose response may be lost: the service may have done it already. */
  readonly sent: SentRequest | null;
  /** It was interrupted: a file of its name may be what was sent before, even if no response arrived. */
  readonly interrupted: boolean;
  /** Swapped as one: URL, end of life. The URL is a secret: it is its own permission. */
  readonly session: UploadSession | null;
  /** The local copy that is sent back. */
  readonly documentId: string | null;
  /** The file is in another drive, and not on this computer: `source.path` is "" then. */
  readonly carried?: Carried;
}

/** What goes from one drive to another, through this computer. */
export interface Carried {
  /** Whose access reads it. */
  readonly accountId: string;
  /** As it is where it comes from; once its content is sent, the version that is sent. */
  readonly entry: DriveEntry;
  /** "move": the original goes once its copy is proven. Folders that were emptied so go, too, the nearest first. */
  readonly verb: CarryVerb;
  readonly emptied: readonly ItemRef[];
  /** Of a folder. null or missing: this is the first one. */
  readonly visited?: VisitedFolders | null;
  /** The copy is in the target, whole and compared: nothing is left to do but with the original. */
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
  /** The newest version in the history of the file when it was about to be replaced; null: the drive does not tell. */
  readonly replacing?: string | null;
}

/** As it was when it was offered. */
export interface LocalSource {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Since its session began; not in journals of earlier versions. */
  readonly snapshot?: SourceSnapshot;
}

/** Tells what a session holds from a file that was edited since and given its former time. */
export interface SourceSnapshot {
  readonly changedMs: number;
  readonly inode: number;
  /** Of its first bytes, as they were sent. */
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
  /** The folder a person chose, absolute; null: the documents folder. */
  readonly to: string | null;
  /** The name it gets in the folder that was chosen, where that was chosen, too. */
  readonly place?: DownloadPlace;
  /** What of it is on the disk for sure; null: nothing that counts. */
  readonly part: DownloadPart | null;
  /** It is whole, and about to get its name; null: it is not so far. */
  readonly finalizing: Finalizing | null;
}

export interface DownloadPlace {
  readonly name: string;
  /** A file of that name may go, once this one is whole; else this one gets the next free number. */
  readonly replaces: boolean;
}

/** A download that can be resumed. The name of the partial file follows from the transfer. */
export interface DownloadPart {
  /** Whose bytes they are. */
  readonly version: RemoteVersion;
  /** Bytes [from, to) that were flushed before this was written down. */
  readonly received: readonly { readonly from: number; readonly to: number }[];
  /** Nothing was written after that. */
  readonly isAtRest: boolean;
}

/** A complete file that is being moved to its name. After a crash its identity finds it under either name. */
export interface Finalizing {
  readonly identity: FileIdentity;
  /** The name it is to have, or the next free number of it. */
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

/** Something that can't be transferred, shown by name with its reason. */
export interface RefusedJob {
  readonly kind: 'refused';
}

export const isEnded = ({ transfer: { state } }: TransferRecord): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

/** Folders go first: only they know how much there is to do. */
export const isFolderJob = ({ job }: TransferRecord): boolean =>
  job.kind === 'uploadFolder' || job.kind === 'carryFolder' || job.kind === 'downloadFolder';
