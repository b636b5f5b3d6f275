import { AppError } from '../../../errors.ts';
import { parseWireItem } from '../../../graph/drive-item.ts';
import { toAppError } from '../../../graph/graph-errors.ts';
import type { JobState } from './job-state.ts';
import type { RetryPolicy } from '../retry-policy.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import type { OpenSource } from './local-source.ts';
import type { PieceSize } from './piece-pace.ts';
import { toPieceStatus } from './piece-verdict.ts';
import { getSession, parseJson, parseMissing, withNewExpiry, type SessionState } from './upload-session.ts';
import type { Destination, Outcome } from './upload-target.ts';

/** The state of a running upload by session. */
export interface SessionUpload {
  context: TransferContext;
  jobState: JobState;
  to: Destination;
  source: OpenSource;
  retry: RetryPolicy;
  pieceSize: PieceSize;
  /** The last piece was taken, and the response did not describe the item. */
  isAccepted: boolean;
  /** The session has become the file, or is gone: nothing of it is left that could hold a name. */
  isOver: boolean;
  /** It carries the version it may replace. Not where the service is wrong about that version. */
  isGuarded: boolean;
  /** The service refused it for a version that is not there: it begins again, without naming one. */
  isRefused: boolean;
  /** A lost session is replaced only once. */
  wasRestarted: boolean;
  /** How often in a row a piece was refused as if the session were gone, while the session says it is there. */
  denials: number;
}

/** What one move led to: more to send, or the end. null: the session is gone. */
export type Step = SessionState | Outcome | null;

export const isSettled = (step: SessionState | Outcome): step is Outcome => 'kind' in step;

/** What the session misses, by its own word; null when it is gone, or has become the file. */
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
      if (toPieceStatus(response.status) === 'gone') {
        upload.isOver = true;
        return null;
      }
      // It describes the item instead of the session: all of it was stored.
      if (response.status < 300 && parseWireItem(parseJson(response.text)) !== undefined) {
        upload.isAccepted = true;
        upload.isOver = true;
        return null;
      }
      throw asTransient(toAppError(response, context.clock.now(), context.transfer.name));
    } catch (error) {
      await retry.waitOrThrow(error);
    }
  }
}

/** Whatever the error code: after a 416 the missing ranges are requested, and the upload continues. */
export function asTransient(error: AppError): AppError {
  // These say more, and are waited out in ways of their own.
  if (error.code === 'throttled' || error.code === 'offline') return error;
  return new AppError('serviceUnavailable', { subject: error.subject, details: error.details, cause: error });
}
