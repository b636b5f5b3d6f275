import { AppError, isAppError } from '../../../errors.ts';
import { isFinal, toAppError, type TextResponse } from '../../../graph/graph-errors.ts';
import { parseStoredItem } from '../remote-file.ts';
import { retryWhenUnlocked } from '../../queue/interruptions.ts';
import { adaptPieceSize, toSmaller, createPieceProgress, type PieceSize } from './piece-pace.ts';
import { toReceivedBytes, type Range } from '../byte-ranges.ts';
import { noteVersion } from './replaced-version.ts';
import {
  parseJson,
  parseMissing,
  sendPiece,
  withNewExpiry,
  getSession,
  type SessionState,
} from './session-requests.ts';
import { parseWireItem } from '../../../graph/drive-item.ts';
import type { JobState, TransferContext } from '../../queue/transfer-context.ts';
import type { Backoff } from '../backoff.ts';
import type { OpenSource } from './local-source.ts';
import {
  checkVersion,
  resolveChanged,
  resolveSessionNameTaken,
  toDriveId,
  type Destination,
  type Outcome,
} from './upload-target.ts';

export interface SessionUpload {
  context: TransferContext;
  jobState: JobState;
  to: Destination;
  source: OpenSource;
  retry: Backoff;
  pieceSize: PieceSize;
  isAccepted: boolean;
  /** The session became the file or is gone, so it no longer reserves a name. */
  isOver: boolean;
  isGuarded: boolean;
  /** The session doesn't carry the file's time. */
  withoutTime: boolean;
  /** The service refused it because of a nonexistent version: it restarts without one. */
  isRefused: boolean;
  /** A lost session is replaced only once. */
  wasRestarted: boolean;
  /** Consecutive refusals of a piece, while the session reports that it exists. */
  denials: number;
}

/** null: the session is gone. */
export type Step = SessionState | Outcome | null;

export const isSettled = (step: SessionState | Outcome): step is Outcome => 'kind' in step;

/** A smaller piece may get through after these. */
const slowStatuses: readonly number[] = [408, 504];

export async function sendNextPiece(upload: SessionUpload, state: SessionState, piece: Range): Promise<Step> {
  const { context, source } = upload;
  const { uploadUrl } = state.session;
  const before = toReceivedBytes(state.missing, source.sizeBytes);
  const isLast = before + piece.to - piece.from >= source.sizeBytes;
  if (isLast && upload.to.mode === 'update') await noteVersion(context, upload.jobState, upload.to.item);
  const conflict = isLast ? await checkVersion(upload) : null;
  if (conflict !== null) return conflict;
  // Bytes not sent in this run are hashed, too.
  await source.hashUpTo(Math.max(piece.from, source.hashedBytes));
  const count = createPieceProgress(context, before);
  upload.isAccepted = false;
  // Monotonic: the time of day may be set, or jump over a sleep.
  const beganMs = performance.now();
  try {
    const response = await sendPiece(context, uploadUrl, piece, source, count);
    upload.pieceSize = adaptPieceSize(upload.pieceSize, piece.to - piece.from, performance.now() - beganMs);
    return await handleResponse(upload, state, piece, response);
  } catch (error) {
    if (error instanceof AppError) count.reset();
    if (
      !isAppError(
        error,
        'offline',
        'networkSignIn',
        'proxySignIn',
        'serviceUnavailable',
        'throttled',
        'driveReadOnly',
      )
    )
      throw error;
    if (slowStatuses.includes(error.details?.status ?? 0)) upload.pieceSize = toSmaller(upload.pieceSize);
    await upload.retry.waitOrThrow(error);
    return fetchMissing(upload, uploadUrl);
  }
}

async function handleResponse(
  upload: SessionUpload,
  state: SessionState,
  piece: Range,
  response: TextResponse,
): Promise<Step> {
  const { context } = upload;
  const refusal = (status = response.status) =>
    toAppError({ ...response, status }, context.clock.now(), { subject: context.transfer.name });
  if (isReadOnly(response)) throw refusal();
  switch (toPieceStatus(response)) {
    case 'taken':
      return judgeTaken(upload, state, piece, response);
    case 'gone':
      upload.isOver = true;
      return null;
    case 'nameTaken':
      return resolveSessionNameTaken(upload);
    case 'changed':
      return resolveChanged(upload, refusal());
    case 'locked':
      throw retryWhenUnlocked(refusal());
    case 'passing':
      throw isFinal(response) ? refusal() : asTransient(refusal());
    case 'refused':
      throw refusal();
  }
}

/** The body tells whether it was the last piece, not the status. If it does not, the service is asked. */
async function judgeTaken(
  upload: SessionUpload,
  state: SessionState,
  piece: Range,
  response: TextResponse,
): Promise<Step> {
  const { context, source, to, withoutTime } = upload;
  const { sizeBytes } = source;
  const missing = parseMissing(response, sizeBytes);
  const received = toReceivedBytes(state.missing, sizeBytes);
  const isLast = received + piece.to - piece.from >= sizeBytes;
  if (missing === null || (missing.length === 0 && !isLast)) {
    const remote = parseStoredItem(context.drive, parseJson(response.text), toDriveId(to));
    upload.isAccepted = isLast && response.status !== 202;
    upload.isOver = remote !== null || upload.isAccepted;
    if (remote !== null) return { kind: 'stored', mode: to.mode, remote, withoutTime };
    return upload.isAccepted ? null : fetchMissing(upload, state.session.uploadUrl);
  }
  // Accepted, but as much is missing as before: treated as refused, to avoid an endless loop.
  if (toReceivedBytes(missing, sizeBytes) <= received)
    throw asTransient(toAppError(response, context.clock.now(), { subject: context.transfer.name }));
  return { session: withNewExpiry(state.session, response), missing };
}

export async function fetchMissing(upload: SessionUpload, uploadUrl: string): Promise<SessionState | null> {
  const { context, jobState, source, retry } = upload;
  for (;;) {
    try {
      const response = await getSession(context, uploadUrl);
      const missing = response.status === 200 ? parseMissing(response, source.sizeBytes) : null;
      if (missing !== null) {
        const session = jobState.job.session ?? { uploadUrl, expiresAt: null };
        return { session: withNewExpiry(session, response), missing };
      }
      if (!isReadOnly(response) && toPieceStatus(response) === 'gone') {
        upload.isOver = true;
        return null;
      }
      // It describes the item instead of the session: everything was stored.
      if (response.status < 300 && parseWireItem(parseJson(response.text)) !== undefined) {
        upload.isAccepted = true;
        upload.isOver = true;
        return null;
      }
      throw asTransient(toAppError(response, context.clock.now(), { subject: context.transfer.name }));
    } catch (error) {
      await retry.waitOrThrow(error);
    }
  }
}

/** Whatever the code: after a 416 the missing ranges are requested, and the upload continues. */
function asTransient(error: AppError): AppError {
  // These are more specific and have waits of their own.
  if (isAppError(error, 'throttled', 'offline', 'driveReadOnly')) return error;
  return new AppError('serviceUnavailable', { subject: error.subject, details: error.details, cause: error });
}

/**
 * Protocol: 200 and 201 carry the finished item, 202 the missing ranges, but each is known to come with the
 * other's body or none. 404 (also 401, 403 and 410, as the permission inside the URL may end first): the
 * session is gone. 409: the name is taken; 412: another version exists. 416: the range was already sent, or
 * is out of order. 408, 429 and 5xx are transient.
 */
export type PieceStatus = 'taken' | 'gone' | 'nameTaken' | 'changed' | 'locked' | 'passing' | 'refused';

const gone: readonly number[] = [401, 403, 404, 410];

/** 403 as well, but the session is still there. */
const isReadOnly = (response: TextResponse): boolean =>
  response.status === 403 && isAppError(toAppError(response, 0), 'driveReadOnly');

/** Personal drives are known to say so with 400. */
const saysGone = /upload session (?:was |is )?not found/i;

function toPieceStatus({ status, text }: TextResponse): PieceStatus {
  if (status >= 200 && status < 300) return 'taken';
  if (gone.includes(status) || (status === 400 && saysGone.test(text))) return 'gone';
  if (status === 409) return 'nameTaken';
  if (status === 412) return 'changed';
  if (status === 423) return 'locked';
  if (status === 507) return 'refused';
  return status === 408 || status === 416 || status === 429 || status >= 500 ? 'passing' : 'refused';
}
