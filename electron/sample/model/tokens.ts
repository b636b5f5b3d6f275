import { randomBytes } from 'node:crypto';
import type { Person } from './people.ts';
import type { Viewer } from './world.ts';

/** Access tokens: random, and good for this run only. */
export interface Tokens {
  /** null: an app-only token, which has no "me". */
  issue(person: Person | null): string;
  /** From now on the token is refused with 401. */
  revoke(token: string): void;
  viewerOf(token: string): Viewer | null;
}

export function createTokens(): Tokens {
  const viewers = new Map<string, Viewer>();
  return {
    issue(person) {
      const token = randomBytes(32).toString('base64url');
      viewers.set(token, { person });
      return token;
    },
    revoke: (token) => void viewers.delete(token),
    viewerOf: (token) => viewers.get(token) ?? null,
  };
}
