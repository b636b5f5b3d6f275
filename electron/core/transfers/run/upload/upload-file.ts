import type { Transfer } from '../../../../contract/records.ts';
import { AppError } from '../../../errors.ts';
import { itemPath, toDriveKey } from '../../../graph/addressing.ts';
import { parseWireItem, type DriveEntry, type WireItem } from '../../../graph/drive-item.ts';
import { checkName } from '../../../graph/item-names.ts';
import { verifyUpload } from '../verify.ts';
import { createJobState, type JobState } from './job-state.ts';
import { openSource, type OpenSource } from './local-source.ts';
import { maxFileBytes, maxSmallBytes, toInstant } from '../../model/limits.ts';
import { sendSmall } from './put-small.ts';
import { toRemoteFile } from '../remote-file.ts';
import { sendBySession } from './send-session.ts';
import type { LocalSource, UploadFileJob } from '../../model/transfer-record.ts';
import { abandonSession, replaceSession } from './upload-session.ts';
import { decideTarget, type Destination, type Outcome } from './upload-target.ts';
import type { TransferContext, RunResult } from '../../queue/transfer-context.ts';

/** Called for every stored file before its transfer is done. */
export type OnStored = (job: UploadFileJob, entry: DriveEntry, source: OpenSource) => Promise<void>;

/** Sends one local file. What is stored is one state of it, whole, or nothing. */
export async function uploadFile(
  context: TransferContext,
  first: UploadFileJob,
  onStored: OnStored,
): Promise<RunResult> {
  context.setPhase('checking');
  const { name } = context.transfer;
  checkName(name, 'file', toParentPath(context.transfer.path));
  const jobState = createJobState(context, first);
  const source = await openSource(first.source.path, name).catch(async (error: unknown) => {
    await abandonSession(context, jobState);
    throw error;
  });
  try {
    if (source.sizeBytes > maxFileBytes) throw new AppError('tooLarge', { subject: name });
    context.setTotal(source.sizeBytes);
    if (jobState.job.session !== null && !isSameSource(first.source, source)) {
      await replaceSession(context, jobState);
      context.restart('localFileChanged');
    }
    const decided = await decideTarget(context, jobState.job, source);
    const settled = 'settled' in decided ? decided.settled : await send(context, jobState, decided, source);
    if (settled.kind === 'conflict') return settled;
    return { kind: 'done', result: await finish(context, jobState.job, settled, source, onStored) };
  } finally {
    await source.close();
  }
}

/** What a session holds already is of the file as it was when the session began. */
const isSameSource = (known: LocalSource, now: OpenSource): boolean =>
  known.sizeBytes === now.sizeBytes && known.modifiedMs === now.modifiedMs;

function send(
  context: TransferContext,
  jobState: JobState,
  to: Destination,
  source: OpenSource,
): Promise<Outcome> {
  return source.sizeBytes <= maxSmallBytes && !needsSessionForMtime(context, to, source)
    ? context.withSlot(() => sendSmall(context, jobState, to, source))
    : sendBySession(context, jobState, to, source);
}

/**
 * A PUT can't carry the file's own time, and to set it afterwards makes a second version on work drives: there a session
 * does it, which carries it along. Not where only the file is shared and not its folder: no session begins there.
 */
function needsSessionForMtime(
  { drive }: TransferContext,
  to: Destination,
  { sizeBytes }: OpenSource,
): boolean {
  const { driveId } = to.mode === 'create' ? to.parent : to.item;
  const isOwn = toDriveKey(driveId) === toDriveKey(drive.account.driveId);
  return sizeBytes > 0 && isOwn && drive.account.driveType !== 'personal';
}

async function finish(
  context: TransferContext,
  job: UploadFileJob,
  settled: Exclude<Outcome, { kind: 'conflict' }>,
  source: OpenSource,
  onStored: OnStored,
): Promise<Partial<Transfer>> {
  if (settled.kind === 'skipped') return { outcome: 'skipped' };
  const { mode, remote } = settled;
  const hash = await source.hash();
  const verified = verifyUpload(remote.entry, { hash, sizeBytes: source.sizeBytes }, remote.driveType);
  const needsTime = settled.withoutTime && remote.driveType === 'personal';
  const entry = needsTime ? await setMtime(context, remote.entry, source) : remote.entry;
  await onStored(job, entry, source);
  return {
    outcome: mode === 'update' ? 'updated' : job.keepBoth ? 'keptBoth' : 'created',
    finalName: entry.name,
    bytesDone: source.sizeBytes,
    verified,
    item: { driveId: entry.driveId, itemId: entry.itemId },
  };
}

/**
 * A PUT can't carry the file's own time. Setting it afterwards is free on personal drives; on work drives it would
 * make a second version of the file.
 */
async function setMtime(
  context: TransferContext,
  entry: DriveEntry,
  source: OpenSource,
): Promise<DriveEntry> {
  const json = { fileSystemInfo: { lastModifiedDateTime: toInstant(source.modifiedMs) } };
  const { signal, drive, log } = context;
  try {
    const request = {
      method: 'PATCH' as const,
      path: itemPath(entry),
      json,
      signal,
      priority: 'transfer' as const,
    };
    const wire = await drive.graph.json<WireItem | null>(request, (value) =>
      value === null ? null : parseWireItem(value),
    );
    return wire === null ? entry : toRemoteFile(drive, wire).entry;
  } catch (error) {
    // The content is safe; a time that was not kept is no reason to call the upload failed.
    log.warn('the time of a file was not kept', { error: String(error) });
    return entry;
  }
}

/** "Finance/Invoices" of "myfiles/Finance/Invoices": the path inside the drive. */
function toParentPath(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? '' : path.slice(slash + 1);
}
