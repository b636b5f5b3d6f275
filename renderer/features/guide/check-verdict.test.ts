import { expect, test } from 'vitest';
import { errorCodes } from '../../../electron/contract/errors.ts';
import type { SignIn } from '../../../electron/contract/sign-in.ts';
import { toFailure } from '../../../electron/contract/error-codes.ts';
import { toSignInRemedy } from '../../words/sign-in-remedy.ts';
import { toCheckVerdict, toWrongStep } from './check-verdict.ts';

const checked = (partial: Partial<SignIn>): SignIn => ({
  signInId: 's',
  method: 'browser',
  purpose: 'check',
  state: 'failed',
  code: null,
  consentLink: null,
  until: null,
  account: null,
  granted: null,
  passed: [],
  failure: null,
  ...partial,
});

test('a step passes if the sign-in proved it, and is wrong if the failure points to it', () => {
  const signIn = checked({
    passed: ['cloud', 'tenant', 'client'],
    failure: toFailure('redirectNotRegistered'),
  });
  expect(toCheckVerdict(signIn, 'person')).toEqual({ ids: 'passed', register: 'passed', redirect: 'wrong' });
});

test('a Web platform with a secret is traced to the redirect step, for people', () => {
  for (const code of ['publicFlowsDisabled', 'redirectNotRegistered', 'secretNotWanted'] as const)
    expect(toWrongStep(code, 'person')).toBe('redirect');
  expect(toWrongStep('wrongSecret', 'app')).toBe('credential');
});

test('each failure that refers to the guide is fixed by one of its steps', () => {
  const sent = errorCodes.filter((code) => toSignInRemedy(code) === 'openGuide');
  expect(sent.length).toBeGreaterThan(3);
  for (const code of sent) expect(toWrongStep(code, 'app'), code).not.toBeNull();
});

test('a failure unrelated to the registration blames no step', () => {
  expect(toCheckVerdict(checked({ failure: toFailure('offline') }), 'app')).toEqual({});
});
