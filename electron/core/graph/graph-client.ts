import { randomUUID } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { Clock, DriveAccess, Http, HttpRequest, Log } from '../ports.ts';
import { sendBatch, type BatchPart, type PartResult } from './batch.ts';
import { parseClaimsChallenge } from './claims-challenge.ts';
import { isDriveNotReady, toAppError, unexpectedResponse, type TextResponse } from './graph-errors.ts';
import { isFromCaptivePortal, captivePortalError, toNetworkError } from './network-errors.ts';
import { createPresignedClient, type PresignedClient } from './presigned-client.ts';
import {
  judgeResponse,
  judgeNoResponse,
  parseRetryAfter,
  type Attempt,
  type Verdict,
} from './retry-policy.ts';
import { createScheduler, type Priority, type Scheduler } from './scheduler.ts';

export interface GraphRequest {
  method: HttpRequest['method'];
  /** Below the service's root ("/me/drive/root/children?$top=200"), or a link it gave us, which lies below it. */
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is; a function, so that it can be sent again. */
  content?: () => HttpRequest['body'];
  signal?: AbortSignal | null;
  priority?: Priority;
  /** How long a person's request waits for a pause to end before it fails with `throttled`. */
  maxWaitMs?: number;
  /** May be sent again when nobody knows whether it was done. Default: everything but POST. */
  idempotent?: boolean;
  /** Statuses that the caller wants to see at once instead of another attempt. */
  noRetryStatuses?: readonly number[];
  /** The name of the file or folder this is about, for the failure. */
  subject?: string | null;
}

/**
 * One account's way to Graph: token, identity headers, pace, retries and the mapping of failures are done here.
 * Everything rejects with AppError where the failure is an expected one.
 */
export interface GraphClient {
  /** The parsed JSON of an answer below 400; `parse` gets null for an empty body and may refuse by returning undefined. */
  json<T>(request: GraphRequest, parse: (value: unknown) => T | undefined): Promise<T>;
  /** Status, headers and text of an answer below 400 (redirects included, which are never followed). */
  send(request: GraphRequest): Promise<TextResponse>;
  /** The pre-signed URL a 302 points to. */
  location(request: GraphRequest): Promise<string>;
  /** Up to 20 small requests in one; what became of each, in their order. One alone goes by itself. */
  batch(parts: readonly BatchPart[]): Promise<PartResult[]>;
  /** For the URLs that are their own permission. */
  readonly presigned: PresignedClient;
  /** The pace of this account, to show waits. */
  readonly pace: Pick<Scheduler, 'waitUntil' | 'listen' | 'concurrency'>;
  close(): void;
}

export interface GraphClientDeps {
  access: DriveAccess;
  http: Http;
  clock: Clock;
  log: Log;
  /** Of the app, for the User-Agent. */
  version: string;
  /** Hears of every request that the service carried out. */
  succeeded?: (request: Pick<GraphRequest, 'method' | 'path'>) => void;
}

/** A person looks at a spinner that long; then they are told to come back. */
const personMaxWaitMs = 30_000;
const unlimitedWait = Number.POSITIVE_INFINITY;

export function createGraphClient(deps: GraphClientDeps): GraphClient {
  const { access, http, clock, log, version } = deps;
  const scheduler = createScheduler(clock);
  const root = access.graphUrl;
  const closing = new AbortController();
  const signalOf = ({ signal }: GraphRequest): AbortSignal =>
    signal == null ? closing.signal : AbortSignal.any([signal, closing.signal]);

  const exchange = async (request: GraphRequest, token: string): Promise<TextResponse> => {
    const signal = signalOf(request);
    const clientRequestId = randomUUID();
    try {
      const response = await http.request({
        method: request.method,
        url: toUrl(root, request.path, clock.now()),
        headers: {
          ...toHeaders(request, version),
          authorization: `Bearer ${token}`,
          'client-request-id': clientRequestId,
        },
        isContent: request.content !== undefined,
        body: request.json === undefined ? (request.content?.() ?? null) : JSON.stringify(request.json),
        signal,
      });
      const read = { status: response.status, headers: response.headers, text: await response.text() };
      if (read.status < 400) deps.succeeded?.(request);
      if (read.status >= 400) logRefusal(log, request.method, read, clientRequestId);
      return read;
    } catch (error) {
      throw toNetworkError(error, signal, clock.now());
    }
  };

  /** A refused token is renewed once, with the claims that were asked for; a second refusal stands. */
  const exchangeSignedIn = async (request: GraphRequest): Promise<TextResponse> => {
    const token = await access.token();
    const response = await exchange(request, token);
    const claims = response.status === 401 || response.status === 403 ? toClaims(response) : null;
    if (response.status !== 401 && claims === null) return response;
    const renewed = await access.token(token, claims);
    const second = await exchange(request, renewed);
    // A token that has just been made is not good enough: only a person can change that.
    if (second.status === 401 && renewed !== token) access.rejected?.(toAppError(second, clock.now()));
    return second;
  };

  const act = async (verdict: Verdict, signal: AbortSignal): Promise<boolean> => {
    if (verdict.kind === 'return') return true;
    if (verdict.kind === 'pause') scheduler.pause(verdict.waitMs);
    else await sleep(clock, verdict.waitMs, signal);
    return false;
  };

  const attempt = async (request: GraphRequest, number: number): Promise<TextResponse | null> => {
    const signal = signalOf(request);
    const attempted: Attempt = {
      number,
      idempotent: request.idempotent ?? request.method !== 'POST',
      noRetryStatuses: request.noRetryStatuses ?? [],
    };
    const priority = request.priority ?? 'person';
    const maxWaitMs = request.maxWaitMs ?? (priority === 'person' ? personMaxWaitMs : unlimitedWait);
    try {
      const options = { priority, signal, maxWaitMs, drive: toQueueName(request.path) };
      // A file on its way takes long: it waits for pauses, but must not take a turn from a person's clicks.
      const response = await (request.content === undefined
        ? scheduler.run(() => exchangeSignedIn(request), options)
        : scheduler.waitUntilResumed(options).then(() => exchangeSignedIn(request)));
      const retryAfterMs = parseRetryAfter(
        response.headers['retry-after'],
        response.headers['date'],
        clock.now(),
      );
      // Sent as 400, 404 or 429: it will not be there in seconds, and nobody is to be slowed down for it.
      const verdict = isDriveNotReady(response)
        ? ({ kind: 'return' } as const)
        : judgeResponse({ status: response.status, retryAfterMs }, attempted, Math.random());
      if (!(await act(verdict, signal))) return null;
      if (response.status < 400) scheduler.recordSuccess(options.drive);
      return response;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'offline') throw error;
      if (await act(judgeNoResponse(attempted), signal)) throw error;
      return null;
    }
  };

  const send = async (request: GraphRequest): Promise<TextResponse> => {
    for (let number = 1; ; number += 1) {
      const response = await attempt(request, number).catch((error: unknown) => {
        throw error instanceof AppError && request.subject ? error.about(request.subject) : error;
      });
      if (response === null) continue;
      if (isFromCaptivePortal(response, root)) throw captivePortalError(response, clock.now());
      if (response.status >= 400) throw toAppError(response, clock.now(), request.subject ?? null);
      return response;
    }
  };

  const json: GraphClient['json'] = async (request, parse) => {
    const response = await send(request);
    const parsed = parse(parseBody(response, clock.now()));
    if (parsed === undefined) throw unexpectedResponse(response, clock.now(), 'unreadable');
    return parsed;
  };

  return {
    send,
    json,
    batch: (parts) =>
      sendBatch(parts, {
        sendTogether: (body, idempotent, parse) =>
          json({ method: 'POST', path: '/$batch', json: body, idempotent }, parse),
        sendAlone: (part) => json(part, (value) => value),
        onResponse(part, response) {
          if (response.status < 400) deps.succeeded?.(part);
          else logRefusal(log, part.method, response, null);
        },
        pause: (waitMs) => scheduler.pause(waitMs),
        sleep: (waitMs) => sleep(clock, waitMs, closing.signal),
        now: () => clock.now(),
      }),
    async location(request) {
      const response = await send(request);
      const location = response.headers['location'];
      if (response.status < 300 || location === undefined)
        throw unexpectedResponse(response, clock.now(), 'noRedirect');
      return new URL(location, root).href;
    },
    presigned: createPresignedClient(http, clock, scheduler),
    pace: scheduler,
    close() {
      closing.abort();
      scheduler.close();
    },
  };
}

/** "/drives/{id}/…" names the drive whose line a request joins; the rest shares one. */
const toQueueName = (path: string): string => /\/drives\/([^/?]+)/.exec(path)?.[1]?.toLowerCase() ?? '';

const toClaims = ({ headers }: TextResponse): string | null =>
  parseClaimsChallenge(headers['www-authenticate']);

/** A link from an answer must lie below the service's root: the token goes nowhere else. */
function toUrl(root: string, path: string, nowMs: number): string {
  if (path.startsWith('/')) return root + path;
  if (path.startsWith(`${root}/`)) return path;
  throw unexpectedResponse({ status: 200, headers: {}, text: '' }, nowMs, 'strangeLink');
}

function toHeaders(request: GraphRequest, version: string): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': `ISV|Slipway|Slipway/${version}`,
    ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
    ...request.headers,
  };
}

function parseBody(response: TextResponse, nowMs: number): unknown {
  if (response.text === '') return null;
  try {
    return JSON.parse(response.text);
  } catch {
    throw unexpectedResponse(response, nowMs, 'notJson');
  }
}

async function sleep(clock: Clock, waitMs: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(waitMs, signal);
  } catch (error) {
    throw new AppError('cancelled', { cause: error });
  }
}

/** Neither path nor body: both hold names of files. A part of a batch has no id of its own. */
function logRefusal(log: Log, method: string, response: TextResponse, clientRequestId: string | null): void {
  log.warn('graph refused', {
    method,
    status: response.status,
    clientRequestId,
    requestId: response.headers['request-id'] ?? null,
  });
}
