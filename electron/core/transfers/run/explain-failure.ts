import type { ItemRef, Quota } from '../../../contract/records.ts';
import type { Transfer } from '../../../contract/transfers.ts';
import { AppError, isAppError } from '../../errors.ts';
import { isOwnDrive, toFullDrive } from '../../accounts/full-drive.ts';
import type { DriveEntry } from '../../graph/drive-item.ts';
import type { Index } from '../../index/index-client.ts';
import { toMissingConsent } from '../../sharing/missing-consent.ts';
import { toRevokedError } from '../../sharing/revoked.ts';
import type { WriteAccess } from '../../sharing/write-access.ts';
import { isArriving } from '../model/change-job.ts';
import type { Job } from '../model/transfer-record.ts';
import type { TransferContext } from '../queue/transfer-context.ts';
import { ExpiredUrl, requestRange } from './download/request-range.ts';
import { findById, readFile } from './remote-file.ts';

export interface ExplainDeps {
  index: Index;
  /** Asks for it and keeps it. */
  quotaOf: (accountId: string) => Promise<Quota>;
  access: Pick<WriteAccess, 'refused' | 'rightsOf' | 'isViewOnly' | 'noteCheckOut'>;
}

/** Which side refused, and what is missing there. */
export async function explainFailure(
  error: unknown,
  job: Job,
  context: TransferContext,
  deps: ExplainDeps,
): Promise<unknown> {
  const { index, access } = deps;
  const { drive, transfer } = context;
  if (job.kind === 'downloadFile' || job.kind === 'downloadFolder')
    return toDownloadRefused(await toRevokedError(index, drive, job.item, error));
  if (isAppError(error, 'quotaFull')) return explainFull(error.about(transfer.name), job, context, deps);
  const folder = toFolder(job);
  const changed = job.kind === 'uploadFile' ? (job.target?.item ?? folder) : folder;
  if (changed !== null && isAppError(error, 'checkOutNeeded')) access.noteCheckOut(drive, changed);
  if (folder === null) return error;
  const missing = toMissingConsent(drive.account, folder, error, 'write');
  if (missing !== null) return missing;
  if (isAppError(error, 'accessDenied') || (adds(job) && isAppError(error, 'changeRefused')))
    return explainRefusal(error, folder, job, context, deps);
  if (isAppError(error, 'notFound') && (await isFolderGone(context, folder))) {
    const revoked = await toRevokedError(index, drive, folder, error);
    if (isAppError(revoked, 'accessRevoked')) return revoked;
    return new AppError('folderGone', { subject: transfer.name, details: error.details, cause: error });
  }
  return error;
}

/** Visible but not downloadable: a policy for this computer, or the owner's choice. */
const toDownloadRefused = (error: unknown): unknown =>
  isAppError(error, 'accessDenied')
    ? new AppError('downloadRefused', { subject: error.subject, details: error.details, cause: error })
    : error;

function toFolder(job: Job): ItemRef | null {
  if (job.kind === 'uploadFile' || job.kind === 'uploadFolder' || job.kind === 'carryFolder')
    return job.parent;
  if (isArriving(job)) return job.to;
  return job.kind === 'delete' || job.kind === 'restore' ? job.entry.parent : null;
}

/** The service reports "not found" for the folder as well as the file. */
const isFolderGone = async (context: TransferContext, folder: ItemRef): Promise<boolean> =>
  findById(context, folder)
    .then((found) => found === null)
    .catch(() => false);

async function explainFull(
  error: AppError,
  job: Job,
  { drive, transfer }: TransferContext,
  { quotaOf }: ExplainDeps,
): Promise<AppError> {
  const place = toFolder(job) ?? toChanged(job) ?? drive.root;
  if (!isOwnDrive(drive, place)) return toFullDrive(drive, place, error);
  const quota = await quotaOf(drive.account.accountId).catch(() => null);
  const freeBytes = quota?.remainingBytes ?? null;
  const neededBytes = toNeededBytes(job, transfer);
  // Figures that contradict the refusal would explain nothing.
  const isExplained = freeBytes !== null && freeBytes < (neededBytes ?? Number.POSITIVE_INFINITY);
  return toFullDrive(drive, place, error, isExplained ? { freeBytes, neededBytes } : {});
}

/** An item that is changed where it is, whatever its folder. */
function toChanged(job: Job): ItemRef | null {
  if (job.kind === 'uploadFile') return job.target?.item ?? null;
  return job.kind === 'delete' || job.kind === 'restore' ? job.entry.own : null;
}

/** null: unknown, as for a folder that OneDrive copies. */
function toNeededBytes(job: Job, { bytesTotal }: Transfer): number | null {
  const bytes = job.kind === 'uploadFile' ? bytesTotal : 'entry' in job ? job.entry.sizeBytes : null;
  return bytes === 0 ? null : bytes;
}

/** A refusal doesn't say for which of the two sides: what may be done with each of them tells. */
async function explainRefusal(
  error: AppError,
  folder: ItemRef,
  job: Job,
  context: TransferContext,
  { access }: ExplainDeps,
): Promise<AppError> {
  const { drive } = context;
  const isOwn = isOwnDrive(drive, folder);
  if (!isArriving(job)) return access.refused(drive, folder, error, adds(job) ? 'add' : 'change');
  if (!isOwn && (await access.isViewOnly(drive, folder))) return access.refused(drive, folder, error, 'add');
  if (job.kind === 'move' && isOwn) return access.refused(drive, folder, error, 'change');
  if (job.kind === 'move') {
    const { parent } = job.entry;
    const mayAdd = access.rightsOf(drive, folder) === 'edit';
    const isFixed = mayAdd || (parent !== null && (await access.isViewOnly(drive, parent)));
    return isFixed ? error : access.refused(drive, folder, error, 'add');
  }
  if (await isReadable(context, job.entry)) return access.refused(drive, folder, error, 'add');
  const { subject, details } = error;
  return new AppError('copyRefused', { subject, details, cause: error });
}

/** Nothing that exists is changed. */
const adds = (job: Job): boolean =>
  job.kind === 'uploadFile'
    ? job.target === null
    : job.kind === 'uploadFolder' || job.kind === 'carryFolder' || job.kind === 'copy';

/** A file that may not be downloaded may not be copied either. true if that can't be found out. */
async function isReadable(context: TransferContext, entry: DriveEntry): Promise<boolean> {
  try {
    const remote = await readFile(context, entry.own);
    if (entry.kind !== 'file' || remote.entry.sizeBytes === 0) return true;
    const { http } = await requestRange(context, remote, { from: 0, to: 1 }, context.signal);
    await http.discard();
    return true;
  } catch (error) {
    return !(error instanceof ExpiredUrl) && !isAppError(error, 'accessDenied', 'notFound');
  }
}
