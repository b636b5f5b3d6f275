/**
 * What an answer means for the requests that follow. Decisions only; waiting is the scheduler's work.
 *
 * Protocol: 429 and 503 ask to wait, mostly with `Retry-After` in seconds or as an HTTP date; throttled requests
 * count against the budget, so everything of that account waits. 408, 500, 502, 504 and 509 are passing troubles.
 */
export type Verdict =
  /** Final: hand it to whoever asked. */
  | { kind: 'return' }
  /** The service asks the whole account to wait, then the request is sent again. */
  | { kind: 'pause'; waitMs: number }
  /** This request alone is sent again after a while. */
  | { kind: 'retry'; waitMs: number };

export interface Attempt {
  /** 1 for the first. */
  number: number;
  /** Nothing is harmed when the service did it already and does it again. */
  idempotent: boolean;
  /** Statuses that the asker wants to see at once. */
  noRetryStatuses: readonly number[];
}

const throttleStatuses: readonly number[] = [429, 503, 509];
const transientStatuses: readonly number[] = [408, 500, 502, 503, 504, 509];
export const maxAttempts = 5;
const firstPauseMs = 1_000;
const maxPauseMs = 120_000;
const firstBackoffMs = 500;
const maxBackoffMs = 20_000;
const maxRetryAfterMs = 24 * 3_600_000;

export function judgeResponse(
  response: { status: number; retryAfterMs: number | null },
  attempt: Attempt,
  random: number,
): Verdict {
  const { status, retryAfterMs } = response;
  if (attempt.noRetryStatuses.includes(status) || attempt.number >= maxAttempts) return { kind: 'return' };
  if (status === 429 || (throttleStatuses.includes(status) && retryAfterMs !== null)) {
    return {
      kind: 'pause',
      waitMs: retryAfterMs ?? backoffMs(attempt.number, firstPauseMs, maxPauseMs, random),
    };
  }
  if (transientStatuses.includes(status) && attempt.idempotent) {
    return { kind: 'retry', waitMs: backoffMs(attempt.number, firstBackoffMs, maxBackoffMs, random) };
  }
  return { kind: 'return' };
}

/** No answer came at all. One more try tells a broken kept-alive connection from a missing network. */
export function judgeNoResponse(attempt: Attempt): Verdict {
  if (!attempt.idempotent || attempt.number >= 2) return { kind: 'return' };
  return { kind: 'retry', waitMs: 0 };
}

/** Doubles with each attempt, half of it by chance, so that many clients don't come back at the same moment. */
export function backoffMs(attempt: number, firstMs: number, longestMs: number, random: number): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  return Math.round(fullMs / 2 + (fullMs / 2) * random);
}

/**
 * Milliseconds to wait from `Retry-After`: whole seconds or an HTTP date. null where it is missing, negative or
 * not understood. A date is taken relative to the answer's own `Date`, so a wrong clock here does no harm.
 */
export function parseRetryAfter(
  value: string | undefined,
  date: string | undefined,
  nowMs: number,
): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, maxRetryAfterMs);
  if (!/^[A-Z][a-z]{2}/.test(text)) return null;
  const untilMs = Date.parse(text);
  if (Number.isNaN(untilMs)) return null;
  const serverNowMs = Date.parse(date ?? '');
  const fromMs = Number.isNaN(serverNowMs) ? nowMs : serverNowMs;
  return Math.min(Math.max(0, untilMs - fromMs), maxRetryAfterMs);
}
