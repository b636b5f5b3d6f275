import { randomBytes } from 'node:crypto';
import type { SampleClock } from '../clock.ts';
import type { Person } from './people.ts';
import type { Viewer } from './world.ts';

export interface Tokens {
  /**
   * With all permissions. null: an app-only token, which has no "me"; with a tenant, it is valid for that
   * tenant's drives.
   */
  issue(person: Person | null, tenantId?: string): string;
  admit(token: string, viewer: Viewer, expiresMs: number): void;
  revoke(token: string): void;
  revokeAll(): void;
  /** The token lacks these claims; a new one has them. `claims`: JSON. */
  challenge(token: string, claims: string): void;
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
