import type { ItemRef } from '../../../contract/records.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import type { Job, TransferRecord, UploadTarget } from './transfer-record.ts';

/** Work on items that moves no bytes through this computer: one job for each item. */
export type ChangeJob = DeleteJob | RestoreJob | MoveJob | CopyJob;

interface AnyChange {
  /** As it was when a person chose it. */
  readonly entry: DriveEntry;
  /** It was interrupted: the service may have done it already, even if no response arrived. */
  readonly interrupted: boolean;
}

export interface DeleteJob extends AnyChange {
  readonly kind: 'delete';
}

/** Out of the recycle bin, to where it was. */
export interface RestoreJob extends AnyChange {
  readonly kind: 'restore';
}

/** What is there under the wanted name, and what a person has decided about it. */
interface Arriving extends AnyChange {
  readonly to: ItemRef;
  /** The name it is to have there. */
  readonly name: string;
  readonly keepBoth: boolean;
  /** The file that may go for this one, and the version of it. */
  readonly replacing: UploadTarget | null;
  /** What "replace" would mean while a person decides. */
  readonly conflictTarget: UploadTarget | 'gone' | 'notAFile' | null;
  /** It is in the folder under a name of its own, until the file that it replaces is gone. */
  readonly placed: { readonly item: ItemRef; readonly name: string } | null;
}

export interface MoveJob extends Arriving {
  readonly kind: 'move';
}

export interface CopyJob extends Arriving {
  readonly kind: 'copy';
  /** The service was asked for a copy of that name; null: it was not, or that has come to nothing. */
  readonly sent: { readonly name: string; readonly at: string } | null;
  /** Tells how far the copy is. A secret: it is its own permission. null: not known, or not any more. */
  readonly monitorUrl: string | null;
}

const changeKinds: ReadonlySet<Job['kind']> = new Set<Job['kind']>(['delete', 'restore', 'move', 'copy']);

export const isChangeJob = (job: Job): job is ChangeJob => changeKinds.has(job.kind);

export const isChange = ({ job }: Pick<TransferRecord, 'job'>): boolean => isChangeJob(job);

export const isArriving = (job: Job): job is MoveJob | CopyJob => job.kind === 'move' || job.kind === 'copy';
