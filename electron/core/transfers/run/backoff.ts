import { AppError, isAppError } from '../../errors.ts';
import { backoffMs, backoffs, retryProfiles, throttledRounds } from '../../graph/retry-policy.ts';
import type { TransferContext } from '../queue/transfer-context.ts';

export const maxRefusals = retryProfiles.transfer.rounds;

/**
 * Waits for the network, its sign-in, or as long as the service asks are unlimited. Other refusals are
 * counted, with growing waits.
 */
export interface Backoff {
  /** Throws permanent errors. */
  waitOrThrow(error: unknown): Promise<void>;
  reset(): void;
}

export function createBackoff(context: TransferContext): Backoff {
  let refusals = 0;
  let noResponses = 0;
  let throttles = 0;

  return {
    reset() {
      refusals = 0;
      throttles = 0;
      noResponses = 0;
    },
    async waitOrThrow(error) {
      context.signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      switch (error.code) {
        case 'offline':
        case 'networkSignIn':
        case 'proxySignIn':
          noResponses += 1;
          // One broken connection does not mean offline, which is shown only if it lasts.
          if (noResponses === 1) return context.clock.sleep(backoffs.serviceError.firstMs, context.signal);
          return context.wait(
            toWaitReason(error.code),
            backoffMs(noResponses - 1, backoffs.network, Math.random()),
          );
        case 'throttled':
          throttles += 1;
          return waitWhileThrottled(context, error, throttles);
        case 'serviceUnavailable':
        case 'driveReadOnly':
          refusals += 1;
          if (refusals >= maxRefusals) throw error;
          return context.wait(error.code, backoffMs(refusals, backoffs.serviceError, Math.random()));
        default:
          throw error;
      }
    },
  };
}

const toWaitReason = (code: 'offline' | 'networkSignIn' | 'proxySignIn') =>
  code === 'offline' ? code : 'networkSignIn';

async function waitWhileThrottled(context: TransferContext, error: AppError, number: number): Promise<void> {
  const askedMs = error.facts.waitMs ?? 0;
  if (askedMs >= throttledRounds.firstMs) return context.wait('throttled', askedMs);
  if (number >= maxRefusals) throw error;
  return context.wait('throttled', Math.max(askedMs, backoffMs(number, throttledRounds, Math.random())));
}

/** The service may have executed the request, although no response arrived. */
export const isResponseLost = (error: unknown): error is AppError =>
  (error instanceof AppError && error.mayBeDone) ||
  isAppError(error, 'offline', 'serviceUnavailable', 'unexpectedAnswer', 'networkSignIn', 'proxySignIn');
