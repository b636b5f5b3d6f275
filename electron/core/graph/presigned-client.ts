import type { Clock, Http, HttpAnswer, HttpRequest } from '../ports.ts';
import { toNetworkError } from './network-errors.ts';
import { parseRetryAfter } from './retry-policy.ts';
import type { Priority, Scheduler } from './scheduler.ts';

/** No header that could carry a token. */
export type PresignedHeaders = Record<string, string> & { authorization?: never; Authorization?: never };

export interface PresignedRequest {
  method: HttpRequest['method'];
  /** Upload session, download, thumbnail: the URL itself is the permission. A secret: never logged. */
  url: string;
  headers?: PresignedHeaders;
  /** A function, so that the body can be sent again. */
  content?: () => HttpRequest['body'];
  /** It was refused, and is sent again after a wait: nothing of this body counts. */
  refused?: () => void;
  signal?: AbortSignal | null;
  priority?: Priority;
}

/**
 * Speaks to URLs that are their own permission. It has no way to a token: these hosts answer 401 to a request
 * that carries one, and the token would reach a host it was not made for.
 *
 * Every status comes back to the caller, who alone knows what 416 or 404 means here. Only 429 (and 503 with
 * Retry-After) is handled: the account pauses and the request is sent again. The body must be read or discarded.
 */
export interface PresignedClient {
  request(request: PresignedRequest): Promise<HttpAnswer>;
}

const fallbackPauseMs = 2_000;
const maxThrottled = 8;

export function createPresignedClient(http: Http, clock: Clock, scheduler: Scheduler): PresignedClient {
  const sendOnce = async (request: PresignedRequest): Promise<HttpAnswer> => {
    const signal = request.signal ?? null;
    /** The connection may break in the middle of an answer, too. */
    const asExpected = <T>(reading: Promise<T>): Promise<T> =>
      reading.catch((error: unknown) => {
        throw toNetworkError(error, signal, clock.now());
      });
    try {
      const answer = await http.request({
        method: request.method,
        url: request.url,
        headers: withoutToken(request.headers ?? {}),
        body: request.content?.() ?? null,
        signal,
        isContent: request.priority !== 'person',
      });
      return {
        ...answer,
        text: () => asExpected(answer.text()),
        discard: () => asExpected(answer.discard()),
      };
    } catch (error) {
      throw toNetworkError(error, signal, clock.now());
    }
  };
  return {
    async request(request) {
      const turn = {
        priority: request.priority ?? 'transfer',
        signal: request.signal ?? null,
        maxWaitMs: Number.POSITIVE_INFINITY,
        drive: '',
      };
      for (let attempt = 1; ; attempt += 1) {
        await scheduler.passGate(turn);
        const answer = await sendOnce(request);
        const waitMs = throttledFor(answer, clock.now());
        if (waitMs === null || attempt >= maxThrottled) return answer;
        await answer.discard();
        request.refused?.();
        scheduler.pause(waitMs);
      }
    },
  };
}

function throttledFor({ status, headers }: HttpAnswer, nowMs: number): number | null {
  const retryAfterMs = parseRetryAfter(headers['retry-after'], headers['date'], nowMs);
  if (status === 429) return retryAfterMs ?? fallbackPauseMs;
  return status === 503 ? retryAfterMs : null;
}

/** The type says so already; this holds for whoever got round the type. */
function withoutToken(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'),
  );
}
