import { toFailure } from '../../../../contract/errors.ts';
import type { Transfer } from '../../../../contract/transfers.ts';
import { AppError } from '../../../errors.ts';
import { itemPath, itemPathByName, toDriveKey } from '../../../graph/addressing.ts';
import { parseWireItem, type DriveEntry, type WireItem } from '../../../graph/drive-item.ts';
import type { FileVersion } from '../../../graph/file-versions.ts';
import { isOldName } from '../../../graph/item-names.ts';
import { confirmStored } from './confirm-stored.ts';
import {
  createJobState,
  type JobState,
  type TransferContext,
  type RunResult,
} from '../../queue/transfer-context.ts';
import { openSource, isSameSource, type OpenSource } from './local-source.ts';
import {
  maxFileBytes,
  maxSmallBytes,
  type RemoteVersion,
  type UploadFileJob,
} from '../../model/transfer-record.ts';
import { toInstant } from '../../../lib/instant.ts';
import { sendSmall } from './put-small.ts';
import { findReplaced } from './replaced-version.ts';
import { toRemoteFile, toReplaced, type RemoteFile } from '../remote-file.ts';
import { sendBySession } from './send-session.ts';
import { abandonSession, endSession, replaceSession } from './session-requests.ts';
import {
  checkNewName,
  decideTarget,
  toTarget,
  type Decision,
  type Destination,
  type Outcome,
} from './upload-target.ts';
import { isInterrupted } from '../../queue/interruptions.ts';

export type OnStored = (job: UploadFileJob, entry: DriveEntry, source: OpenSource) => Promise<void>;

export type OpenFile = (context: TransferContext, jobState: JobState) => Promise<OpenSource>;

const openLocal: OpenFile = ({ transfer }, { job }) => openSource(job.source.path, transfer.name);

/** One consistent state of the file is stored, or nothing. */
export async function uploadFile(
  context: TransferContext,
  first: UploadFileJob,
  onStored: OnStored,
  open: OpenFile = openLocal,
): Promise<RunResult> {
  context.setPhase('checking');
  const { name } = context.transfer;
  // An item that exists keeps its name, also one that OneDrive would refuse today.
  const mayReplace = first.target !== null || (first.intent === 'save' && isOldName(name));
  if (!mayReplace || first.keepBoth) checkNewName(context);
  const jobState = createJobState(context, first);
  const source = await open(context, jobState).catch(async (error: unknown) => {
    if (!isInterrupted(context.signal)) await abandonSession(context, jobState);
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
    if ('settled' in decided) await endSession(context, jobState);
    return await sendAndConfirm({ context, jobState, source, onStored }, decided);
  } finally {
    await source.close();
  }
}

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
 * A PUT can't carry the file's time, and setting it afterwards creates a second version on work drives. A
 * file shared without its folder can't have a session.
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

interface Upload {
  context: TransferContext;
  jobState: JobState;
  source: OpenSource;
  onStored: OnStored;
}

/** A damaged result is overwritten once more, and again if the person retries. */
async function sendAndConfirm(upload: Upload, first: Decision): Promise<RunResult> {
  const { context, jobState, source } = upload;
  const { keepBoth, target } = jobState.job;
  const before = 'version' in first ? first.version : (target?.version ?? null);
  for (let decided = first, isRepair = false; ; isRepair = true) {
    let settled = await settle(upload, decided);
    for (let times = 0; times < maxTaken && isTakenMeanwhile(settled, decided, jobState); times += 1) {
      await endSession(context, jobState);
      await jobState.update({ sent: null });
      decided = await decideTarget(context, jobState.job, source);
      settled = await settle(upload, decided);
    }
    if (settled.kind === 'conflict') return settled;
    if (settled.kind === 'identical') return { kind: 'done', result: toIdentical(settled.remote, source) };
    const to = 'settled' in decided ? null : decided;
    const { remote, verified } = await confirmStored(context, to, settled.remote, source);
    if (verified !== 'damaged') {
      const replaced = await findReplaced(context, jobState.job, remote, source.sizeBytes);
      const { withoutTime } = settled;
      const mode = 'settled' in first ? settled.mode : first.mode;
      return {
        kind: 'done',
        result: await finish(upload, { mode, remote, withoutTime, verified, keepBoth, before, replaced }),
      };
    }
    const damaged = toTarget(remote.entry);
    await jobState.update({ target: damaged, keepBoth: false, sent: null, session: null });
    if (isRepair) throw new AppError('storedDamaged', { subject: context.transfer.name });
    context.restart('storedDamaged');
    decided = { mode: 'update', ...damaged };
  }
}

const maxTaken = 3;

const settle = async ({ context, jobState, source }: Upload, decided: Decision): Promise<Outcome> =>
  'settled' in decided ? decided.settled : send(context, jobState, decided, source);

/** Then a new file of an edited copy gets the next free number: no other file is a version of it. */
const isTakenMeanwhile = ({ kind }: Outcome, decided: Decision, { job }: JobState): boolean =>
  kind === 'conflict' && job.documentId !== null && 'mode' in decided && decided.mode === 'create';

const toIdentical = ({ entry }: RemoteFile, { sizeBytes }: OpenSource): Partial<Transfer> => ({
  outcome: 'identical',
  finalName: entry.name,
  bytesDone: sizeBytes,
  item: { driveId: entry.driveId, itemId: entry.itemId },
});

interface Stored {
  mode: Destination['mode'];
  remote: RemoteFile;
  withoutTime: boolean;
  verified: boolean | null;
  keepBoth: boolean;
  before: RemoteVersion | null;
  replaced: FileVersion | null;
}

async function finish(
  { context, jobState, source, onStored }: Upload,
  { mode, remote, withoutTime, verified, keepBoth, before, replaced }: Stored,
): Promise<Partial<Transfer>> {
  const needsTime = withoutTime && remote.driveType === 'personal';
  const entry = needsTime ? await setMtime(context, remote.entry, source) : remote.entry;
  await onStored(jobState.job, entry, source);
  return {
    outcome: mode === 'update' ? 'updated' : keepBoth ? 'keptBoth' : 'created',
    finalName: entry.name,
    ...(mode === 'update' && before !== null ? { replaced: toReplaced(before, entry) } : {}),
    bytesDone: source.sizeBytes,
    verified,
    failure:
      replaced === null ? null : toFailure('versionReplaced', entry.name, { who: replaced.modifiedBy }),
    item: { driveId: entry.driveId, itemId: entry.itemId },
  };
}

/** Free on personal drives, but creates a second version on work drives. */
async function setMtime(
  context: TransferContext,
  entry: DriveEntry,
  source: OpenSource,
): Promise<DriveEntry> {
  const json = { fileSystemInfo: { lastModifiedDateTime: toInstant(source.modifiedMs) } };
  const { signal, drive, log } = context;
  try {
    const send = (path: string) =>
      drive.graph.json<WireItem | null>(
        { method: 'PATCH', path, json, signal, priority: 'transfer' },
        (value) => (value === null ? null : parseWireItem(value)),
      );
    // Graph is known to answer 204 to changes by id that it doesn't make (onedrive-api-docs issue 1917).
    const byName = itemPathByName(entry);
    const wire = (await send(itemPath(entry))) ?? (byName === null ? null : await send(byName));
    return wire === null ? entry : toRemoteFile(drive, wire, entry.driveId).entry;
  } catch (error) {
    // The content is safe; a lost time does not make the upload fail.
    log.warn('the time of a file was not kept', { error: String(error) });
    return entry;
  }
}
