import type { ErrorCode } from '../../contract/errors.ts';

/**
 * From Microsoft's "error codes" reference. They may change: `error` and `suberror` decide wherever they are
 * specific enough.
 */
const meanings: readonly (readonly [ErrorCode, readonly number[]])[] = [
  ['accountNotInTenant', [16000, 50020, 50034, 51004, 90072]],
  ['redirectNotRegistered', [50011, 70004, 900971]],
  ['permissionNotRegistered', [500011, 650052, 650057, 65005, 650056]],
  ['accountLocked', [50053]],
  ['passwordExpired', [50055, 50144]],
  ['wrongPassword', [50056, 50126, 50064]],
  ['accountDisabled', [50057]],
  ['signInNeeded', [50058, 50132, 50133, 50173, 70008, 70043, 700082, 700084]],
  ['tenantUnclear', [50059, 50128, 90019]],
  ['mfaRequired', [50072, 50074, 50076, 50078, 50079, 50158, 500121]],
  ['managedDeviceNeeded', [50097, 50129, 50187]],
  ['notAssigned', [50105]],
  ['blockedByPolicy', [50131, 53000, 53001, 53002, 53003, 53004, 530032, 530035]],
  ['wrongAudience', [50194, 9001023, 9002331, 9002332, 90124, 90130]],
  ['signInLoop', [50196]],
  ['signInMismatch', [50147, 501481, 501491, 54005, 70000, 700005]],
  ['consentMissing', [65001]],
  ['consentDeclined', [65004]],
  ['adminConsentNeeded', [90094, 90095, 90008]],
  ['appUnknown', [70001, 700016, 700011, 7000112]],
  ['secretNotWanted', [700025]],
  ['wrongSecret', [7000215, 70002, 700027]],
  ['publicFlowsDisabled', [7000218]],
  ['secretExpired', [7000222]],
  ['scopeNotAllowed', [70011, 700022, 700023, 28002, 28003, 1002012]],
  ['codeExpired', [70018, 70019]],
  ['tenantUnknown', [90002]],
  ['wrongCloud', [90038, 90051, 900432, 1000104]],
  ['signInBusy', [90006, 90012, 90024, 90033, 90055, 90090]],
  ['tenantRestricted', [500021, 500022, 500212, 500213]],
];

const byNumber = new Map(meanings.flatMap(([code, numbers]) => numbers.map((number) => [number, code])));

/** "70000" means an invalid code during sign-in, but an ended session on refresh. */
export type Moment = 'signingIn' | 'refreshing';

/** null for an unknown number. */
export function toCodeOfNumber(number: number, moment: Moment): ErrorCode | null {
  if (number === 70000 && moment === 'refreshing') return 'signInNeeded';
  return byNumber.get(number) ?? null;
}

/** 70016 ("pending") is not a failure and is handled before. */
const byError: Readonly<Record<string, ErrorCode>> = {
  access_denied: 'consentDeclined',
  authorization_declined: 'consentDeclined',
  bad_verification_code: 'codeExpired',
  expired_token: 'codeExpired',
  interaction_required: 'signInNeeded',
  login_required: 'signInNeeded',
  consent_required: 'consentMissing',
  permission_denied: 'consentDeclined',
  invalid_scope: 'scopeNotAllowed',
  invalid_client: 'wrongSecret',
  unauthorized_client: 'appUnknown',
  invalid_resource: 'permissionNotRegistered',
  temporarily_unavailable: 'signInBusy',
  server_error: 'signInBusy',
};

/** Details of invalid_grant. */
const bySuberror: Readonly<Record<string, ErrorCode>> = {
  consent_required: 'consentMissing',
  basic_action: 'mfaRequired',
  additional_action: 'mfaRequired',
  message_only: 'blockedByPolicy',
  user_password_expired: 'passwordExpired',
  bad_token: 'signInNeeded',
  token_expired: 'signInNeeded',
  protection_policy_required: 'managedDeviceNeeded',
};

export function toCodeOfWords(error: string, suberror: string, moment: Moment): ErrorCode | null {
  const code = bySuberror[suberror] ?? byError[error] ?? null;
  if (code !== null) return code;
  if (error === 'invalid_grant') return moment === 'refreshing' ? 'signInNeeded' : 'signInMismatch';
  return null;
}

/** Until a new sign-in the account rests. */
const needPerson: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'signInNeeded',
  'mfaRequired',
  'managedDeviceNeeded',
  'blockedByPolicy',
  'passwordExpired',
  'wrongPassword',
  'consentMissing',
  'consentDeclined',
  'adminConsentNeeded',
  'accountDisabled',
  'accountLocked',
  'accountNotInTenant',
  'notAssigned',
  'appUnknown',
  'permissionNotRegistered',
  'publicFlowsDisabled',
  'secretNotWanted',
  'wrongSecret',
  'secretExpired',
  'noApplicationRoles',
  'certificateUnreadable',
  'secretUnreadable',
  'tenantUnknown',
  'wrongCloud',
  'wrongAudience',
  'tenantRestricted',
  'scopeNotAllowed',
  'signInMismatch',
  'signInLoop',
  'keyringUnusable',
]);

export const needsPerson = (code: ErrorCode): boolean => needPerson.has(code);
