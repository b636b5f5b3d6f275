import { expect, test } from 'vitest';
import { errorCodes } from '../../../electron/contract/errors.ts';
import { toPageFailure } from '../../api/client.ts';
import { signInFailureWords } from '../../words/sign-in-failures.ts';
import { type CurePlace, toCure } from './suggested-action.ts';

const inBrowser: CurePlace = { method: 'browser', again: false, locked: [] };
const cureOf = (code: (typeof errorCodes)[number], place: Partial<CurePlace> = {}) =>
  toCure(toPageFailure(code), { ...inBrowser, ...place });

test('every failure of signing in has a button, but for those that only waiting or somebody else can mend', () => {
  const without = errorCodes.filter((code) => code in signInFailureWords && cureOf(code) === null);
  expect(without).toEqual([
    'managedDeviceNeeded',
    // Files are chosen where a certificate is asked for, lists of accounts on their own page.
    'certificateUnreadable',
    'batchTooLarge',
    'userUnknown',
    'noSharedPlace',
    'signInLoop',
  ]);
});

test('no button leads to a box that is not there or can’t be changed', () => {
  for (const code of ['tenantUnknown', 'wrongAudience', 'wrongCloud', 'scopeNotAllowed'] as const) {
    expect(cureOf(code)?.step, code).toMatchObject({ do: 'focus' });
    expect(cureOf(code, { again: true })?.step.do, code).not.toBe('focus');
  }
  expect(cureOf('tenantUnknown', { locked: ['tenant'] })).toBeNull();
  expect(cureOf('wrongCloud', { locked: ['cloud', 'tenant'] })).toBeNull();
});

test('the cure goes on in the way that can work', () => {
  expect(cureOf('moreProofNeeded', { method: 'password' })?.step).toEqual({ do: 'begin', method: 'browser' });
  expect(cureOf('browserNotOpened')?.step).toEqual({ do: 'begin', method: 'device' });
  expect(cureOf('wrongSecret', { method: 'secret' })?.step).toEqual({ do: 'focus', field: 'secret' });
  expect(cureOf('certificateUnreadable', { method: 'certificate' })?.step).toEqual({ do: 'chooseFiles' });
  expect(cureOf('accountDisabled')?.label).toBe('Use another account');
});
