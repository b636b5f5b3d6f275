import { AppError } from '../errors.ts';
import type { Clock, Http, HttpResponse, HttpRequest } from '../ports.ts';
import { toDetails, type TextResponse } from './graph-errors.ts';
import { toNetworkError } from './network-errors.ts';
import { maxHops, toHop } from './redirect-hop.ts';
import type { Priority } from './request-queue.ts';
import { judgeResponse, parseRetryAfter, retryProfiles } from './retry-policy.ts';
import type { Scheduler } from './scheduler.ts';

export type PresignedHeaders = Record<string, string> & { authorization?: never; Authorization?: never };

export interface PresignedRequest {
  method: HttpRequest['method'];
  /** The URL grants access by itself: never log it. */
  url: string;
  headers?: PresignedHeaders;
  /** A function, so that it can be sent again. */
  content?: () => HttpRequest['body'];
  /** Sent again: discard what was counted for this body. */
  onRetry?: () => void;
  signal?: AbortSignal | null;
  priority?: Priority;
  /** Content is usually one redirect away. Otherwise a redirect is a response like any other. */
  followsRedirects?: boolean;
}

/**
 * Has no access to tokens: these hosts answer 401 to requests that carry one. Every status is returned; only
 * for 429 (and 503 with Retry-After) the account pauses and the request is sent again. The body must be read
 * or discarded. @throws AppError networkSignIn for a redirect to an unencrypted URL, unexpectedAnswer for too
 * many redirects
 */
export interface PresignedClient {
  request(request: PresignedRequest): Promise<HttpResponse>;
}

export function createPresignedClient(http: Http, clock: Clock, scheduler: Scheduler): PresignedClient {
  const sendOnce = async (request: PresignedRequest): Promise<HttpResponse> => {
    const signal = request.signal ?? null;
    /** The connection may also break within a response. */
    const asExpected = <T>(reading: Promise<T>): Promise<T> =>
      reading.catch((error: unknown) => {
        throw toNetworkError(error, signal, clock.now());
      });
    try {
      const response = await http.request({
        method: request.method,
        url: request.url,
        headers: withoutToken(request.headers ?? {}),
        body: request.content?.() ?? null,
        signal,
        isContent: request.priority !== 'person',
      });
      return {
        ...response,
        text: (maxBytes) => asExpected(response.text(maxBytes)),
        discard: () => asExpected(response.discard()),
      };
    } catch (error) {
      throw toNetworkError(error, signal, clock.now());
    }
  };
  const sendFollowing = async (request: PresignedRequest): Promise<HttpResponse> => {
    let response = await sendOnce(request);
    if (request.followsRedirects !== true) return response;
    for (let hops = 1, from = request.url; ; hops += 1) {
      const hop = toHop(from, response.status, response.headers);
      if (hop.kind === 'none') return response;
      await response.discard();
      if (hop.kind === 'insecure') throw refusedRedirect('networkSignIn', response, clock.now());
      if (hops > maxHops) throw refusedRedirect('unexpectedAnswer', response, clock.now());
      from = hop.url;
      response = await sendOnce({ ...request, url: from });
    }
  };

  return {
    async request(request) {
      const options = {
        priority: request.priority ?? 'transfer',
        signal: request.signal ?? null,
        maxWaitMs: retryProfiles.content.maxPauseMs,
        drive: '',
      };
      for (let attempt = 1; ; attempt += 1) {
        await scheduler.waitUntilResumed(options);
        const response = await sendFollowing(request);
        const waitMs = toPauseMs(response, attempt, clock.now());
        if (waitMs === null) return response;
        await response.discard();
        request.onRetry?.();
        scheduler.pause(waitMs);
      }
    },
  };
}

function refusedRedirect(
  code: 'networkSignIn' | 'unexpectedAnswer',
  { status, headers }: HttpResponse,
  nowMs: number,
): AppError {
  const response: TextResponse = { status, headers, text: '' };
  return new AppError(code, { details: toDetails(response, 'redirect', null, nowMs) });
}

function toPauseMs({ status, headers }: HttpResponse, number: number, nowMs: number): number | null {
  const retryAfterMs = parseRetryAfter(headers['retry-after'], headers['date'], nowMs);
  const attempt = { number, idempotent: true, noRetryStatuses: [], profile: retryProfiles.content };
  const verdict = judgeResponse({ status, retryAfterMs }, attempt, Math.random());
  return verdict.kind === 'pause' ? verdict.waitMs : null;
}

/** Guards against values that bypassed the type. */
function withoutToken(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'),
  );
}
