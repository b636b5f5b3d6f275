import type { ItemRef } from '../../../contract/records.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import type { Job, TransferRecord, UploadTarget } from './transfer-record.ts';

export type ChangeJob = DeleteJob | RestoreJob | MoveJob | CopyJob;

interface AnyChange {
  readonly entry: DriveEntry;
  /** The service may have done it already, even if no response arrived. */
  readonly interrupted: boolean;
}

export interface DeleteJob extends AnyChange {
  readonly kind: 'delete';
  /** Folders to delete after it if they are empty, the nearest first. */
  readonly emptied?: readonly ItemRef[];
  readonly onlyEmpty?: boolean;
}

export interface RestoreJob extends AnyChange {
  readonly kind: 'restore';
  /** Deleted folders that contain it, nearest first: restored before it. */
  readonly folders?: readonly ItemRef[];
  /** It was moved to another drive: what is deleted there once it is restored. */
  readonly copy?: MovedCopy;
}

/** What a move to another drive created there. */
export interface MovedCopy {
  /** The account that can delete it. */
  readonly accountId: string;
  /** Deleted only if it still is this version. */
  readonly entry: DriveEntry;
  /** Of its folder: "myfiles/Finance". */
  readonly path: string;
  /** Folders made for it, nearest first: deleted after it if they are empty. */
  readonly emptied: readonly ItemRef[];
}

interface Arriving extends AnyChange {
  readonly to: ItemRef;
  readonly name: string;
  readonly keepBoth: boolean;
  /** The version that this file may replace. */
  readonly replacing: UploadTarget | null;
  readonly conflictTarget: UploadTarget | 'gone' | 'notAFile' | null;
  /** It is in the folder under a temporary name until the file it replaces is gone. */
  readonly placed: { readonly item: ItemRef; readonly name: string } | null;
}

export interface MoveJob extends Arriving {
  readonly kind: 'move';
}

export interface CopyJob extends Arriving {
  readonly kind: 'copy';
  /** The name requested for the copy; null: not yet, or it failed. */
  readonly sent: { readonly name: string; readonly at: string } | null;
  /** A secret, as it grants access by itself. null: unknown or expired. */
  readonly monitorUrl: string | null;
}

const changeKinds: ReadonlySet<Job['kind']> = new Set<Job['kind']>(['delete', 'restore', 'move', 'copy']);

export const isChangeJob = (job: Job): job is ChangeJob => changeKinds.has(job.kind);

export const isChange = ({ job }: Pick<TransferRecord, 'job'>): boolean => isChangeJob(job);

export const isArriving = (job: Job): job is MoveJob | CopyJob => job.kind === 'move' || job.kind === 'copy';
