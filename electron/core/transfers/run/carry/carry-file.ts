import { toFailure } from '../../../../contract/errors.ts';
import type { Transfer } from '../../../../contract/transfers.ts';
import type { AccountDrives } from '../../../accounts/account-drive.ts';
import { AppError } from '../../../errors.ts';
import { sameItem } from '../../../graph/addressing.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import type { Carried, RemoteVersion, UploadFileJob } from '../../model/transfer-record.ts';
import type { JobState, RunResult, TransferContext } from '../../queue/transfer-context.ts';
import type { ChangeDeps } from '../change/send-change.ts';
import { findById, toVersion, type RemoteFile } from '../remote-file.ts';
import { uploadFile, type OnStored, type OpenFile } from '../upload/upload-file.ts';
import { replaceSession } from '../upload/session-requests.ts';
import { openRemoteSource, readOriginal, type RemoteSource } from './remote-source.ts';
import { removeOriginal, removeEmptied } from '../change/delete-item.ts';
import type { MovedCopy, RestoreJob } from '../../model/change-job.ts';
import { restoreItem } from '../change/restore-item.ts';

export interface CarryDeps extends ChangeDeps {
  drives: AccountDrives;
}

/**
 * The original is deleted only once its verified copy is recorded: after a crash there is the original, or
 * the copy and the deletion to do.
 */
export async function carryFile(
  context: TransferContext,
  job: UploadFileJob & { carried: Carried },
  onStored: OnStored,
  deps: CarryDeps,
): Promise<RunResult> {
  const from = toSourceContext(context, job.carried, deps);
  if (job.carried.stored !== null) return finish(from, job.carried, job.carried.stored, deps);
  let latest = job.carried;
  const sources: RemoteSource[] = [];
  const open: OpenFile = async (_, jobState) => {
    const remote = await readOriginal(from, latest.entry);
    latest = await adoptVersion(remote, context, jobState, latest);
    const source = await openRemoteSource(from, remote);
    sources.push(source);
    return source;
  };
  let version: RemoteVersion | null = null;
  const noteVersion: OnStored = async (sent, entry, source) => {
    version = toVersion(entry);
    await onStored(sent, entry, source);
  };
  const sent = await uploadFile(context, job, noteVersion, open);
  if (isAtItself(sent, latest)) return toLeft(latest);
  if (sent.kind === 'conflict') return sent;
  const { outcome } = sent.result;
  const result = {
    ...sent.result,
    outcome: outcome === 'created' ? ('copied' as const) : (outcome ?? null),
    ...(sources.at(-1)?.isListedWrong === true ? { verified: false } : {}),
  };
  const canEnd = latest.verb === 'copy' || (await isProven(context, result, latest));
  const stored = { ...latest, ...(version === null ? {} : { version }), stored: canEnd ? result : null };
  await context.saveJob({ ...job, carried: stored, session: null });
  return canEnd ? finish(from, stored, result, deps) : toKept(context, result);
}

/** Two accounts may see the same folder: deleting the original would then delete the only file. */
function isAtItself(sent: RunResult, { entry }: Carried): boolean {
  if (sent.kind === 'done') return sent.result.item != null && sameItem(sent.result.item, entry.own);
  const { conflictTarget } = sent;
  return (
    conflictTarget !== null && typeof conflictTarget === 'object' && sameItem(conflictTarget.item, entry.own)
  );
}

export const toLeft = ({ entry: { own, name } }: Carried): RunResult => ({
  kind: 'done',
  result: { outcome: 'skipped', finalName: name, item: own },
});

export function toSourceContext(
  context: TransferContext,
  { accountId, entry }: Pick<Carried, 'accountId' | 'entry'>,
  { drives }: CarryDeps,
): TransferContext {
  const drive = drives.find(accountId);
  if (drive === null) throw new AppError('originalUnreadable', { subject: entry.name });
  return { ...context, drive };
}

async function adoptVersion(
  { entry: now }: RemoteFile,
  context: TransferContext,
  jobState: JobState,
  carried: Carried,
): Promise<Carried> {
  if (now.kind === 'package') throw new AppError('packageRefused', { subject: now.name });
  if (now.problem === 'malware') throw new AppError('malware', { subject: now.name });
  if (isSameContent(toVersion(carried.entry), toVersion(now))) return carried;
  if (jobState.job.session !== null) {
    await replaceSession(context, jobState);
    context.restart('originalChanged');
  }
  const { own, parent } = carried.entry;
  const adopted = { ...carried, entry: { ...now, own, parent } };
  const source = {
    path: '',
    sizeBytes: now.sizeBytes ?? 0,
    modifiedMs: Date.parse(now.modifiedAt ?? '') || 0,
  };
  await jobState.update({ carried: adopted, source, sent: null });
  return adopted;
}

/** By hash, or by size if the service provides none. */
async function isProven(
  context: TransferContext,
  { verified, outcome, item }: Partial<Transfer>,
  { entry }: Carried,
): Promise<boolean> {
  if (verified === true || outcome === 'identical') return true;
  if (verified === false || outcome === 'skipped' || item == null) return false;
  const there = (await findById(context, item))?.entry ?? null;
  if (there === null || there.sizeBytes !== entry.sizeBytes) return false;
  return there.quickXorHash === null || entry.quickXorHash === null || isSameHash(there, entry);
}

const isSameHash = (one: DriveEntry, other: DriveEntry): boolean => one.quickXorHash === other.quickXorHash;

async function finish(
  from: TransferContext,
  carried: Carried,
  result: Partial<Transfer>,
  deps: CarryDeps,
): Promise<RunResult> {
  if (carried.verb === 'copy') return { kind: 'done', result };
  const { isAway, left } = await removeOriginal(from, carried, deps);
  if (!isAway) return toKept(from, result);
  const wasPlain = result.outcome === 'copied' || result.outcome === 'identical';
  const outcome = wasPlain ? 'moved' : (result.outcome ?? null);
  return { kind: 'done', result: { ...result, outcome, ...(left === null ? {} : { failure: left }) } };
}

const toKept = ({ transfer }: TransferContext, result: Partial<Transfer>): RunResult => ({
  kind: 'done',
  result: { ...result, failure: toFailure('originalKept', transfer.name) },
});

/**
 * Restores the original, then deletes the copy if it is unchanged. One of the two always exists, and
 * repeating it is harmless.
 */
export async function bringBack(
  context: TransferContext,
  job: RestoreJob & { copy: MovedCopy },
  deps: CarryDeps,
): Promise<RunResult> {
  const { copy } = job;
  const there = toSourceContext(context, copy, deps);
  const back = await restoreItem(context, job, deps);
  if (back.kind === 'conflict') return back;
  const isAway = await removeCopy(there, copy, deps);
  const failure = isAway ? null : toFailure('copyKept', copy.entry.name);
  return { kind: 'done', result: { ...back.result, outcome: isAway ? 'moved' : 'restored', failure } };
}

async function removeCopy(there: TransferContext, copy: MovedCopy, deps: CarryDeps): Promise<boolean> {
  const { entry, emptied } = copy;
  if (entry.kind !== 'folder') return (await removeOriginal(there, copy, deps)).isAway;
  // Its contents have jobs of their own; the last of them also deletes the empty folder.
  await removeEmptied(there, [entry.own, ...emptied], deps);
  return true;
}

export const isBroughtBack = (job: RestoreJob): job is RestoreJob & { copy: MovedCopy } =>
  job.copy !== undefined;
