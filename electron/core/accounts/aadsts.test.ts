import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../contract/errors.ts';
import { toRefusal } from '../../sample/entra/aadsts.ts';
import { SAMPLE_APP } from '../../sample/entra/registration.ts';
import { createRig } from '../testing/rig.ts';
import { beginUntil } from '../testing/sign-in-steps.ts';
import { needsPerson, toCodeOfNumber, toCodeOfWords } from './aadsts.ts';
import { parseRefusal, toSignInError } from './sign-in-failure.ts';

/** Microsoft's error numbers and our codes. */
const rows: [ErrorCode, number[]][] = [
  ['accountNotInTenant', [16000, 50020, 50034, 51004, 90072]],
  ['redirectNotRegistered', [50011, 70004, 900971]],
  ['permissionNotRegistered', [500011, 650052, 650057, 65005, 650056]],
  ['accountLocked', [50053]],
  ['passwordExpired', [50055, 50144]],
  ['wrongPassword', [50056, 50126, 50064]],
  ['accountDisabled', [50057]],
  ['signInNeeded', [50058, 50132, 50133, 50173, 70008, 70043, 700082, 700084]],
  ['tenantUnclear', [50059, 50128, 90019]],
  ['mfaRequired', [50072, 50074, 50076, 50078, 50079, 50158]],
  ['managedDeviceNeeded', [50097, 50129, 50187]],
  ['notAssigned', [50105]],
  ['blockedByPolicy', [50131, 53000, 53001, 53002, 53003, 53004, 530032, 530035]],
  ['wrongAudience', [50194, 9001023, 9002332, 90124, 90130]],
  ['signInLoop', [50196]],
  ['signInMismatch', [50147, 501481, 501491, 54005, 70000, 700005]],
  ['consentMissing', [65001]],
  ['consentDeclined', [65004]],
  ['adminConsentNeeded', [90094, 90095, 90008]],
  ['appUnknown', [70001, 700016, 700011, 7000112]],
  ['secretNotWanted', [700025]],
  ['wrongSecret', [7000215, 70002]],
  ['publicFlowsDisabled', [7000218]],
  ['secretExpired', [7000222]],
  ['scopeNotAllowed', [70011, 700022, 700023, 28002, 28003]],
  ['codeExpired', [70018, 70019]],
  ['tenantUnknown', [90002]],
  ['wrongCloud', [90038, 90051, 900432, 1000104]],
  ['signInBusy', [90006, 90012, 90024, 90033, 90055, 90090]],
  ['tenantRestricted', [500021, 500022, 500212, 500213]],
];
const numbers = rows.flatMap(([code, all]) => all.map((number) => [number, code] as const));

test.each(numbers)('AADSTS%i means %s', (number, code) => {
  expect(toCodeOfNumber(number, 'signingIn')).toBe(code);
});

test('70000 ends a session if it answers a refresh', () => {
  expect(toCodeOfNumber(70000, 'refreshing')).toBe('signInNeeded');
});

describe('an error without a number', () => {
  test.each([
    ['invalid_grant', 'consent_required', 'consentMissing'],
    ['invalid_grant', 'basic_action', 'mfaRequired'],
    ['invalid_grant', 'additional_action', 'mfaRequired'],
    ['invalid_grant', 'message_only', 'blockedByPolicy'],
    ['invalid_grant', 'user_password_expired', 'passwordExpired'],
    ['invalid_grant', 'bad_token', 'signInNeeded'],
    ['interaction_required', '', 'signInNeeded'],
    ['login_required', '', 'signInNeeded'],
    ['consent_required', '', 'consentMissing'],
    ['invalid_client', '', 'wrongSecret'],
    ['unauthorized_client', '', 'appUnknown'],
    ['invalid_grant', '', 'signInNeeded'],
  ] as const)('%s / %s is %s and needs the user', (error, suberror, code) => {
    expect(toCodeOfWords(error, suberror, 'refreshing')).toBe(code);
    expect(needsPerson(code)).toBe(true);
  });

  test('a busy service needs no action by the user', () => {
    for (const status of [429, 500, 503]) {
      const refusal = parseRefusal({ error: 'server_error' }, status, 7000);
      const error = toSignInError(refusal!, 'refreshing', 0);
      expect(error).toMatchObject({ code: 'signInBusy', facts: { waitMs: 7000 } });
      expect(needsPerson(error.code)).toBe(false);
    }
  });
});

test('an unreadable response doesn’t count as a refusal', () => {
  for (const body of [null, 'text', 7, {}, { error: 7 }, []])
    expect(parseRefusal(body, 400, null)).toBeNull();
});

test('every number reaches the user as its message, through MSAL and HTTP, with what support needs', async () => {
  await using rig = await createRig({ driveType: 'business' });
  const heard = new Map<number, string>();
  for (const [number] of numbers) {
    rig.service.directory.script.push({ at: 'token', refusal: toRefusal(number), times: 1 });
    const { failure } = await beginUntil(
      rig,
      {
        method: 'password',
        registration: {
          cloud: 'global',
          tenant: 'contoso.example',
          clientId: SAMPLE_APP.clientId,
          authority: null,
        },
        purpose: 'add',
        keep: 'session',
        scopes: ['Files.Read'],
        accountId: null,
        username: 'alex@contoso.example',
        password: 'correct horse',
      },
      'failed',
      'done',
    );
    expect(failure?.details).toMatchObject({
      serviceCode: `AADSTS${number}`,
      requestId: expect.stringMatching(/^[\w-]{8,}$/),
    });
    heard.set(number, failure?.code ?? '');
  }
  expect(Object.fromEntries(heard)).toEqual(Object.fromEntries(numbers));
});
