import { AppError, isAppError } from '../../../errors.ts';
import { parseWireItem } from '../../../graph/drive-item.ts';
import { toAppError, unexpectedResponse, type TextResponse } from '../../../graph/graph-errors.ts';
import { toRemoteFile } from '../remote-file.ts';
import { toLockedStop } from '../../queue/interruptions.ts';
import type { Work } from '../../queue/transfer-context.ts';
import { toPace, toSlower } from './piece-pace.ts';
import { judgePiece } from './piece-verdict.ts';
import { toReceivedBytes, type Range } from './ranges.ts';
import { asPassing, askMissing, type Sending, type Step } from './sending.ts';
import { countSent } from './sent-count.ts';
import { findChange, settleTaken } from './session-conflicts.ts';
import { parseMissing, sendPiece, toRenewed, type SessionState } from './upload-session.ts';

/** After these a smaller piece may get through. */
const slowStatuses: readonly number[] = [408, 504];

/** One piece, and what came of it. Trouble that passes has been waited out when this returns. */
export async function sendOne(sending: Sending, state: SessionState, piece: Range): Promise<Step> {
  const { work, source } = sending;
  const { uploadUrl } = state.session;
  const before = toReceivedBytes(state.missing, source.sizeBytes);
  const conflict = piece.to === source.sizeBytes ? await findChange(sending) : null;
  if (conflict !== null) return conflict;
  const count = countSent(work, before);
  // Not the time of day: that may be set, or jump over a sleep.
  const beganMs = performance.now();
  try {
    const answer = await sendPiece(work, uploadUrl, piece, source, count);
    sending.pieces = toPace(sending.pieces, piece.to - piece.from, performance.now() - beganMs);
    return await judge(sending, state, answer);
  } catch (error) {
    if (error instanceof AppError) count.forget();
    if (!isAppError(error, 'offline', 'networkSignIn', 'serviceUnavailable', 'throttled')) throw error;
    if (slowStatuses.includes(error.details?.status ?? 0)) sending.pieces = toSlower(sending.pieces);
    await sending.patience.bear(error);
    return askMissing(sending, uploadUrl);
  }
}

async function judge(sending: Sending, state: SessionState, answer: TextResponse): Promise<Step> {
  const { work, source, to } = sending;
  const refusal = (status = answer.status) =>
    toAppError({ ...answer, status }, work.clock.now(), work.transfer.name);
  switch (judgePiece(answer.status)) {
    case 'stored': {
      const remote = toRemoteFile(work.drive, parseStored(answer, work));
      return { kind: 'stored', mode: to.mode, remote, withoutTime: false };
    }
    case 'received': {
      const missing = parseMissing(answer, source.sizeBytes);
      if (missing === null) return askMissing(sending, state.session.uploadUrl);
      const { sizeBytes } = source;
      // Taken, it says, and misses as much as before: as good as refused, and not to be repeated without end.
      if (toReceivedBytes(missing, sizeBytes) <= toReceivedBytes(state.missing, sizeBytes))
        throw asPassing(refusal());
      return { session: toRenewed(state.session, answer), missing };
    }
    case 'gone':
      return null;
    case 'taken':
      return settleTaken(sending);
    case 'locked':
      throw toLockedStop(refusal());
    case 'passing':
      throw asPassing(refusal());
    case 'refused':
      throw refusal();
  }
}

function parseStored(answer: TextResponse, { clock }: Work) {
  try {
    const wire = parseWireItem(JSON.parse(answer.text));
    if (wire !== undefined) return wire;
  } catch {
    // Told below, like anything else that is no item.
  }
  throw unexpectedResponse(answer, clock.now(), 'unreadable');
}
