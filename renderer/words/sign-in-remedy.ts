import type { ErrorCode } from '../../electron/contract/error-codes.ts';

export type SignInRemedy =
  'signIn' | 'useBrowser' | 'useCode' | 'chooseTenant' | 'chooseFiles' | 'adminConsent' | 'openGuide';

const remedies: Partial<Record<ErrorCode, SignInRemedy>> = {
  signInNeeded: 'signIn',
  signInTimedOut: 'signIn',
  consentDeclined: 'signIn',
  signInMismatch: 'signIn',
  codeExpired: 'signIn',
  keyringUnusable: 'signIn',
  anotherAccount: 'signIn',
  passwordExpired: 'useBrowser',
  mfaRequired: 'useBrowser',
  consentMissing: 'useBrowser',
  secretNotWanted: 'useBrowser',
  browserNotOpened: 'useCode',
  accountNotInTenant: 'chooseTenant',
  tenantUnclear: 'chooseTenant',
  tenantUnknown: 'chooseTenant',
  wrongAudience: 'chooseTenant',
  wrongCloud: 'chooseTenant',
  certificateUnreadable: 'chooseFiles',
  importTooLarge: 'chooseFiles',
  ticketUnknown: 'chooseFiles',
  localFileMissing: 'chooseFiles',
  adminConsentNeeded: 'adminConsent',
  noApplicationRoles: 'adminConsent',
  clientIdMissing: 'openGuide',
  appUnknown: 'openGuide',
  redirectNotRegistered: 'openGuide',
  publicFlowsDisabled: 'openGuide',
  permissionNotRegistered: 'openGuide',
  wrongSecret: 'openGuide',
  secretExpired: 'openGuide',
};

/** null: signing in differently doesn’t fix it. */
export const toSignInRemedy = (code: ErrorCode): SignInRemedy | null => remedies[code] ?? null;
