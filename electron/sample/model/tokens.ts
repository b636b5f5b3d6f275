import { randomBytes } from 'node:crypto';
import type { SampleClock } from '../clock.ts';
import type { Person } from './people.ts';
import type { Viewer } from './world.ts';

/** Access tokens: random, and good for this run only. */
export interface Tokens {
  /** Any permission there is. null: an app-only token, which has no "me"; with a tenant, it is good for that one's drives. */
  issue(person: Person | null, tenantId?: string): string;
  /** Makes a token that the sign-in service gave out good until `expiresMs`. */
  admit(token: string, viewer: Viewer, expiresMs: number): void;
  /** From now on the token is refused with 401. */
  revoke(token: string): void;
  /** So is every token there is. */
  revokeAll(): void;
  /** From now on the token is answered with a claims challenge; a fresh one is not. `claims`: JSON. */
  challenge(token: string, claims: string): void;
  /** What a challenged token lacks; null for all others. */
  claimsFor(token: string): string | null;
  viewerOf(token: string): Viewer | null;
}

export function createTokens(clock: SampleClock): Tokens {
  const viewers = new Map<string, { viewer: Viewer; expiresMs: number }>();
  const challenges = new Map<string, string>();
  return {
    challenge: (token, claims) => void challenges.set(token, claims),
    claimsFor: (token) => challenges.get(token) ?? null,
    issue(person, tenantId) {
      const token = randomBytes(32).toString('base64url');
      viewers.set(token, {
        viewer: { person, tenantId: tenantId ?? null, permissions: null },
        expiresMs: Number.POSITIVE_INFINITY,
      });
      return token;
    },
    revoke: (token) => void viewers.delete(token),
    revokeAll: () => viewers.clear(),
    admit: (token, viewer, expiresMs) => void viewers.set(token, { viewer, expiresMs }),
    viewerOf(token) {
      const found = viewers.get(token);
      return found === undefined || found.expiresMs <= clock.now() ? null : found.viewer;
    },
  };
}
