import type { Clock, Http, HttpRequest, HttpResponse } from '../ports.ts';

/** Without path or body, which contain file names. */
export interface RefusedCall {
  at: string;
  method: string;
  host: string;
  /** null: no response; `reason` says why. */
  status: number | null;
  reason: string | null;
  requestId: string | null;
  clientRequestId: string | null;
  retryAfter: string | null;
}

export interface CallCounts {
  host: string;
  calls: number;
  /** By the first digit of the status: { "2xx": 10 } */
  answers: Record<string, number>;
  throttled: number;
  withoutAnswer: number;
}

export interface CallRecord {
  readonly http: Http;
  counts(): CallCounts[];
  refused(): readonly RefusedCall[];
}

const maxRefused = 100;
/** Each drive of a company may have its own host. */
const maxHosts = 50;
const otherHosts = 'others';

export function recordCalls(http: Http, clock: Clock): CallRecord {
  const byHost = new Map<string, CallCounts>();
  const refused: RefusedCall[] = [];

  const countsOf = (host: string): CallCounts => {
    const name = byHost.has(host) || byHost.size < maxHosts ? host : otherHosts;
    const known = byHost.get(name) ?? { host: name, calls: 0, answers: {}, throttled: 0, withoutAnswer: 0 };
    byHost.set(name, known);
    return known;
  };
  const note = (request: HttpRequest, host: string, outcome: Outcome): void => {
    refused.push(toRefusedCall(request, host, outcome, clock.now()));
    if (refused.length > maxRefused) refused.shift();
  };

  return {
    http: {
      async request(request) {
        const { host } = new URL(request.url);
        const counts = countsOf(host);
        counts.calls += 1;
        try {
          const response = await http.request(request);
          const kind = `${Math.floor(response.status / 100)}xx`;
          counts.answers[kind] = (counts.answers[kind] ?? 0) + 1;
          if (isThrottled(response)) counts.throttled += 1;
          if (response.status >= 400) note(request, host, { response });
          return response;
        } catch (error) {
          // Cancelled requests are not failures.
          if (request.signal?.aborted !== true) {
            counts.withoutAnswer += 1;
            note(request, host, { error });
          }
          throw error;
        }
      },
      close: () => http.close(),
    },
    counts: () => [...byHost.values()],
    refused: () => refused,
  };
}

type Outcome = { response: Pick<HttpResponse, 'status' | 'headers'> } | { error: unknown };

const isThrottled = ({ status, headers }: HttpResponse): boolean =>
  status === 429 || (status === 503 && headers['retry-after'] !== undefined);

function toRefusedCall(request: HttpRequest, host: string, outcome: Outcome, nowMs: number): RefusedCall {
  const at = new Date(nowMs).toISOString();
  const { method } = request;
  const clientRequestId = request.headers['client-request-id'] ?? null;
  if ('error' in outcome) {
    const reason = toReason(outcome.error);
    return { at, method, host, status: null, reason, requestId: null, clientRequestId, retryAfter: null };
  }
  const { status, headers } = outcome.response;
  const requestId = headers['request-id'] ?? headers['x-ms-request-id'] ?? null;
  const retryAfter = headers['retry-after'] ?? null;
  return { at, method, host, status, reason: null, requestId, clientRequestId, retryAfter };
}

/** Codes only: messages may contain addresses. */
const toReason = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
