import { AppError, isAppError } from '../../../errors.ts';
import { toAppError, type TextResponse } from '../../../graph/graph-errors.ts';
import { parseStoredItem } from '../remote-file.ts';
import { retryWhenUnlocked } from '../../queue/interruptions.ts';
import { adaptPieceSize, toSmaller } from './piece-pace.ts';
import { toPieceStatus } from './piece-verdict.ts';
import { toReceivedBytes, type Range } from './ranges.ts';
import { noteVersion } from './replaced-version.ts';
import { asTransient, fetchMissing, type SessionUpload, type Step } from './sending.ts';
import { createPieceProgress } from './sent-count.ts';
import { checkVersion, resolveChanged, resolveNameTaken } from './session-conflicts.ts';
import { parseJson, parseMissing, sendPiece, withNewExpiry, type SessionState } from './upload-session.ts';

/** After these a smaller piece may get through. */
const slowStatuses: readonly number[] = [408, 504];

/** One piece, and what came of it. Trouble that passes has been waited out when this returns. */
export async function sendNextPiece(upload: SessionUpload, state: SessionState, piece: Range): Promise<Step> {
  const { context, source } = upload;
  const { uploadUrl } = state.session;
  const before = toReceivedBytes(state.missing, source.sizeBytes);
  const isLast = before + piece.to - piece.from >= source.sizeBytes;
  if (isLast && upload.to.mode === 'update') await noteVersion(context, upload.jobState, upload.to.item);
  const conflict = isLast ? await checkVersion(upload) : null;
  if (conflict !== null) return conflict;
  // What is not sent in this run is in the hash, too.
  await source.hashUpTo(Math.max(piece.from, source.hashedBytes));
  const count = createPieceProgress(context, before);
  upload.isAccepted = false;
  // Not the time of day: that may be set, or jump over a sleep.
  const beganMs = performance.now();
  try {
    const response = await sendPiece(context, uploadUrl, piece, source, count);
    upload.pieceSize = adaptPieceSize(upload.pieceSize, piece.to - piece.from, performance.now() - beganMs);
    return await handleResponse(upload, state, piece, response);
  } catch (error) {
    if (error instanceof AppError) count.reset();
    if (!isAppError(error, 'offline', 'networkSignIn', 'proxySignIn', 'serviceUnavailable', 'throttled'))
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
    toAppError({ ...response, status }, context.clock.now(), context.transfer.name);
  switch (toPieceStatus(response.status)) {
    case 'taken':
      return judgeTaken(upload, state, piece, response);
    case 'gone':
      upload.isOver = true;
      return null;
    case 'nameTaken':
      return resolveNameTaken(upload);
    case 'changed':
      return resolveChanged(upload, refusal());
    case 'locked':
      throw retryWhenUnlocked(refusal());
    case 'passing':
      throw asTransient(refusal());
    case 'refused':
      throw refusal();
  }
}

/**
 * The piece was taken. Whether that was the last one is told by the body and not by the status: it describes the item,
 * or says what is missing. Where it does neither, the service is asked.
 */
async function judgeTaken(
  upload: SessionUpload,
  state: SessionState,
  piece: Range,
  response: TextResponse,
): Promise<Step> {
  const { context, source, to } = upload;
  const { sizeBytes } = source;
  const missing = parseMissing(response, sizeBytes);
  const received = toReceivedBytes(state.missing, sizeBytes);
  const isLast = received + piece.to - piece.from >= sizeBytes;
  if (missing === null || (missing.length === 0 && !isLast)) {
    const remote = parseStoredItem(context.drive, parseJson(response.text));
    upload.isAccepted = isLast && response.status !== 202;
    upload.isOver = remote !== null || upload.isAccepted;
    if (remote !== null) return { kind: 'stored', mode: to.mode, remote, withoutTime: false };
    return upload.isAccepted ? null : fetchMissing(upload, state.session.uploadUrl);
  }
  // Taken, it says, and misses as much as before: as good as refused, and not to be repeated without end.
  if (toReceivedBytes(missing, sizeBytes) <= received)
    throw asTransient(toAppError(response, context.clock.now(), context.transfer.name));
  return { session: withNewExpiry(state.session, response), missing };
}
