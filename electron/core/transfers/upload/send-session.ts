import { AppError, isAppError } from '../../errors.ts';
import { parseWireItem } from '../../graph/drive-words.ts';
import { toAppError, unexpectedAnswer, type ReadAnswer } from '../../graph/graph-errors.ts';
import type { JobKeeper } from '../job-keeper.ts';
import type { OpenSource } from './local-source.ts';
import { createPatience, type Patience } from '../patience.ts';
import { judgePiece } from './piece-verdict.ts';
import { firstPace, toPace, toSlower, type PiecePace } from './piece-pace.ts';
import { toNextPiece, toReceivedBytes, type Range } from './ranges.ts';
import { toRemoteFile } from '../remote-file.ts';
import { isHalted, toLockedStop } from '../stops.ts';
import { findChange, settleTaken } from './session-conflicts.ts';
import {
  abandonSession,
  askSession,
  beginSession,
  parseMissing,
  sendPiece,
  toRenewed,
  type SessionState,
} from './upload-session.ts';
import {
  findArrived,
  findInSpiteOfCancel,
  settleMissing,
  toSentName,
  type Destination,
  type Settled,
} from './upload-target.ts';
import type { Work } from '../work.ts';

/** A session may not be known everywhere at once: after this long it is asked for again. */
const secondLookMs = 5_000;
const slowStatuses: readonly number[] = [408, 504];

interface Sending {
  work: Work;
  keeper: JobKeeper;
  to: Destination;
  source: OpenSource;
  patience: Patience;
  pieces: PiecePace;
  /** A session that got lost is begun anew once. */
  renewed: boolean;
}

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

const isSettled = (step: SessionState | Settled): step is Settled => 'kind' in step;

/** null: the session is gone. */
type Step = SessionState | Settled | null;

async function open(sending: Sending): Promise<SessionState | Settled> {
  const { session } = sending.keeper.job;
  const conflict = sending.source.sizeBytes > sending.pieces.pieceBytes ? await findChange(sending) : null;
  if (conflict !== null) return conflict;
  return (session === null ? null : await look(sending, session.uploadUrl)) ?? begin(sending);
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

/** One piece, and what came of it. Trouble that passes has been waited out when this returns. */
async function sendOne(sending: Sending, state: SessionState, piece: Range): Promise<Step> {
  const { work, source } = sending;
  const { uploadUrl } = state.session;
  const before = toReceivedBytes(state.missing, source.sizeBytes);
  const conflict = piece.to === source.sizeBytes ? await findChange(sending) : null;
  if (conflict !== null) return conflict;
  // Not the time of day: that may be set, or jump over a sleep.
  const beganMs = performance.now();
  try {
    const answer = await sendPiece(work, uploadUrl, piece, source, (sentBytes) =>
      work.progress(before + sentBytes),
    );
    sending.pieces = toPace(sending.pieces, piece.to - piece.from, performance.now() - beganMs);
    return await judge(sending, state, answer);
  } catch (error) {
    if (!isAppError(error, 'offline', 'networkSignIn', 'serviceUnavailable', 'throttled')) throw error;
    work.progress(before);
    if (slowStatuses.includes(error.details?.status ?? 0)) sending.pieces = toSlower(sending.pieces);
    await sending.patience.bear(error);
    return look(sending, uploadUrl);
  }
}

async function judge(sending: Sending, state: SessionState, answer: ReadAnswer): Promise<Step> {
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
      if (missing === null) return look(sending, state.session.uploadUrl);
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

/** Whatever the code in the body: a 416 is answered by asking what is missing, not by giving up. */
function asPassing(error: AppError): AppError {
  if (error.code === 'throttled') return error;
  return new AppError('serviceUnavailable', { subject: error.subject, details: error.details, cause: error });
}

function parseStored(answer: ReadAnswer, { clock }: Work) {
  try {
    const wire = parseWireItem(JSON.parse(answer.text));
    if (wire !== undefined) return wire;
  } catch {
    // Told below, like anything else that is no item.
  }
  throw unexpectedAnswer(answer, clock.now(), 'unreadable');
}

/** What the session misses, by its own word; null when it is gone. */
async function look(sending: Sending, uploadUrl: string): Promise<SessionState | null> {
  const { work, keeper, source, patience } = sending;
  for (;;) {
    try {
      const answer = await askSession(work, uploadUrl);
      const missing = answer.status === 200 ? parseMissing(answer, source.sizeBytes) : null;
      if (missing !== null) {
        const session = keeper.job.session ?? { uploadUrl, expiresAt: null };
        return { session: toRenewed(session, answer), missing };
      }
      const verdict = judgePiece(answer.status);
      if (verdict === 'gone') return null;
      throw asPassing(toAppError(answer, work.clock.now(), work.transfer.name));
    } catch (error) {
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
    const state = await look(sending, session.uploadUrl);
    if (state !== null && state.missing.length > 0) return state;
  }
  if (sending.renewed) throw new AppError('serviceUnavailable', { subject: work.transfer.name });
  sending.renewed = true;
  await abandon(sending);
  work.beginAgain('sessionEnded');
  return begin(sending);
}
