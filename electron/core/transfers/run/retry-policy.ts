import { AppError } from '../../errors.ts';
import { backoffMs, backoffs, retryProfiles, throttledRoundMs } from '../../graph/retry-policy.ts';
import type { Work } from '../queue/transfer-context.ts';

/** Refusals without any progress between them, in about a minute, until it is told as a failure. */
export const maxRefusals = retryProfiles.transfer.rounds;

/**
 * What to do about trouble that passes. Offline, a network that wants a sign-in, and throttled are waited out, however
 * long it takes: they say nothing about the transfer. A service that refuses again and again without any progress is a failure.
 */
export interface Patience {
  /** Resolves when it is time to try again; throws what can't be waited out. */
  bear(trouble: unknown): Promise<void>;
  /** Something arrived: earlier trouble no longer counts. */
  moved(): void;
}

export function createPatience(work: Work): Patience {
  let refusals = 0;
  let silences = 0;

  return {
    moved() {
      refusals = 0;
      silences = 0;
    },
    async bear(trouble) {
      work.signal.throwIfAborted();
      if (!(trouble instanceof AppError)) throw trouble;
      switch (trouble.code) {
        case 'offline':
        case 'networkSignIn':
          silences += 1;
          // A connection that broke once is no lost network: people see "offline" only when it lasts.
          if (silences === 1) return work.clock.sleep(backoffs.serviceError.firstMs, work.signal);
          return work.pause(trouble.code, backoffMs(silences - 1, backoffs.network, Math.random()));
        case 'throttled':
          return work.pause('throttled', trouble.facts.waitMs ?? throttledRoundMs);
        case 'serviceUnavailable':
          refusals += 1;
          if (refusals >= maxRefusals) throw trouble;
          return work.pause('serviceUnavailable', backoffMs(refusals, backoffs.serviceError, Math.random()));
        default:
          throw trouble;
      }
    },
  };
}
