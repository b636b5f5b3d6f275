import { factOf } from '../../electron/contract/error-codes.ts';
import type { ErrorCode, Failure } from '../../electron/contract/errors.ts';
import { toFailureSentences } from '../../electron/contract/strings/failure-sentences.ts';

export type FailureAction =
  | 'retry'
  | 'signIn'
  | 'saveAsCopy'
  | 'rename'
  | 'refresh'
  | 'goNearest'
  | 'chooseAgain'
  | 'downloadAgain'
  | 'showFolder'
  // while signing in
  | 'useBrowser'
  | 'useCode'
  | 'chooseTenant'
  | 'adminConsent'
  | 'openGuide';

/** `text` says what is safe and what to do now. */
export interface FailureText {
  title: string;
  text: string;
  action?: FailureAction;
}

const actions: Partial<Record<ErrorCode, FailureAction>> = {
  bug: 'retry',
  ticketUnknown: 'chooseAgain',
  viewGone: 'refresh',
  indexLost: 'retry',
  profileUnwritable: 'retry',
  notFound: 'refresh',
  folderGone: 'retry',
  parentGone: 'retry',
  pathNotFound: 'goNearest',
  notAFolder: 'goNearest',
  nameExists: 'rename',
  badName: 'rename',
  pathTooLong: 'rename',
  locked: 'retry',
  checkOutNeeded: 'retry',
  nameReserved: 'retry',
  changedMeanwhile: 'saveAsCopy',
  quotaFull: 'retry',
  ownerQuotaFull: 'retry',
  changeRefused: 'retry',
  downloadRefused: 'retry',
  offline: 'retry',
  networkSignIn: 'retry',
  proxySignIn: 'retry',
  certificateUntrusted: 'retry',
  throttled: 'retry',
  serviceUnavailable: 'retry',
  unexpectedAnswer: 'retry',
  answerLost: 'refresh',
  answerTooLarge: 'retry',
  listingEndless: 'retry',
  signInNeeded: 'signIn',
  driveNotReady: 'retry',
  driveReadOnly: 'retry',
  cancelled: 'retry',
  localFileMissing: 'chooseAgain',
  localFolderMissing: 'retry',
  folderIsLink: 'retry',
  localFileChanged: 'retry',
  localFileUnreadable: 'retry',
  diskFull: 'retry',
  diskDenied: 'showFolder',
  openFailed: 'showFolder',
  pageNotOpened: 'retry',
  notOpened: 'showFolder',
  integrity: 'retry',
  storedDamaged: 'retry',
  signInTimedOut: 'signIn',
  browserNotOpened: 'useCode',
  accountNotInTenant: 'chooseTenant',
  wrongPassword: 'retry',
  passwordExpired: 'useBrowser',
  mfaRequired: 'useBrowser',
  consentMissing: 'useBrowser',
  consentDeclined: 'signIn',
  adminConsentNeeded: 'adminConsent',
  noApplicationRoles: 'adminConsent',
  clientIdMissing: 'openGuide',
  appUnknown: 'openGuide',
  redirectNotRegistered: 'openGuide',
  publicFlowsDisabled: 'openGuide',
  secretNotWanted: 'useBrowser',
  wrongSecret: 'openGuide',
  secretExpired: 'openGuide',
  certificateUnreadable: 'chooseAgain',
  secretUnreadable: 'retry',
  importTooLarge: 'chooseAgain',
  permissionNotRegistered: 'openGuide',
  tenantUnclear: 'chooseTenant',
  tenantUnknown: 'chooseTenant',
  wrongAudience: 'chooseTenant',
  wrongCloud: 'chooseTenant',
  signInMismatch: 'signIn',
  signInBusy: 'retry',
  codeExpired: 'signIn',
  keyringUnusable: 'signIn',
  anotherAccount: 'signIn',
};

/** What is no longer listed can't be named by the core. */
export const named = (failure: Failure, name: string): Failure => ({
  ...failure,
  subject: failure.subject ?? name,
});

/** Codes, status, and request id belong under "Details", see `toFailureReport`. */
export function toFailureText(failure: Failure, leftMs: number | null = null): FailureText {
  const action = toAction(failure);
  return {
    ...toFailureSentences(failure, leftMs),
    ...(action === undefined ? {} : { action }),
  };
}

function toAction(failure: Failure): FailureAction | undefined {
  const action = actions[failure.code];
  return action === 'goNearest' && factOf(failure, 'nearest') === null ? undefined : action;
}
