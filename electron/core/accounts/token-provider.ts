import { AppError, isAppError } from '../errors.ts';
import { createDeadline, type Deadline } from '../lib/deadline.ts';
import { signInRestMs } from '../graph/retry-policy.ts';
import type { Clock } from '../ports.ts';
import { needsPerson } from './aadsts.ts';

/** An access token and when it ends, in epoch milliseconds. */
export interface Token {
  text: string;
  expiresMs: number;
}

export interface TokenProvider {
  token(stale?: string, claims?: string | null): Promise<string>;
}

export interface TokenProviderDeps {
  clock: Clock;
  /** Asks MSAL. `force`: the cached one is no good. */
  acquire: (force: boolean, claims: string | null) => Promise<Token>;
  /** What an earlier run left, where it is still good. */
  kept?: () => Promise<Token | null>;
  /** Only a person can help. Called once for each refusal; heard before the failure is thrown. */
  refused: (failure: AppError) => void;
}

/** The service could not be reached, or not now: the token there is stays as good as it was. */
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
/** While an old token does, the service is asked this often. */
const restMs = 30_000;

/** MSAL renews what has less than five minutes left; asking it earlier would only cost time. */
const spareMs = 5 * 60_000;

/**
 * The access token of one account. However many ask, one request is under way; a token that is good for a while is
 * handed out without asking anybody. A service that is busy is left alone for as long as it said. A token that should be
 * renewed and can't be is used until it ends.
 */
export function createTokenProvider({ clock, acquire, kept, refused }: TokenProviderDeps): TokenProvider {
  let current: Token | null = null;
  let asking: { claims: string | null; answer: Promise<Token> } | null = null;
  let busy: Deadline | null = null;
  /** Until then the old token does. */
  let rest: Deadline | null = null;

  const ask = async (force: boolean, claims: string | null): Promise<Token> => {
    const leftMs = busy?.leftMs() ?? 0;
    if (leftMs > 0) throw new AppError('throttled', { facts: { waitMs: leftMs } });
    try {
      const token = await acquire(force, claims);
      // MSAL resolves with an empty token when an answer holds neither a token nor an error.
      if (token.text === '') throw new AppError('unexpectedAnswer');
      current = token;
      return token;
    } catch (error) {
      throw judge(error);
    }
  };

  /** The token there is, where it need not be another one and is good for a moment. */
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
      // A token without the claims that were asked for would be refused again.
      if (asking !== null && claims !== null && asking.claims !== claims)
        await asking.answer.catch(() => undefined);
      // Callers that join get its result: it is newer than the one that was refused.
      asking ??= begin(stale !== undefined && (current === null || current.text === stale), claims);
      return (await asking.answer).text;
    },
  };
}
