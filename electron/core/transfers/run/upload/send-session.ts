import { AppError, isAppError } from '../../../errors.ts';
import type { JobKeeper } from './job-state.ts';
import { createPatience } from '../retry-policy.ts';
import { isHalted, toLockedStop } from '../../queue/interruptions.ts';
import type { Work } from '../../queue/transfer-context.ts';
import type { OpenSource } from './local-source.ts';
import { firstPace } from './piece-pace.ts';
import { toNextPiece, toReceivedBytes } from './ranges.ts';
import { sendOne } from './send-one.ts';
import { askMissing, isSettled, type Sending, type Step } from './sending.ts';
import { findChange, settleTaken } from './session-conflicts.ts';
import { abandonSession, beginSession, type SessionState } from './upload-session.ts';
import {
  findArrived,
  findInSpiteOfCancel,
  settleMissing,
  toSentName,
  type Destination,
  type Settled,
} from './upload-target.ts';

/** A session may not be known everywhere at once: after this long it is asked for again. */
const secondLookMs = 5_000;

/** Sends a file piece by piece. What the service says is missing is all that counts. */
export async function sendBySession(
  work: Work,
  keeper: JobKeeper,
  to: Destination,
  source: OpenSource,
): Promise<Settled> {
  const patience = createPatience(work);
  const sending: Sending = {
    work,
    keeper,
    to,
    source,
    patience,
    pieces: firstPace,
    renewed: false,
  };
  try {
    const begun = await open(sending);
    const settled = isSettled(begun) ? begun : await work.inTurn(() => sendPieces(sending, begun));
    if (settled.kind === 'conflict') await abandon(sending);
    // What was sent stays known until it is written down that it is done: the app may end before.
    else await keeper.change({ session: null });
    return settled;
  } catch (error) {
    if (isHalted(work.signal)) throw error;
    if (work.signal.aborted) {
      await abandon(sending);
      const late = await findInSpiteOfCancel(work, to, source);
      if (late !== null) return late;
    } else if (!isWorthKeeping(error)) await abandon(sending);
    throw error;
  }
}

/** After these the session goes on where it stopped, by itself or when a person says so. */
const isWorthKeeping = (error: unknown): boolean =>
  !(error instanceof AppError) || isAppError(error, 'quotaFull', 'serviceUnavailable', 'signInNeeded');

const abandon = ({ keeper, work }: Sending): Promise<void> => abandonSession(work, keeper);

async function sendPieces(sending: Sending, first: SessionState): Promise<Settled> {
  const { work, source, patience } = sending;
  const received = ({ missing }: SessionState) => toReceivedBytes(missing, source.sizeBytes);
  for (let state = first; ;) {
    const before = received(state);
    work.keptUntil(state.session.expiresAt);
    const piece = toNextPiece(state.missing, sending.pieces.pieceBytes);
    const next: Step = piece === null ? null : await sendOne(sending, state, piece);
    const after = next ?? (await recover(sending));
    if (isSettled(after)) return after;
    state = after;
    if (received(state) > before) patience.moved();
    work.progress(received(state));
  }
}

async function open(sending: Sending): Promise<SessionState | Settled> {
  const { session } = sending.keeper.job;
  const conflict = sending.source.sizeBytes > sending.pieces.pieceBytes ? await findChange(sending) : null;
  if (conflict !== null) return conflict;
  return (session === null ? null : await askMissing(sending, session.uploadUrl)) ?? begin(sending);
}

/** The URL is kept before the first byte leaves: else nobody could end the session after a crash. */
async function begin(sending: Sending): Promise<SessionState | Settled> {
  const { work, keeper, to, source, patience } = sending;
  let wasMissed = false;
  for (;;) {
    try {
      const state = await beginSession(work, to, source);
      const name = to.mode === 'create' ? to.name : toSentName(work);
      const target = to.mode === 'update' ? { item: to.item, version: to.version } : keeper.job.target;
      const { sizeBytes, modifiedMs } = source;
      await keeper.change({
        session: state.session,
        sent: { mode: to.mode, name },
        target,
        source: { path: keeper.job.source.path, sizeBytes, modifiedMs },
      });
      return state;
    } catch (error) {
      if (isAppError(error, 'nameExists')) return settleTaken(sending);
      if (isAppError(error, 'notFound') && to.mode === 'update') {
        const gone = await settleMissing(work, to, source);
        if (gone !== null) return gone;
        if (wasMissed) throw error;
        wasMissed = true;
        continue;
      }
      if (isAppError(error, 'locked')) throw toLockedStop(error);
      await patience.bear(error);
    }
  }
}

/** The session is gone: because all is done, for a moment only, or for good. */
async function recover(sending: Sending): Promise<SessionState | Settled> {
  const { work, keeper, source } = sending;
  const arrived = await findArrived(work, keeper.job, source);
  if (arrived !== null) return arrived;
  const { session } = keeper.job;
  if (session !== null) {
    await work.clock.sleep(secondLookMs, work.signal);
    const state = await askMissing(sending, session.uploadUrl);
    if (state !== null && state.missing.length > 0) return state;
  }
  if (sending.renewed) throw new AppError('serviceUnavailable', { subject: work.transfer.name });
  sending.renewed = true;
  await abandon(sending);
  work.beginAgain('sessionEnded');
  return begin(sending);
}
