import { AppError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { createExchange, logRefusal, type ExchangeDeps } from './authorized-exchange.ts';
import { sendSubRequests, type SettledListener, type SubRequest, type SubResult } from './json-batch.ts';
import {
  isFinal,
  isForeignRefusal,
  toAppError,
  unexpectedResponse,
  type TextResponse,
} from './graph-errors.ts';
import { isDone, parseBody, toQueueName, type GraphRequest } from './graph-request.ts';
import { captivePortalError, isFromCaptivePortal } from './network-errors.ts';
import { createPresignedClient, type PresignedClient } from './presigned-client.ts';
import {
  judgeNoResponse,
  judgeResponse,
  mayHaveWorked,
  parseRetryAfter,
  retryProfiles,
  type Attempt,
  type Verdict,
} from './retry-policy.ts';
import { isRedirect, toHop } from './redirect-hop.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

/** Expected failures reject with AppError. */
export interface GraphClient {
  /** `parse` gets null for an empty body; if it returns undefined, the response is rejected. */
  json<T>(request: GraphRequest, parse: (value: unknown) => T | undefined): Promise<T>;
  /** Status, headers and text of a response below 300. A redirect means that nothing was done. */
  send(request: GraphRequest): Promise<TextResponse>;
  /** The pre-signed URL of a 302. */
  location(request: GraphRequest): Promise<string>;
  /** Up to 20; results are in the same order. `onSettled` gets each as soon as it is final. */
  batch(
    parts: readonly SubRequest[],
    options?: Pick<GraphRequest, 'priority' | 'signal'>,
    onSettled?: SettledListener,
  ): Promise<SubResult[]>;
  readonly presigned: PresignedClient;
  readonly pace: Pick<Scheduler, 'waitUntil' | 'listen' | 'concurrency'>;
  close(): void;
}

export type GraphClientDeps = ExchangeDeps;

export function createGraphClient(deps: GraphClientDeps): GraphClient {
  const { access, http, clock, log } = deps;
  const scheduler = createScheduler(clock);
  const closing = new AbortController();
  const connection: Connection = { exchange: createExchange(deps), scheduler, clock };
  const signalsOf = ({ signal, waitSignal }: Pick<GraphRequest, 'signal' | 'waitSignal'>): Signals => {
    const ending = toAnySignal(signal, closing.signal);
    return { ending, waiting: toAnySignal(waitSignal, ending) };
  };

  const send = async (request: GraphRequest): Promise<TextResponse> => {
    const tries = { number: 0, mayBeDone: false };
    const toFinal = (error: AppError): AppError =>
      (tries.mayBeDone ? error.ofMaybeDone() : error).about(request.subject ?? null);
    const response = await sendWithRetries(connection, request, signalsOf(request), tries).catch(
      (error: unknown) => {
        throw error instanceof AppError ? toFinal(error) : error;
      },
    );
    if (isFromCaptivePortal(response, access.graphUrl, request.isRedirected) || isForeignRefusal(response))
      throw toFinal(captivePortalError(response, clock.now()));
    if (response.status >= 400)
      throw toFinal(toAppError(response, clock.now(), { isReading: request.method === 'GET' }));
    if (isRedirect(response.status) && request.isRedirected !== true)
      throw toFinal(unexpectedResponse(response, clock.now(), 'redirect'));
    return response;
  };

  const json: GraphClient['json'] = async (request, parse) => {
    const response = await send(request);
    try {
      const parsed = parse(parseBody(response, clock.now()));
      if (parsed !== undefined) return parsed;
    } catch (error) {
      throw error instanceof AppError ? error.ofMaybeDone() : error;
    }
    // It was answered with success, so it may have been executed.
    throw unexpectedResponse(response, clock.now(), 'unreadable').ofMaybeDone();
  };

  return {
    send,
    json,
    batch: (parts, options = {}, onSettled) =>
      sendSubRequests(parts, {
        sendTogether: (body, { idempotent, waitSignal }, parse) =>
          json({ method: 'POST', path: '/$batch', json: body, idempotent, waitSignal, ...options }, parse),
        sendAlone: (part) => json({ ...part, ...options }, (value) => value),
        onResponse(part, response) {
          if (response.status < 300) deps.succeeded?.(part);
          else logRefusal(log, part.method, response, null);
        },
        onSettled,
        profile: retryProfiles[options.priority ?? 'person'],
        pause: (waitMs) => scheduler.pause(waitMs),
        sleep: (waitMs, waitSignal) => sleep(clock, waitMs, signalsOf({ waitSignal, ...options }).waiting),
        now: () => clock.now(),
      }),
    async location(request) {
      const response = await send({ ...request, isRedirected: true });
      const hop = toHop(access.graphUrl, response.status, response.headers);
      if (hop.kind !== 'follow') throw unexpectedResponse(response, clock.now(), 'noRedirect');
      return hop.url;
    },
    presigned: createPresignedClient(http, clock, scheduler),
    pace: scheduler,
    close() {
      closing.abort();
      scheduler.close();
    },
  };
}

interface Connection {
  exchange: ReturnType<typeof createExchange>;
  scheduler: Scheduler;
  clock: Clock;
}

/** `waiting` also ends waits, `ending` everything. */
interface Signals {
  ending: AbortSignal;
  waiting: AbortSignal;
}

const toAnySignal = (one: AbortSignal | null | undefined, other: AbortSignal): AbortSignal =>
  one == null ? other : AbortSignal.any([one, other]);

interface Tries {
  number: number;
  mayBeDone: boolean;
}

async function sendWithRetries(
  connection: Connection,
  request: GraphRequest,
  signals: Signals,
  tries: Tries,
): Promise<TextResponse> {
  for (;;) {
    tries.number += 1;
    const response = await attempt(connection, request, tries, signals);
    if (response !== null) return response;
  }
}

/** null: send it again now. */
async function attempt(
  connection: Connection,
  request: GraphRequest,
  tries: Tries,
  { ending, waiting }: Signals,
): Promise<TextResponse | null> {
  const { exchange, scheduler, clock } = connection;
  const priority = request.priority ?? 'person';
  const profile = retryProfiles[priority];
  const attempted: Attempt = {
    number: tries.number,
    idempotent: request.idempotent ?? request.method !== 'POST',
    noRetryStatuses: request.noRetryStatuses ?? [],
    profile,
  };
  const maxWaitMs = request.maxWaitMs ?? profile.maxPauseMs;
  const options = { priority, signal: waiting, maxWaitMs, drive: toQueueName(request.path) };
  try {
    // Content honors pauses, but must not occupy a queue slot that user actions need.
    const response = await (request.content === undefined
      ? scheduler.run(() => exchange(request, ending), options)
      : scheduler.waitUntilResumed(options).then(() => exchange(request, ending)));
    if (mayHaveWorked(response.status) && !isFinal(response)) tries.mayBeDone = true;
    if (await mustRetry(connection, judge(response, attempted, clock.now()), waiting)) return null;
    if (isDone(request, response)) scheduler.recordSuccess(options.drive);
    return response;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.mayBeDone) tries.mayBeDone = true;
    if (error.code !== 'offline') throw error;
    if (await mustRetry(connection, judgeNoResponse(attempted), waiting)) return null;
    throw error;
  }
}

function judge(response: TextResponse, attempted: Attempt, nowMs: number): Verdict {
  // Nor need other requests slow down.
  if (isFinal(response)) return { kind: 'return' };
  const { status, headers } = response;
  const retryAfterMs = parseRetryAfter(headers['retry-after'], headers['date'], nowMs);
  return judgeResponse({ status, retryAfterMs }, attempted, Math.random());
}

async function mustRetry(
  { scheduler, clock }: Connection,
  verdict: Verdict,
  signal: AbortSignal,
): Promise<boolean> {
  if (verdict.kind === 'return') return false;
  if (verdict.kind === 'pause') scheduler.pause(verdict.waitMs);
  else await sleep(clock, verdict.waitMs, signal);
  return true;
}

async function sleep(clock: Clock, waitMs: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(waitMs, signal);
  } catch (error) {
    throw new AppError('cancelled', { cause: error });
  }
}
