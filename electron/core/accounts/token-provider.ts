import { AppError, isAppError } from '../errors.ts';
import { createDeadline, type Deadline } from '../lib/deadline.ts';
import { toStillThrottled } from '../graph/account-pause.ts';
import { signInRestMs } from '../graph/retry-policy.ts';
import type { Clock } from '../ports.ts';
import { needsPerson } from './aadsts.ts';

export interface Token {
  text: string;
  expiresMs: number;
}

export interface TokenProvider {
  token(stale?: string, claims?: string | null): Promise<string>;
}

export interface TokenProviderDeps {
  clock: Clock;
  /** Asks MSAL. `force`: the cached token is unusable. */
  acquire: (force: boolean, claims: string | null) => Promise<Token>;
  kept?: () => Promise<Token | null>;
  /** Only a person can help. Called once per refusal, before the failure is thrown. */
  refused: (failure: AppError) => void;
}

/** The service is unreachable or busy: the current token stays valid. */
const passing: readonly AppError['code'][] = [
  'offline',
  'networkSignIn',
  'proxySignIn',
  'certificateUntrusted',
  'throttled',
  'serviceUnavailable',
  'unexpectedAnswer',
  'answerTooLarge',
];
/** How often the service is asked while an old token is still usable. */
const restMs = 30_000;

/** MSAL renews tokens with less than five minutes left; asking earlier is pointless. */
const spareMs = 5 * 60_000;

/**
 * A busy service is left alone for as long as it said. A token that can't be renewed is used until it
 * expires.
 */
export function createTokenProvider({ clock, acquire, kept, refused }: TokenProviderDeps): TokenProvider {
  let current: Token | null = null;
  let asking: { claims: string | null; answer: Promise<Token> } | null = null;
  let busy: Deadline | null = null;
  /** Until then the old token is used. */
  let rest: Deadline | null = null;

  const ask = async (force: boolean, claims: string | null): Promise<Token> => {
    const leftMs = busy?.leftMs() ?? 0;
    if (leftMs > 0) throw toStillThrottled(leftMs, clock.now());
    try {
      const token = await acquire(force, claims);
      // MSAL resolves with an empty token if a response has neither a token nor an error.
      if (token.text === '') throw new AppError('unexpectedAnswer');
      current = token;
      return token;
    } catch (error) {
      throw judge(error);
    }
  };

  /** The current token, if it is still usable and no other one is required. */
  const makeDo = async (force: boolean, claims: string | null, error: unknown): Promise<Token> => {
    if (force || claims !== null || !isAppError(error, ...passing)) throw error;
    const left = current ?? (await kept?.()) ?? null;
    if (left === null || left.text === '' || left.expiresMs <= clock.now()) throw error;
    rest = createDeadline(clock, restMs);
    current = left;
    return left;
  };

  const judge = (error: unknown): unknown => {
    if (isAppError(error, 'signInBusy')) {
      const waitMs = error.facts.waitMs ?? signInRestMs;
      busy = createDeadline(clock, waitMs);
      return new AppError('throttled', { facts: { waitMs }, details: error.details, cause: error });
    }
    if (!(error instanceof AppError) || !needsPerson(error.code)) return error;
    current = null;
    refused(error);
    return new AppError('signInNeeded', { details: error.details, cause: error });
  };

  const begin = (force: boolean, claims: string | null) => {
    const answer = ask(force, claims)
      .catch((error: unknown) => makeDo(force, claims, error))
      .finally(() => (asking = null));
    return { claims, answer };
  };

  const isGood = (token: Token, stale: string | undefined) =>
    token.text !== stale &&
    (token.expiresMs - clock.now() > spareMs || ((rest?.leftMs() ?? 0) > 0 && token.expiresMs > clock.now()));

  return {
    async token(stale, claims = null) {
      if (current !== null && claims === null && isGood(current, stale)) return current.text;
      // A token without the requested claims would be refused again.
      if (asking !== null && claims !== null && asking.claims !== claims)
        await asking.answer.catch(() => undefined);
      // Callers that join get a token newer than the refused one.
      asking ??= begin(stale !== undefined && (current === null || current.text === stale), claims);
      return (await asking.answer).text;
    },
  };
}
