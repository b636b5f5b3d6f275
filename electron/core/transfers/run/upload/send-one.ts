import { AppError, isAppError } from '../../../errors.ts';
import { parseWireItem } from '../../../graph/drive-item.ts';
import { toAppError, unexpectedResponse, type TextResponse } from '../../../graph/graph-errors.ts';
import { toRemoteFile } from '../remote-file.ts';
import { retryWhenUnlocked } from '../../queue/interruptions.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { adaptPieceSize, toSmaller } from './piece-pace.ts';
import { toPieceStatus } from './piece-verdict.ts';
import { toReceivedBytes, type Range } from './ranges.ts';
import { asTransient, fetchMissing, type SessionUpload, type Step } from './sending.ts';
import { createPieceProgress } from './sent-count.ts';
import { checkVersion, resolveNameTaken } from './session-conflicts.ts';
import { parseMissing, sendPiece, withNewExpiry, type SessionState } from './upload-session.ts';

/** After these a smaller piece may get through. */
const slowStatuses: readonly number[] = [408, 504];

/** One piece, and what came of it. Trouble that passes has been waited out when this returns. */
export async function sendNextPiece(upload: SessionUpload, state: SessionState, piece: Range): Promise<Step> {
  const { context, source } = upload;
  const { uploadUrl } = state.session;
  const before = toReceivedBytes(state.missing, source.sizeBytes);
  const conflict = piece.to === source.sizeBytes ? await checkVersion(upload) : null;
  if (conflict !== null) return conflict;
  const count = createPieceProgress(context, before);
  // Not the time of day: that may be set, or jump over a sleep.
  const beganMs = performance.now();
  try {
    const response = await sendPiece(context, uploadUrl, piece, source, count);
    upload.pieceSize = adaptPieceSize(upload.pieceSize, piece.to - piece.from, performance.now() - beganMs);
    return await handleResponse(upload, state, response);
  } catch (error) {
    if (error instanceof AppError) count.reset();
    if (!isAppError(error, 'offline', 'networkSignIn', 'serviceUnavailable', 'throttled')) throw error;
    if (slowStatuses.includes(error.details?.status ?? 0)) upload.pieceSize = toSmaller(upload.pieceSize);
    await upload.retry.waitOrThrow(error);
    return fetchMissing(upload, uploadUrl);
  }
}

async function handleResponse(
  upload: SessionUpload,
  state: SessionState,
  response: TextResponse,
): Promise<Step> {
  const { context, source, to } = upload;
  const refusal = (status = response.status) =>
    toAppError({ ...response, status }, context.clock.now(), context.transfer.name);
  switch (toPieceStatus(response.status)) {
    case 'stored': {
      const remote = toRemoteFile(context.drive, parseStored(response, context));
      return { kind: 'stored', mode: to.mode, remote, withoutTime: false };
    }
    case 'received': {
      const missing = parseMissing(response, source.sizeBytes);
      if (missing === null) return fetchMissing(upload, state.session.uploadUrl);
      const { sizeBytes } = source;
      // Taken, it says, and misses as much as before: as good as refused, and not to be repeated without end.
      if (toReceivedBytes(missing, sizeBytes) <= toReceivedBytes(state.missing, sizeBytes))
        throw asTransient(refusal());
      return { session: withNewExpiry(state.session, response), missing };
    }
    case 'gone':
      return null;
    case 'taken':
      return resolveNameTaken(upload);
    case 'locked':
      throw retryWhenUnlocked(refusal());
    case 'passing':
      throw asTransient(refusal());
    case 'refused':
      throw refusal();
  }
}

function parseStored(response: TextResponse, { clock }: TransferContext) {
  try {
    const wire = parseWireItem(JSON.parse(response.text));
    if (wire !== undefined) return wire;
  } catch {
    // Told below, like anything else that is no item.
  }
  throw unexpectedResponse(response, clock.now(), 'unreadable');
}
