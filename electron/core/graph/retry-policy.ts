/**
 * Protocol: 429 and 503 ask to wait, mostly with `Retry-After` in seconds or as an HTTP date. Throttled
 * requests count against the budget, so the whole account pauses. 408, 500, 502, 504 and 509 are transient.
 */
export interface RetryProfile {
  /** Attempts of one request, including the first, while the service answers 429 or a transient status. */
  attempts: number;
  /** 429, and 503 with a time, are always retried by the request itself. */
  retries: 'all' | 'throttling';
  /** How often the caller restarts the whole request while nothing succeeds. */
  rounds: number;
  /** The request fails with `throttled` rather than wait for a longer pause. */
  maxPauseMs: number;
}

/**
 * By who waits for the request. Rounds multiply attempts. While the service answers nothing but 503 without a time:
 *
 * | profile      | attempts   | waits for at most | then                                   |
 * | ------------ | ---------- | ----------------- | -------------------------------------- |
 * | `person`     | 5          | 7.5 s             | fails                                  |
 * | `background` | 5          | 7.5 s             | fails                                  |
 * | `transfer`   | 8 x 5 = 40 | 111.5 s           | the transfer fails, and can be retried |
 * | `content`    | 8          | 51.5 s            | the transfer fails, and can be retried |
 * | `signIn`     | 1          | 0 s               | fails, and rests for `signInRestMs`    |
 *
 * Pauses that the service asks for come on top: up to 30 s each for a person, as long as they last for all others. A
 * missing network is not in the table: transfers wait for it without end (`backoffs.network`), everything else fails.
 */
export const retryProfiles = {
  person: { attempts: 5, retries: 'all', rounds: 1, maxPauseMs: 30_000 },
  background: { attempts: 5, retries: 'all', rounds: 1, maxPauseMs: Number.POSITIVE_INFINITY },
  transfer: { attempts: 5, retries: 'all', rounds: 8, maxPauseMs: Number.POSITIVE_INFINITY },
  content: { attempts: 8, retries: 'throttling', rounds: 8, maxPauseMs: Number.POSITIVE_INFINITY },
  /** MSAL does not retry; callers that need a token get `throttled` until the rest is over. */
  signIn: { attempts: 1, retries: 'throttling', rounds: 1, maxPauseMs: 0 },
} as const satisfies Record<string, RetryProfile>;

export interface Backoff {
  firstMs: number;
  maxMs: number;
}

export const backoffs = {
  /** 429 without a time. */
  throttled: { firstMs: 1_000, maxMs: 120_000 },
  /** Transient statuses, between attempts and between rounds. */
  serviceError: { firstMs: 500, maxMs: 20_000 },
  /** No network, or one that requires a sign-in. */
  network: { firstMs: 2_000, maxMs: 60_000 },
} as const satisfies Record<string, Backoff>;

/**
 * For a transfer that is throttled without a usable `Retry-After`. It fails after as many rounds as for any
 * other error.
 */
export const throttledRounds: Backoff = { firstMs: 60_000, maxMs: 600_000 };
/** A lower limit, whatever the service asks for. */
export const minPauseMs = 1_000;

/** After a 5xx without `Retry-After`, MSAL repeats its own answer for a minute. */
export const signInRestMs = 60_000;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Waits for something that only time or a person can change; after the last one, the person decides. */
export const retrySchedules = {
  locked: [minuteMs, 5 * minuteMs, 15 * minuteMs],
  /** A new folder may be invisible for about half a minute. */
  notVisibleYet: [1_000, 2_000, 4_000, 8_000, 15_000],
  /** A folder is locked while thousands of items in it are renamed with it. */
  renaming: [2_000, 4_000, 8_000, 15_000, 30_000],
  /** An item that was just stored may be invisible or outdated for a moment. */
  justStored: [1_000, 3_000, 8_000],
  /** A name reserved by an abandoned upload session; later waits are `reservedNameRepeatMs`. */
  reservedName: [minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs],
  /** Setting up a OneDrive, or its time as read-only, takes minutes to hours. */
  driveNotReady: [minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs],
} as const satisfies Record<string, readonly number[]>;

export const reservedNameRepeatMs = 2 * hourMs;
/** An upload session of a work drive lives for a day. */
export const maxReservedNameMs = 24 * hourMs;

export type Verdict =
  | { kind: 'return' }
  | { kind: 'pause'; waitMs: number }
  /** Only this request is sent again after a while. */
  | { kind: 'retry'; waitMs: number };

export interface Attempt {
  number: number;
  /** Repeating it is harmless. */
  idempotent: boolean;
  noRetryStatuses: readonly number[];
  profile: Pick<RetryProfile, 'attempts' | 'retries'>;
}

const throttleStatuses: readonly number[] = [429, 503, 509];
const transientStatuses: readonly number[] = [408, 500, 502, 503, 504, 509];
/** The service, or something before it, gave up waiting for work that may have been done. */
const uncertainStatuses: readonly number[] = [408, 500, 502, 503, 504];

export const mayHaveWorked = (status: number): boolean => uncertainStatuses.includes(status);

const maxRetryAfterMs = 24 * hourMs;

export function judgeResponse(
  { status, retryAfterMs }: { status: number; retryAfterMs: number | null },
  { number, idempotent, noRetryStatuses, profile }: Attempt,
  random: number,
): Verdict {
  if (noRetryStatuses.includes(status) || number >= profile.attempts) return { kind: 'return' };
  if (status === 429 || (throttleStatuses.includes(status) && retryAfterMs !== null)) {
    const ownMs = backoffMs(number, backoffs.throttled, random);
    return { kind: 'pause', waitMs: Math.max(minPauseMs, retryAfterMs ?? ownMs) };
  }
  if (transientStatuses.includes(status) && idempotent && profile.retries === 'all') {
    return { kind: 'retry', waitMs: backoffMs(number, backoffs.serviceError, random) };
  }
  return { kind: 'return' };
}

/** One retry distinguishes a stale kept-alive connection from a missing network. */
export function judgeNoResponse({ idempotent, number }: Pick<Attempt, 'idempotent' | 'number'>): Verdict {
  return idempotent && number < 2 ? { kind: 'retry', waitMs: 0 } : { kind: 'return' };
}

/** With 50 % jitter, so that many clients don't return at the same moment. */
export function backoffMs(attempt: number, { firstMs, maxMs }: Backoff, random: number): number {
  const fullMs = Math.min(maxMs, firstMs * 2 ** (attempt - 1));
  return Math.round(fullMs / 2 + (fullMs / 2) * random);
}

/**
 * Seconds, in `$batch` also with decimals, or an HTTP date, relative to the response's `Date`: a wrong local
 * clock does no harm. null if it is missing, malformed, 0 or in the past.
 */
export function parseRetryAfter(
  value: string | undefined,
  date: string | undefined,
  nowMs: number,
): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return toUsableWait(Number(text) * 1000);
  if (!/^[A-Z][a-z]{2}/.test(text)) return null;
  const untilMs = Date.parse(text);
  if (Number.isNaN(untilMs)) return null;
  const serverNowMs = Date.parse(date ?? '');
  const fromMs = Number.isNaN(serverNowMs) ? nowMs : serverNowMs;
  return toUsableWait(untilMs - fromMs);
}

const toUsableWait = (waitMs: number): number | null =>
  waitMs <= 0 ? null : Math.min(Math.max(waitMs, minPauseMs), maxRetryAfterMs);
