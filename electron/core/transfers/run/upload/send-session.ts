import { AppError, isAppError } from '../../../errors.ts';
import type { JobState, TransferContext } from '../../queue/transfer-context.ts';
import { toDriveKey } from '../../../graph/addressing.ts';
import { maxPutBytes, type UploadSession } from '../../model/transfer-record.ts';
import { createBackoff } from '../backoff.ts';
import { isInterrupted, retryWhenUnlocked } from '../../queue/interruptions.ts';
import { findAccepted, findAfterCancel, findArrived } from './identity.ts';
import { isAsSent, type OpenSource } from './local-source.ts';
import { sendSmall } from './put-small.ts';
import { firstPieceSize } from './piece-pace.ts';
import { toNextPiece, toReceivedBytes } from '../byte-ranges.ts';
import { sendNextPiece, fetchMissing, isSettled, type SessionUpload, type Step } from './send-piece.ts';
import {
  abandonSession,
  createSession,
  endSession,
  replaceSession,
  type SessionState,
} from './session-requests.ts';
import {
  checkVersion,
  resolveChanged,
  resolveSessionNameTaken,
  resolveNotFound,
  toArrived,
  toSentName,
  type Destination,
  type Outcome,
} from './upload-target.ts';

/** A session may not be known everywhere at once, nor its file be visible. */
const recheckMs: readonly number[] = [5_000, 10_000];
/** Then the session is abandoned, even if it reports that it exists. */
const maxDenials = 3;

/** Only the missing ranges reported by the service count. */
export async function sendBySession(
  context: TransferContext,
  jobState: JobState,
  to: Destination,
  source: OpenSource,
): Promise<Outcome> {
  const retry = createBackoff(context);
  const upload: SessionUpload = {
    context,
    jobState,
    to,
    source,
    retry,
    pieceSize: firstPieceSize,
    isAccepted: false,
    isOver: false,
    isGuarded: true,
    isRefused: false,
    withoutTime: false,
    wasRestarted: false,
    denials: 0,
  };
  try {
    const begun = await open(upload);
    const settled = isSettled(begun) ? begun : await context.withSlot(() => sendPieces(upload, begun));
    if (settled.kind !== 'stored') await abandon(upload);
    else await leave(upload);
    return settled;
  } catch (error) {
    if (isInterrupted(context.signal)) throw error;
    if (context.signal.aborted) {
      await abandon(upload);
      const late = await findAfterCancel(context, to, source);
      if (late !== null)
        return { kind: 'stored', mode: to.mode, remote: late, withoutTime: upload.withoutTime };
    } else if (!isWorthKeeping(error)) await abandon(upload);
    throw error;
  }
}

const isWorthKeeping = (error: unknown): boolean =>
  !(error instanceof AppError) ||
  isAppError(error, 'quotaFull', 'serviceUnavailable', 'driveReadOnly', 'signInNeeded');

const leave = ({ context, jobState, isOver }: SessionUpload): Promise<void> =>
  isOver ? jobState.update({ session: null }) : endSession(context, jobState);

const abandon = ({ jobState, context }: SessionUpload): Promise<void> => abandonSession(context, jobState);

async function sendPieces(upload: SessionUpload, first: SessionState): Promise<Outcome> {
  const { context, source, retry } = upload;
  const received = ({ missing }: SessionState) => toReceivedBytes(missing, source.sizeBytes);
  for (let state = first; ;) {
    const before = received(state);
    context.setUploadExpiry(state.session.expiresAt);
    const piece = toNextPiece(state.missing, upload.pieceSize.pieceBytes);
    const next: Step = piece === null ? null : await sendNextPiece(upload, state, piece);
    const after = next ?? (await recover(upload, state));
    if (isSettled(after)) return after;
    state = after;
    if (received(state) > before) {
      retry.reset();
      upload.denials = 0;
      await noteSent(upload);
    }
    context.progress(received(state));
  }
}

/** Recorded before more is sent: after a restart, the file is compared with it. */
async function noteSent({ jobState, source }: SessionUpload): Promise<void> {
  const bytes = source.hashedBytes;
  const { changedMs, inode } = source;
  const sent = { bytes, quickXorHash: await source.hashUpTo(bytes) };
  await jobState.update({ source: { ...jobState.job.source, snapshot: { changedMs, inode, sent } } });
}

async function open(upload: SessionUpload): Promise<SessionState | Outcome> {
  const { session } = upload.jobState.job;
  const conflict = upload.source.sizeBytes > upload.pieceSize.pieceBytes ? await checkVersion(upload) : null;
  if (conflict !== null) return conflict;
  const state = session === null ? null : await fetchMissing(upload, session.uploadUrl);
  if (state === null) return begin(upload);
  if (await isAsSent(upload.source, upload.jobState.job.source, state)) return state;
  await replaceSession(upload.context, upload.jobState);
  upload.context.restart('localFileChanged');
  return begin(upload);
}

/** Stored before the first byte is sent; otherwise a crash would leave a session that can't be deleted. */
async function begin(upload: SessionUpload): Promise<SessionState | Outcome> {
  const { context, jobState, to, source, retry } = upload;
  let retriedMissing = false;
  for (;;) {
    try {
      const state = await createSession(context, to, source, upload.isGuarded);
      const name = to.mode === 'create' ? to.name : toSentName(context);
      const target = to.mode === 'update' ? { item: to.item, version: to.version } : jobState.job.target;
      const { sizeBytes, modifiedMs, changedMs, inode } = source;
      upload.isOver = false;
      upload.withoutTime = state.withoutTime;
      await jobState.update({
        session: state.session,
        sent: { mode: to.mode, name },
        target,
        source: {
          path: jobState.job.source.path,
          sizeBytes,
          modifiedMs,
          snapshot: { changedMs, inode, sent: null },
        },
      });
      return state;
    } catch (error) {
      if (isAppError(error, 'nameExists')) return resolveSessionNameTaken(upload);
      if (isAppError(error, 'changedMeanwhile') && upload.isGuarded) {
        const changed = await resolveChanged(upload, error);
        if (changed !== null) return changed;
        upload.isRefused = false;
        continue;
      }
      if (isAppError(error, 'notFound') && to.mode === 'update') {
        const gone = await resolveNotFound(context, to, source);
        if (gone !== null) return gone;
        if (retriedMissing) return sendWhole(upload, to, error);
        retriedMissing = true;
        continue;
      }
      if (isAppError(error, 'locked')) throw retryWhenUnlocked(error);
      await retry.waitOrThrow(error);
    }
  }
}

/**
 * Someone shares the file without its folder: the service denies sessions there, but takes a single PUT.
 *
 * @throws AppError tooLargeAlone
 */
function sendWhole(
  { context, jobState, source }: SessionUpload,
  to: Destination & { mode: 'update' },
  error: AppError,
): Promise<Outcome> {
  const { drive, transfer } = context;
  if (toDriveKey(to.item.driveId) === toDriveKey(drive.account.driveId)) throw error;
  if (source.sizeBytes > maxPutBytes)
    throw new AppError('tooLargeAlone', { subject: transfer.name, details: error.details, cause: error });
  return context.withSlot(() => sendSmall(context, jobState, to, source));
}

/**
 * The session is gone: because it is complete, for a moment, or for good.
 *
 * @throws AppError uploadExpired if a second session ended before the file had arrived
 */
async function recover(upload: SessionUpload, last: SessionState): Promise<SessionState | Outcome> {
  const { context, jobState, source } = upload;
  if (upload.isRefused) {
    upload.isRefused = false;
    await replaceSession(context, jobState);
    context.restart('sessionEnded');
    return begin(upload);
  }
  const { session, sent } = jobState.job;
  const find = upload.isAccepted ? findAccepted : findArrived;
  const arrived = await find(context, jobState.job, source);
  if (arrived !== null && sent !== null) return toArrived(arrived, sent.mode, source);
  // What the session holds may exist nowhere else, so it is asked several times.
  for (const waitMs of recheckMs) {
    if (session === null) break;
    await context.clock.sleep(waitMs, context.signal);
    const state = await fetchMissing(upload, session.uploadUrl);
    if (state !== null && state.missing.length > 0) {
      upload.denials += 1;
      if (upload.denials <= maxDenials) return state;
      break;
    }
    const late = await findArrived(context, jobState.job, source, upload.isAccepted);
    if (late !== null && sent !== null) return toArrived(late, sent.mode, source);
  }
  if (upload.wasRestarted) {
    const code = hasExpired(last.session, context.clock.now()) ? 'uploadExpired' : 'serviceUnavailable';
    throw new AppError(code, { subject: context.transfer.name });
  }
  upload.wasRestarted = true;
  upload.denials = 0;
  await abandon(upload);
  context.restart('sessionEnded');
  return begin(upload);
}

const hasExpired = ({ expiresAt }: UploadSession, nowMs: number): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= nowMs;
