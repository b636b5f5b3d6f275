/**
 * How often and for how long failing requests are retried: decisions and every number they need. Waiting is done by
 * the scheduler and by the callers named here.
 *
 * Protocol: 429 and 503 ask to wait, mostly with `Retry-After` in seconds or as an HTTP date; throttled requests count
 * against the budget, so the whole account pauses. 408, 500, 502, 504 and 509 are transient.
 */
export interface RetryProfile {
  /** Attempts of one request, the first included, while the service answers 429 or a transient status. */
  attempts: number;
  /** Which transient statuses the request itself retries; 429, and 503 with a time, are always retried. */
  retries: 'all' | 'throttling';
  /** How often the caller starts the whole request again, as long as nothing succeeds in between. */
  rounds: number;
  /** A longer pause of the account is not waited for: the request fails with `throttled`. */
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
  /** Requests that prepare or finish a transfer. */
  transfer: { attempts: 5, retries: 'all', rounds: 8, maxPauseMs: Number.POSITIVE_INFINITY },
  /** Bytes of files, on pre-signed URLs. */
  content: { attempts: 8, retries: 'throttling', rounds: 8, maxPauseMs: Number.POSITIVE_INFINITY },
  /** MSAL repeats nothing; callers that need a token get `throttled` until the rest is over. */
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
 * Between rounds of a transfer that is throttled without a time that helps: its request has waited before, in vain. As
 * many of these rounds as of any other trouble, and the transfer fails.
 */
export const throttledRounds: Backoff = { firstMs: 60_000, maxMs: 600_000 };
/** Whatever the service asks for, no pause is shorter. */
export const minPauseMs = 1_000;

/** MSAL answers the same request itself for a minute after a 5xx without `Retry-After`. */
export const signInRestMs = 60_000;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Waits for what only time or a person can change, one after the other; after the last, a person decides. */
export const retrySchedules = {
  /** A file that somebody has open in Office (423). */
  locked: [minuteMs, 5 * minuteMs, 15 * minuteMs],
  /** A folder just made may not be found for a moment: about half a minute. */
  notVisibleYet: [1_000, 2_000, 4_000, 8_000, 15_000],
  /** A name that an abandoned upload session still holds; after these every `reservedNameRepeatMs`. */
  reservedName: [minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs],
  /** A OneDrive that is being set up needs minutes to hours. */
  driveNotReady: [minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs],
} as const satisfies Record<string, readonly number[]>;

export const reservedNameRepeatMs = 2 * hourMs;
/** An upload session of a work drive lives for a day; what it holds was started before it was first met. */
export const maxReservedNameMs = 24 * hourMs;

export type Verdict =
  | { kind: 'return' }
  /** The service asks the whole account to pause; then the request is sent again. */
  | { kind: 'pause'; waitMs: number }
  /** This request alone is sent again after a while. */
  | { kind: 'retry'; waitMs: number };

export interface Attempt {
  /** 1 for the first. */
  number: number;
  /** Repeating it does no harm where the service has already done it. */
  idempotent: boolean;
  /** Statuses that the caller handles itself. */
  noRetryStatuses: readonly number[];
  profile: Pick<RetryProfile, 'attempts' | 'retries'>;
}

const throttleStatuses: readonly number[] = [429, 503, 509];
const transientStatuses: readonly number[] = [408, 500, 502, 503, 504, 509];
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

/** One more attempt tells a broken kept-alive connection from a missing network. */
export function judgeNoResponse({ idempotent, number }: Pick<Attempt, 'idempotent' | 'number'>): Verdict {
  return idempotent && number < 2 ? { kind: 'retry', waitMs: 0 } : { kind: 'return' };
}

/** Doubles with each attempt, half of it by chance, so that many clients don't return at the same moment. */
export function backoffMs(attempt: number, { firstMs, maxMs }: Backoff, random: number): number {
  const fullMs = Math.min(maxMs, firstMs * 2 ** (attempt - 1));
  return Math.round(fullMs / 2 + (fullMs / 2) * random);
}

/** What a profile comes to while the service answers nothing but 503 without a time; the requests themselves not counted. */
export function toLimits({ attempts, retries, rounds }: RetryProfile): { attempts: number; waitMs: number } {
  const perRound = retries === 'all' ? attempts : 1;
  const waitMs = rounds * sumOfBackoffs(perRound - 1) + sumOfBackoffs(rounds - 1);
  return { attempts: perRound * rounds, waitMs };
}

function sumOfBackoffs(count: number): number {
  const waits = Array.from({ length: count }, (_, at) => backoffMs(at + 1, backoffs.serviceError, 1));
  return waits.reduce((sum, waitMs) => sum + waitMs, 0);
}

/**
 * Milliseconds to wait from `Retry-After`: whole seconds or an HTTP date. null where it is missing, not understood, or
 * no time at all: 0 and dates in the past occur, and are left to our own growing waits. A date is taken relative to the
 * response's own `Date`, so a wrong clock here does no harm.
 */
export function parseRetryAfter(
  value: string | undefined,
  date: string | undefined,
  nowMs: number,
): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return toUsableWait(Number(text) * 1000);
  if (!/^[A-Z][a-z]{2}/.test(text)) return null;
  const untilMs = Date.parse(text);
  if (Number.isNaN(untilMs)) return null;
  const serverNowMs = Date.parse(date ?? '');
  const fromMs = Number.isNaN(serverNowMs) ? nowMs : serverNowMs;
  return toUsableWait(untilMs - fromMs);
}

const toUsableWait = (waitMs: number): number | null =>
  waitMs <= 0 ? null : Math.min(Math.max(waitMs, minPauseMs), maxRetryAfterMs);
