import { expect, test } from 'vitest';
import { anAccount } from '../../electron/contract/testing/fixtures.ts';
import type { Account } from '../../electron/contract/records.ts';
import { toFailure } from '../../electron/contract/error-codes.ts';
import { toSignInNeed } from './sign-in-need.ts';

const account = (patch: Partial<Account>): Account => anAccount('a', patch);

test('a working account needs no sign-in', () => {
  expect(toSignInNeed(account({}))).toBeNull();
});

test('a refused sign-in says why', () => {
  const failure = toFailure('secretExpired');
  const patch = { state: 'signInNeeded', failure } as const;
  expect(toSignInNeed(account(patch))).toEqual({ failure });
});

test('an ended one-session sign-in doesn’t count as refused', () => {
  const failure = toFailure('signInNeeded');
  const over = { state: 'signInNeeded', failure, credentials: 'session' } as const;
  expect(toSignInNeed(account(over))).toEqual({ failure: null });
  const details = { status: 400, serviceCode: 'AADSTS700082', requestId: null, at: '' };
  const refused = { ...over, failure: { ...failure, details } };
  expect(toSignInNeed(account(refused))).toEqual({ failure: refused.failure });
});
