import { once } from 'node:events';
import pLimit from 'p-limit';
import { AppError, isAppError } from '../../../errors.ts';
import {
  maxSubRequests,
  maxConcurrentSends,
  type SubRequest,
  type SubResult,
} from '../../../graph/json-batch.ts';
import { toAnswerLost } from '../../../graph/settle-change.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { createBackoff, isResponseLost } from '../backoff.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import type { AccountDrive } from '../../../accounts/account-drive.ts';
import type { JustMade } from '../../../graph/just-made.ts';
import type { Index } from '../../../index/index-client.ts';
import type { RowWriter } from '../../../index/row-writer.ts';
import type { GraphClient } from '../../../graph/graph-client.ts';

export interface Answer {
  result: SubResult;
  mayBeSecond: boolean;
}

/** The app closes without the response to a request that takes longer. */
const maxClosingMs = 10_000;

/** Idempotent requests only. A stopped transfer still waits for the response to a request under way. */
export async function sendChange(
  context: TransferContext,
  gatherer: RequestGatherer,
  part: SubRequest,
  interrupted: boolean,
): Promise<Answer> {
  const backoff = createBackoff(context);
  let mayBeSecond = interrupted;
  let wasLost = false;
  for (;;) {
    context.signal.throwIfAborted();
    const result = await untilClosed(context, gatherer.send(context.drive, part, context.signal));
    if (result.ok) return { result, mayBeSecond };
    const { error } = result;
    wasLost ||= error.mayBeDone;
    // Nothing was sent, so nothing needs to be found out.
    if (isAppError(error, 'cancelled') && !wasLost && !mayBeSecond) throw error;
    const waited = wasLost ? toBusy(error) : error;
    if (!isWaitedOut(waited)) return { result, mayBeSecond: mayBeSecond || error.mayBeDone };
    mayBeSecond ||= isResponseLost(waited);
    const isOver = await backoff.waitOrThrow(waited).then(
      () => false,
      (reason: unknown) => {
        if (reason !== waited) throw reason;
        return true;
      },
    );
    if (isOver) return { result, mayBeSecond };
  }
}

/** Whether the change was made is then found out at the next start. */
async function untilClosed(
  { clock, closing }: TransferContext,
  pending: Promise<SubResult>,
): Promise<SubResult> {
  const answered = new AbortController();
  const giveUp = async (): Promise<SubResult> => {
    if (!closing.aborted) await once(closing, 'abort', answered);
    await clock.sleep(maxClosingMs, answered.signal);
    return { ok: false, error: new AppError('cancelled', { mayBeDone: true }) };
  };
  try {
    return await Promise.race([pending, giveUp()]);
  } finally {
    answered.abort();
  }
}

/** By a request whose response was lost.  @throws AppError answerLost if that can't be found out */
export async function wasMade(
  { result, mayBeSecond }: Answer,
  check: () => Promise<boolean>,
): Promise<boolean> {
  if (result.ok) return true;
  if (!mayBeSecond || isAppError(result.error, 'cancelled', 'signInNeeded')) return false;
  return check().catch((reason: unknown) => throwLost(reason, result.error));
}

/**
 * What may have changed can't be looked up. Transient errors are retried with the transfer. @throws AppError
 * answerLost
 */
export function throwLost(reason: unknown, error: AppError | null = null): never {
  const isKept = isAppError(reason, 'cancelled', 'offline', 'networkSignIn', 'proxySignIn', 'signInNeeded');
  throw isKept || !(reason instanceof AppError) ? reason : toAnswerLost(error ?? reason);
}

/** A folder with thousands of items is locked by the request that changes it, and that was answered with 504. */
const toBusy = (error: AppError): AppError =>
  isAppError(error, 'locked')
    ? new AppError('serviceUnavailable', { subject: error.subject, details: error.details, cause: error })
    : error;

/** The change may still be going on: that nothing was changed can't be said. */
export const toUnsettled = (
  { kind }: Pick<DriveEntry, 'kind'>,
  error: AppError,
  mayBeSecond: boolean,
): AppError =>
  kind === 'folder' && mayBeSecond && isAppError(error, 'locked') ? toAnswerLost(error) : error;

const isWaitedOut = (error: AppError): boolean =>
  isAppError(
    error,
    'offline',
    'networkSignIn',
    'proxySignIn',
    'throttled',
    'serviceUnavailable',
    'driveReadOnly',
  );

export interface ChangeDeps {
  index: Index;
  justMade: JustMade;
  gatherer: RequestGatherer;
  rows: RowWriter;
  pathChanged: (drive: AccountDrive) => void;
}

export interface RequestGatherer {
  /** `waitSignal` ends waits, but not a request under way. */
  send(drive: AccountDrive, part: SubRequest, waitSignal: AbortSignal): Promise<SubResult>;
}

interface Waiting {
  part: SubRequest & { waitSignal: AbortSignal };
  resolve: (result: SubResult) => void;
  reject: (error: unknown) => void;
}

export function createRequestGatherer(): RequestGatherer {
  const senders = new WeakMap<GraphClient, (waiting: Waiting) => void>();
  return {
    send(drive, part, waitSignal) {
      const known = senders.get(drive.graph);
      const add = known ?? createSender(drive.graph);
      if (known === undefined) senders.set(drive.graph, add);
      return new Promise((resolve, reject) => add({ part: { ...part, waitSignal }, resolve, reject }));
    },
  };
}

/** Results of pending requests trigger further ones one by one, which are combined. */
const fillMs = 25;

/** Requests of one turn go together, and so do those added while all senders are busy. */
function createSender(graph: GraphClient): (added: Waiting) => void {
  const limit = pLimit(maxConcurrentSends);
  let isPlanned = false;
  const waiting: Waiting[] = [];

  async function sendNext(): Promise<void> {
    const together = waiting.splice(0, maxSubRequests);
    if (together.length === 0) return;
    try {
      const parts = together.map(({ part }) => part);
      // One that is stopped need not wait for the others.
      await graph.batch(parts, { priority: 'transfer' }, (place, result) => together[place]?.resolve(result));
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
    const { waitSignal, subject } = added.part;
    const leave = () => {
      const at = waiting.indexOf(added);
      if (at < 0) return;
      waiting.splice(at, 1);
      added.resolve({ ok: false, error: new AppError('cancelled', { subject }) });
    };
    waitSignal.addEventListener('abort', leave, { once: true });
    if (isPlanned) return;
    isPlanned = true;
    if (limit.activeCount === 0) setImmediate(flush);
    else setTimeout(flush, fillMs);
  };
}
