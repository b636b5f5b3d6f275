import { expect, test } from 'vitest';
import { canRetry } from '../../../electron/contract/can-retry.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { errorCodes } from '../../../electron/contract/errors.ts';
import signInFailures from '../../../electron/contract/strings/en/sign-in-failures.json' with { type: 'json' };
import { toFailure } from '../../../electron/contract/error-codes.ts';
import { type SignInSituation, toSuggestedAction } from './suggested-action.ts';

const inBrowser: SignInSituation = { method: 'browser', again: false, locked: [] };
const actionFor = (code: (typeof errorCodes)[number], place: Partial<SignInSituation> = {}) =>
  toSuggestedAction(toFailure(code), { ...inBrowser, ...place });

test('every sign-in failure has an action, unless only waiting or someone else can help', () => {
  const without = errorCodes.filter(
    (code) => `failures.${code}.title` in signInFailures && actionFor(code) === null,
  );
  expect(without).toEqual([
    'managedDeviceNeeded',
    // Certificate files and account imports are handled elsewhere.
    'certificateUnreadable',
    'importTooLarge',
    'userUnknown',
    'noSharedPlace',
    'noLibraries',
    'signInLoop',
  ]);
});

test('no action leads to a missing or locked field', () => {
  for (const code of ['tenantUnknown', 'wrongAudience', 'wrongCloud', 'scopeNotAllowed'] as const) {
    expect(actionFor(code)?.step, code).toMatchObject({ type: 'focus' });
    expect(actionFor(code, { again: true })?.step.type, code).not.toBe('focus');
  }
  expect(actionFor('tenantUnknown', { locked: ['tenant'] })).toBeNull();
  expect(actionFor('wrongCloud', { locked: ['cloud', 'tenant'] })).toBeNull();
});

test('the suggested action uses a method that can work', () => {
  expect(actionFor('mfaRequired', { method: 'password' })?.step).toEqual({
    type: 'begin',
    method: 'browser',
  });
  expect(actionFor('browserNotOpened')?.step).toEqual({ type: 'begin', method: 'device' });
  expect(actionFor('wrongSecret', { method: 'secret' })?.step).toEqual({ type: 'focus', field: 'secret' });
  expect(actionFor('certificateUnreadable', { method: 'certificate' })?.step).toEqual({
    type: 'chooseFiles',
  });
  expect(actionFor('accountDisabled')?.label).toBe('Use another account');
});

test('Try again is suggested only for what can succeed', () => {
  const suggested = errorCodes.filter((code) => actionFor(code)?.label === t('app.retry'));
  expect(suggested).toContain('wrongPassword');
  expect(suggested.filter((code) => !canRetry(code))).toEqual([]);
  const locked: Partial<SignInSituation> = { locked: ['cloud', 'tenant'], method: 'password' };
  for (const code of ['tenantUnknown', 'accountDisabled', 'noLicence', 'signInLoop'] as const)
    expect(actionFor(code, locked), code).toBeNull();
});
