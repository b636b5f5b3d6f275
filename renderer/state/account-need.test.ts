import { expect, test } from 'vitest';
import type { Account } from '../../electron/contract/records.ts';
import { toPageFailure } from '../api/client.ts';
import { toAccountNeed } from './account-need.ts';

const now = Date.parse('2026-11-01T12:00:00Z');
const account = (patch: Partial<Account>): Account => ({
  accountId: 'a',
  kind: 'app',
  displayName: 'Finance',
  group: null,
  cloud: 'global',
  tenant: 'contoso.example',
  state: 'ready',
  failure: null,
  credentials: 'sealed',
  places: ['myfiles'],
  rootPath: null,
  granted: [],
  secretExpiresAt: null,
  address: 'dana@contoso.example',
  driveType: 'business',
  driveId: 'd',
  canUndoDelete: false,
  canWrite: true,
  ...patch,
});

test('an account that works needs nothing', () => {
  expect(toAccountNeed(account({}), now)).toBeNull();
  expect(toAccountNeed(account({ secretExpiresAt: '2026-11-16T12:00:00Z' }), now)).toBeNull();
});

test('that a secret ends is said 14 days ahead', () => {
  const endsAt = '2026-11-15T11:00:00Z';
  expect(toAccountNeed(account({ secretExpiresAt: endsAt }), now)).toEqual({ kind: 'secretEnds', endsAt });
});

test('a refused sign-in says why, before anything else', () => {
  const failure = toPageFailure('secretExpired');
  const patch = { state: 'signInNeeded', failure, secretExpiresAt: '2026-10-31T12:00:00Z' } as const;
  expect(toAccountNeed(account(patch), now)).toEqual({ kind: 'signIn', failure });
});

test('a sign-in that was for one session was not refused', () => {
  const failure = toPageFailure('signInNeeded');
  const over = { state: 'signInNeeded', failure, credentials: 'session' } as const;
  expect(toAccountNeed(account(over), now)).toEqual({ kind: 'signIn', failure: null });
  const details = { status: 400, serviceCode: 'AADSTS700082', requestId: null, at: '' };
  const refused = { ...over, failure: { ...failure, details } };
  expect(toAccountNeed(account(refused), now)).toEqual({ kind: 'signIn', failure: refused.failure });
});
