import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { AccountDrive, AccountDrives } from '../../accounts/account-drive.ts';
import type { Documents } from '../../documents/documents.ts';
import { AppError, isAppError } from '../../errors.ts';
import type { JustMade } from '../../graph/just-made.ts';
import { readCheckOut } from '../../graph/read-check-out.ts';
import type { Semaphore } from '../../lib/semaphore.ts';
import type { Log } from '../../ports.ts';
import { toRevokedError } from '../../sharing/revoked.ts';
import type { WriteAccess } from '../../sharing/write-access.ts';
import type { Job, TransferRecord, UploadFileJob } from '../model/transfer-record.ts';
import type { RunResult, TransferContext } from '../queue/transfer-context.ts';
import { retryWhenVisible } from '../queue/interruptions.ts';
import { bringBack, isBroughtBack, carryFile, type CarryDeps } from './carry/carry-file.ts';
import { carryFolder } from './carry/carry-folder.ts';
import { copyItem } from './change/copy-item.ts';
import { deleteItem } from './change/delete-item.ts';
import { moveItem } from './change/move-item.ts';
import { restoreItem } from './change/restore-item.ts';
import { explainFailure, type ExplainDeps } from './explain-failure.ts';
import { discardPart, downloadFile, toPartOf } from './download/download-file.ts';
import { downloadFolder, type ReservedFolders } from './download/download-folder.ts';
import { deleteSession } from './upload/session-requests.ts';
import { indexStored, updateLocalCopy } from './upload/confirm-stored.ts';
import { uploadFile, type OnStored } from './upload/upload-file.ts';
import { uploadFolder } from './upload/upload-folder.ts';

export interface RunDeps extends CarryDeps, ExplainDeps {
  documents: Documents;
  access: ExplainDeps['access'] & Pick<WriteAccess, 'needsCheckOut' | 'noteNoCheckOut'>;
  extraStreams: Semaphore;
  reservedFolders: ReservedFolders;
}

export async function runTransfer(
  { job }: TransferRecord,
  context: TransferContext,
  deps: RunDeps,
): Promise<RunResult> {
  try {
    return await demandShared(await runJob(job, context, deps), job, context, deps);
  } catch (error) {
    const explained = await explainFailure(error, job, context, deps);
    throw isAppError(explained, 'notFound', 'folderGone') && mayAppear(explained, job, deps.justMade)
      ? retryWhenVisible(explained.toFailure())
      : explained;
  }
}

/** A file that isn't found may still exist, but no longer be shared. */
async function demandShared(
  result: RunResult,
  job: Job,
  { drive, transfer }: TransferContext,
  { index }: RunDeps,
): Promise<RunResult> {
  const item = job.kind === 'uploadFile' ? job.target?.item : undefined;
  if (item === undefined || result.kind !== 'conflict' || result.conflictTarget !== 'gone') return result;
  const missing = new AppError('notFound', { subject: transfer.name });
  const error = await toRevokedError(index, drive, item, missing);
  if (isAppError(error, 'accessRevoked')) throw error;
  return result;
}

/** A folder that was made a moment ago, or what goes into a folder that can be seen, may appear soon. */
function mayAppear(error: AppError, job: Job, justMade: JustMade): boolean {
  const folder =
    job.kind === 'uploadFolder' ||
    job.kind === 'carryFolder' ||
    (job.kind === 'uploadFile' && job.target === null)
      ? job.parent
      : null;
  return folder !== null && (error.code === 'notFound' || justMade.isNew(folder));
}

async function runJob(job: Job, context: TransferContext, deps: RunDeps): Promise<RunResult> {
  const { drive } = context;
  switch (job.kind) {
    case 'uploadFile': {
      const onStored: OnStored = async (sent, entry, source) => {
        await updateLocalCopy(deps.documents, { job: sent, transfer: context.transfer }, entry, source);
        deps.justMade.note(entry.own);
        await indexStored(deps, drive, entry, entry.parent ?? sent.parent);
      };
      const { carried } = job;
      if (carried !== undefined) return carryFile(context, { ...job, carried }, onStored, deps);
      const result = await uploadFile(context, withPlaceOfNow(job, deps.documents), onStored);
      await reviewCheckOut(drive, result, deps);
      return result;
    }
    case 'carryFolder':
      return carryFolder(
        context,
        job,
        (entry) => {
          deps.justMade.note(entry.own);
          return indexStored(deps, drive, entry, job.parent);
        },
        deps,
      );
    case 'uploadFolder':
      return uploadFolder(context, job, (entry) => {
        deps.justMade.note(entry.own);
        return indexStored(deps, drive, entry, job.parent);
      });
    case 'downloadFile':
      return downloadFile(context, job, deps);
    case 'downloadFolder':
      return downloadFolder(context, job, deps);
    case 'delete':
      return deleteItem(context, job, deps);
    case 'restore':
      return isBroughtBack(job) ? bringBack(context, job, deps) : restoreItem(context, job, deps);
    case 'move':
      return moveItem(context, job, deps);
    case 'copy':
      return copyItem(context, job, deps);
    case 'refused':
      throw new Error('a refused source is never queued');
  }
}

async function reviewCheckOut(drive: AccountDrive, run: RunResult, { access }: RunDeps): Promise<void> {
  const { outcome, item } = run.kind === 'done' ? run.result : {};
  if (outcome !== 'updated' || item == null || !access.needsCheckOut(item)) return;
  const { isOut } = await readCheckOut(drive, item).catch(() => ({ isOut: true }));
  if (!isOut) access.noteNoCheckOut(drive, item);
}

/** The documents folder may have moved since the save was queued. */
function withPlaceOfNow(job: UploadFileJob, documents: Documents): UploadFileJob {
  const path = job.documentId === null ? null : documents.pathOf(job.documentId);
  return path === null ? job : { ...job, source: { ...job.source, path } };
}

interface ReleaseDeps {
  drives: AccountDrives;
  documents: Documents;
  log: Log;
}

/** Fewer are looked for one by one. */
const fewRecords = 8;

/** Never rejects. */
export async function releaseTransfers(
  records: readonly TransferRecord[],
  { drives, documents, log }: ReleaseDeps,
): Promise<void> {
  const mayExist = records.length > fewRecords ? createNameLookup() : () => Promise.resolve(true);

  async function release({ transfer, job }: TransferRecord): Promise<void> {
    // Even without `job.part`: a small partial file may exist without being recorded.
    if (job.kind === 'downloadFile' && transfer.state !== 'done') {
      const path = toPartOf(documents, { drive: drives.drive(transfer.accountId), transfer }, job);
      if (await mayExist(path)) await discardPart(documents, path, job);
    }
    if (job.kind !== 'uploadFile' || job.session === null) return;
    const { presigned } = drives.drive(transfer.accountId).graph;
    await deleteSession(presigned, job.session.uploadUrl);
  }

  await Promise.all(
    records.map((record) =>
      release(record).catch((error: unknown) => {
        log.warn('a transfer could not be released', { error: String(error) });
      }),
    ),
  );
}

/** Reads each folder once: of a hundred thousand canceled downloads, most have no file yet. */
function createNameLookup(): (path: string) => Promise<boolean> {
  const folders = new Map<string, Promise<ReadonlySet<string> | null>>();
  return async (path) => {
    const folder = dirname(path);
    const names = folders.get(folder) ?? readNames(folder);
    folders.set(folder, names);
    return (await names)?.has(basename(path)) ?? true;
  };
}

/** null: unknown. */
const readNames = (folder: string): Promise<ReadonlySet<string> | null> =>
  readdir(folder).then(
    (names) => new Set(names),
    (cause: NodeJS.ErrnoException) => (cause.code === 'ENOENT' ? new Set<string>() : null),
  );
