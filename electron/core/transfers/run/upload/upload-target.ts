import type { ItemRef } from '../../../../contract/records.ts';
import { splitName } from '../../../documents/local-name.ts';
import { AppError } from '../../../errors.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { checkName } from '../../../graph/item-names.ts';
import type { OpenSource } from './local-source.ts';
import { findArrived, identify, nothingSent, toEvidence } from './identity.ts';
import { maxSmallBytes, type UploadFileJob, type UploadTarget } from '../../model/transfer-record.ts';
import { toInstant } from '../../../lib/instant.ts';
import {
  findById,
  findByName,
  noRemoteFile,
  toConflictSide,
  toVersion,
  type RemoteFile,
} from '../remote-file.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import { retryWhenNameFree } from '../../queue/interruptions.ts';
import type { Conflict, JobState, TransferContext } from '../../queue/transfer-context.ts';

export type Destination =
  | { mode: 'create'; parent: ItemRef; name: string }
  | { mode: 'update'; item: ItemRef; version: UploadTarget['version'] };

export const toDriveId = (to: Destination): string => (to.mode === 'create' ? to.parent : to.item).driveId;

export type Outcome =
  | { kind: 'stored'; mode: Destination['mode']; remote: RemoteFile; withoutTime: boolean }
  | { kind: 'identical'; remote: RemoteFile }
  | Conflict;

export type Decision = Destination | { settled: Outcome };

const maxCopies = 200;

/**
 * The first situation that applies decides:
 *
 * | situation                                        | outcome                                        |
 * | ------------------------------------------------ | ---------------------------------------------- |
 * | an earlier run has stored the file               | done                                           |
 * | an unfinished session                            | continues under its name                       |
 * | an edit: OneDrive has the same bytes             | done                                           |
 * | an edit: OneDrive's file has changed, or is gone | conflict                                       |
 * | an edit, or a person has decided to replace      | replaces the known version                     |
 * | a person has decided to keep both                | created under the next free number             |
 * | a small upload                                   | created unless OneDrive refuses the name       |
 * | the name is free                                 | created                                        |
 * | the name is taken: same content                  | skipped                                        |
 * | the name is taken: a save, and it is a file      | replaces the version found                     |
 * | the name is taken otherwise                      | conflict                                       |
 *
 * A name may also be taken when it is sent: `resolvePutNameTaken` (`put-small.ts`) decides for one request,
 * `resolveSessionNameTaken` for a session. Folders of the same name merge: `createOrFindFolder` (`upload-folder.ts`).
 */
export async function decideTarget(
  context: TransferContext,
  job: UploadFileJob,
  source: OpenSource,
): Promise<Decision> {
  const arrived = await findArrived(context, job, source);
  if (arrived !== null && job.sent !== null) return { settled: toArrived(arrived, job.sent.mode, source) };
  if (job.session !== null && job.sent !== null) return resume(job, job.sent);
  if (job.intent === 'saveBack' && job.target !== null && !job.keepBoth)
    return decideSaveBack(context, job.target, source);
  if (job.target !== null && !job.keepBoth) return { mode: 'update', ...job.target };
  const parent = toParent(context, job);
  if (job.keepBoth) return decideCopy(context, job, parent, source);
  return decideByName(context, job, parent, source);
}

function toParent(context: TransferContext, { parent }: UploadFileJob): ItemRef {
  if (parent === null) throw new AppError('notFound', { subject: context.transfer.name });
  return parent;
}

function resume(
  job: UploadFileJob,
  sent: NonNullable<UploadFileJob['sent']>,
): Destination | { settled: Outcome } {
  if (sent.mode === 'update' && job.target !== null) return { mode: 'update', ...job.target };
  if (job.parent === null) throw new AppError('notFound', { subject: sent.name });
  return { mode: 'create', parent: job.parent, name: sent.name };
}

/** @throws AppError badName, pathTooLong */
export function checkNewName({ transfer: { name, path } }: TransferContext): void {
  const slash = path.indexOf('/');
  // The path inside the drive: "Finance/Invoices" for "myfiles/Finance/Invoices".
  checkName(name, 'file', slash < 0 ? '' : path.slice(slash + 1));
}

/** No check first: the service refuses a name that is taken. */
async function decideByName(
  context: TransferContext,
  job: UploadFileJob,
  parent: ItemRef,
  source: OpenSource,
): Promise<Decision> {
  const name = toSentName(context);
  const create: Destination = { mode: 'create', parent, name };
  if (job.intent === 'upload' && source.sizeBytes <= maxSmallBytes) return create;
  const existing = await findByName(context, parent, name);
  if (existing === null) {
    checkNewName(context);
    return create;
  }
  const { entry } = existing;
  if (await isFromEarlierRun(job, existing, source))
    return { settled: toArrived(existing, job.intent === 'save' ? 'update' : 'create', source) };
  if (job.intent === 'saveBack') return decideCopy(context, job, parent, source);
  const taken = await toTaken(existing, source);
  if (job.intent !== 'save' || taken.kind === 'identical' || entry.kind !== 'file') return { settled: taken };
  return { mode: 'update', ...toTarget(entry) };
}

/** An unedited copy needs no upload; if the remote file is gone, a person decides. */
async function decideSaveBack(
  context: TransferContext,
  target: UploadTarget,
  source: OpenSource,
): Promise<Decision> {
  const remote = await findById(context, target.item);
  if (remote === null) return { settled: toConflict(null, source) };
  const { entry } = remote;
  // The drive already has the same bytes: nothing to send, and no conflict.
  if (entry.quickXorHash !== null && entry.quickXorHash === (await source.hash())) {
    return { settled: { kind: 'stored', mode: 'update', remote, withoutTime: false } };
  }
  if (!isSameContent(target.version, toVersion(entry))) return { settled: toConflict(entry, source) };
  return { mode: 'update', item: target.item, version: toVersion(entry) };
}

/** An interrupted upload may have stored it already, whether or not the response arrived. */
const isFromEarlierRun = async (
  job: UploadFileJob,
  existing: RemoteFile,
  source: OpenSource,
): Promise<boolean> =>
  job.interrupted &&
  existing.entry.kind === 'file' &&
  (await identify(existing, source, toEvidence(job))) === 'ours';

export const toArrived = (remote: RemoteFile, mode: Destination['mode'], source: OpenSource): Outcome => ({
  kind: 'stored',
  mode,
  remote,
  withoutTime: source.sizeBytes <= maxSmallBytes,
});

/** Keeps both: the next free number, or the one taken before an interruption. */
async function decideCopy(
  context: TransferContext,
  job: UploadFileJob,
  parent: ItemRef,
  source: OpenSource,
): Promise<Decision> {
  const { base, extension } = splitName(toSentName(context));
  for (let number = 1; number <= maxCopies; number += 1) {
    const name = `${base} ${number}${extension}`;
    const existing = await findByName(context, parent, name);
    if (existing === null) return { mode: 'create', parent, name };
    if (await isFromEarlierRun(job, existing, source))
      return { settled: toArrived(existing, 'create', source) };
  }
  throw new AppError('nameExists', { subject: context.transfer.name });
}

/**
 * SharePoint is known to report "not found" for existing Office and web files: null, it may be tried again.
 */
export async function resolveNotFound(
  context: TransferContext,
  to: Destination & { mode: 'update' },
  source: OpenSource,
): Promise<Outcome | null> {
  const existing = await findById(context, to.item);
  const isThere = existing !== null && isSameContent(to.version, toVersion(existing.entry));
  return isThere ? null : toConflict(existing?.entry ?? null, source);
}

export const toSentName = ({ transfer }: TransferContext): string => transfer.name.normalize('NFC');

export const toTarget = (existing: DriveEntry): UploadTarget => ({
  item: { driveId: existing.driveId, itemId: existing.itemId },
  version: toVersion(existing),
});

export async function toTaken(existing: RemoteFile, source: OpenSource): Promise<Outcome> {
  const { kind, quickXorHash, sizeBytes } = existing.entry;
  const maySame = kind === 'file' && quickXorHash !== null && sizeBytes === source.sizeBytes;
  return maySame && quickXorHash === (await source.hash())
    ? { kind: 'identical', remote: existing }
    : toConflict(existing.entry, source);
}

export function toConflict(existing: DriveEntry | null, source: OpenSource): Conflict {
  return {
    kind: 'conflict',
    local: { sizeBytes: source.sizeBytes, modifiedAt: toInstant(source.modifiedMs), modifiedBy: null },
    existing: existing === null ? noRemoteFile : toConflictSide(existing),
    conflictTarget: existing === null ? 'gone' : existing.kind === 'file' ? toTarget(existing) : 'notAFile',
  };
}

interface UploadInProgress {
  context: TransferContext;
  jobState: JobState;
  to: Destination;
  source: OpenSource;
  isGuarded: boolean;
  isRefused: boolean;
}

/**
 * The service is known to report another version even for the right one: then null, and the upload may
 * restart without the guard.
 */
export async function resolveChanged(upload: UploadInProgress, refusal: AppError): Promise<Outcome | null> {
  if (upload.to.mode === 'create') return resolveSessionNameTaken(upload);
  const conflict = await checkVersion(upload);
  if (conflict !== null) return conflict;
  if (!upload.isGuarded) throw refusal;
  upload.isGuarded = false;
  upload.isRefused = true;
  return null;
}

/** The name is taken by a file, or by an unfinished upload if the only file is the one to replace. */
export async function resolveSessionNameTaken({
  context,
  jobState,
  to,
  source,
}: UploadInProgress): Promise<Outcome> {
  const { sent } = jobState.job;
  const arrived = await findArrived(context, jobState.job, source);
  if (arrived !== null && sent !== null) return toArrived(arrived, sent.mode, source);
  const existing: RemoteFile | null =
    to.mode === 'create' ? await findByName(context, to.parent, to.name) : await findById(context, to.item);
  if (existing === null) throw retryWhenNameFree(context.transfer.name);
  // Sent before the interruption; only its end was not recorded.
  if (jobState.job.interrupted && (await identify(existing, source, toEvidence(jobState.job))) === 'ours')
    return { kind: 'stored', mode: to.mode, remote: existing, withoutTime: false };
  if (to.mode === 'update' && isSameContent(to.version, toVersion(existing.entry)))
    throw retryWhenNameFree(context.transfer.name);
  return to.mode === 'create' ? toTaken(existing, source) : toConflict(existing.entry, source);
}

/**
 * Checked before the first and the last piece, since some drives ignore the session's If-Match on completion.
 */
export async function checkVersion({
  context,
  jobState,
  to,
  source,
}: UploadInProgress): Promise<Outcome | null> {
  if (to.mode !== 'update') return null;
  const existing = await findById(context, to.item);
  if (existing === null) return toConflict(null, source);
  if (isSameContent(to.version, toVersion(existing.entry))) return null;
  // The last piece of an earlier run may have arrived although its response was lost.
  const evidence = jobState.job.interrupted ? toEvidence(jobState.job) : nothingSent;
  if ((await identify(existing, source, evidence)) === 'ours')
    return { kind: 'stored', mode: 'update', remote: existing, withoutTime: false };
  return toConflict(existing.entry, source);
}
