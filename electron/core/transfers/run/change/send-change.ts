import { isAppError, type AppError } from '../../../errors.ts';
import type { BatchPart, PartResult } from '../../../graph/batch.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { createRetryPolicy, isResponseLost } from '../retry-policy.ts';
import type { PartGatherer } from './gather-parts.ts';

export interface Answer {
  result: PartResult;
  /** An earlier request may have been done, though its answer got lost. */
  mayBeSecond: boolean;
}

/**
 * Sends a request that may be sent twice, until it is answered. A transfer that is stopped while it is on its way takes
 * the answer along: what was done is done.
 */
export async function sendChange(
  context: TransferContext,
  gatherer: PartGatherer,
  part: BatchPart,
  interrupted: boolean,
): Promise<Answer> {
  const policy = createRetryPolicy(context);
  let mayBeSecond = interrupted;
  for (;;) {
    context.signal.throwIfAborted();
    const result = await gatherer.send(context.drive, part);
    if (result.ok || !isWaitedOut(result.error)) return { result, mayBeSecond };
    mayBeSecond ||= isResponseLost(result.error);
    await policy.waitOrThrow(result.error);
  }
}

const isWaitedOut = (error: AppError): boolean =>
  isAppError(error, 'offline', 'networkSignIn', 'proxySignIn', 'throttled', 'serviceUnavailable');
