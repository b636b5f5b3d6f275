import { AppError } from '../../../errors.ts';
import { toAppError } from '../../../graph/graph-errors.ts';
import type { JobKeeper } from './job-state.ts';
import type { Patience } from '../retry-policy.ts';
import type { Work } from '../../queue/transfer-context.ts';
import type { OpenSource } from './local-source.ts';
import type { PiecePace } from './piece-pace.ts';
import { judgePiece } from './piece-verdict.ts';
import { askSession, parseMissing, toRenewed, type SessionState } from './upload-session.ts';
import type { Destination, Settled } from './upload-target.ts';

/** One upload by session, under way. */
export interface Sending {
  work: Work;
  keeper: JobKeeper;
  to: Destination;
  source: OpenSource;
  patience: Patience;
  pieces: PiecePace;
  /** A session that got lost is begun anew once. */
  renewed: boolean;
}

/** What one move led to: more to send, or the end. null: the session is gone. */
export type Step = SessionState | Settled | null;

export const isSettled = (step: SessionState | Settled): step is Settled => 'kind' in step;

/** What the session misses, by its own word; null when it is gone. */
export async function askMissing(sending: Sending, uploadUrl: string): Promise<SessionState | null> {
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

/** Whatever the code in the body: a 416 is answered by asking what is missing, not by giving up. */
export function asPassing(error: AppError): AppError {
  if (error.code === 'throttled') return error;
  return new AppError('serviceUnavailable', { subject: error.subject, details: error.details, cause: error });
}
