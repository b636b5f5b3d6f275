import pLimit from 'p-limit';
import { isAppError, type AppError } from '../../../errors.ts';
import {
  maxSubRequests,
  maxConcurrentSends,
  type SubRequest,
  type SubResult,
} from '../../../graph/json-batch.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { createBackoff, isResponseLost } from '../backoff.ts';
import type { AccountDrive } from '../../../accounts/account-drive.ts';
import type { JustMade } from '../../../graph/just-made.ts';
import type { Index } from '../../../index/index-client.ts';
import type { RowWriter } from '../../../index/row-writer.ts';
import type { GraphClient } from '../../../graph/graph-client.ts';

export interface Answer {
  result: SubResult;
  /** An earlier request may have been done, though its answer got lost. */
  mayBeSecond: boolean;
}

/**
 * Sends a request that may be sent twice, until it is answered. A transfer that is stopped while it is on its way takes
 * the answer along: what was done is done.
 */
export async function sendChange(
  context: TransferContext,
  gatherer: RequestGatherer,
  part: SubRequest,
  interrupted: boolean,
): Promise<Answer> {
  const backoff = createBackoff(context);
  let mayBeSecond = interrupted;
  for (;;) {
    context.signal.throwIfAborted();
    const result = await gatherer.send(context.drive, part);
    if (result.ok || !isWaitedOut(result.error)) return { result, mayBeSecond };
    mayBeSecond ||= isResponseLost(result.error);
    await backoff.waitOrThrow(result.error);
  }
}

const isWaitedOut = (error: AppError): boolean =>
  isAppError(error, 'offline', 'networkSignIn', 'proxySignIn', 'throttled', 'serviceUnavailable');

/** What changes of items need besides their transfer. */
export interface ChangeDeps {
  index: Index;
  justMade: JustMade;
  gatherer: RequestGatherer;
  rows: RowWriter;
  /** A folder stands elsewhere, or has another name. */
  pathChanged: (drive: AccountDrive) => void;
}

/** Small requests of many transfers, together in as few `$batch` as they fit into. */
export interface RequestGatherer {
  /** What became of it, judged and throttled by itself. What is on its way can't be stopped. */
  send(drive: AccountDrive, part: SubRequest): Promise<SubResult>;
}

interface Waiting {
  part: SubRequest;
  resolve: (result: SubResult) => void;
  reject: (error: unknown) => void;
}

export function createRequestGatherer(): RequestGatherer {
  const senders = new WeakMap<GraphClient, (waiting: Waiting) => void>();
  return {
    send(drive, part) {
      const known = senders.get(drive.graph);
      const add = known ?? createSender(drive.graph);
      if (known === undefined) senders.set(drive.graph, add);
      return new Promise((resolve, reject) => add({ part, resolve, reject }));
    },
  };
}

/** While requests are on their way: what their results set off comes one by one, and fills the next together. */
const fillMs = 25;

/** What is added in one turn goes together; so does what comes while all requests are on their way. */
function createSender(graph: GraphClient): (added: Waiting) => void {
  const limit = pLimit(maxConcurrentSends);
  let isPlanned = false;
  const waiting: Waiting[] = [];

  async function sendNext(): Promise<void> {
    const together = waiting.splice(0, maxSubRequests);
    if (together.length === 0) return;
    try {
      const parts = together.map(({ part }) => part);
      const results = await graph.batch(parts, { priority: 'transfer' });
      // One result per part, in their order, is what the batch gives.
      together.forEach(({ resolve }, place) => resolve(results[place] as SubResult));
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  }

  function flush(): void {
    isPlanned = false;
    const batches = Math.ceil(waiting.length / maxSubRequests);
    for (let number = 0; number < batches; number += 1) void limit(sendNext);
  }

  return (added) => {
    waiting.push(added);
    if (isPlanned) return;
    isPlanned = true;
    if (limit.activeCount === 0) setImmediate(flush);
    else setTimeout(flush, fillMs);
  };
}
