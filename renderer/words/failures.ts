import type { ErrorCode, Failure } from '../../electron/contract/errors.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { formatDuration, formatSize } from './format.ts';
import { toCertificateReason, toNameReason, toSecretReason } from './failure-reasons.ts';

/** What a person can do about a failure with one button. Where it is shown decides which of them it can offer. */
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

/** `title` says what happened, in one line; `text` says what is safe and what to do now. */
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
  pathNotFound: 'goNearest',
  notAFolder: 'goNearest',
  nameExists: 'rename',
  badName: 'rename',
  pathTooLong: 'rename',
  locked: 'retry',
  nameBusy: 'retry',
  changedMeanwhile: 'saveAsCopy',
  quotaFull: 'retry',
  offline: 'retry',
  networkSignIn: 'retry',
  proxySignIn: 'retry',
  certificateUntrusted: 'retry',
  throttled: 'retry',
  serviceUnavailable: 'retry',
  unexpectedAnswer: 'retry',
  answerTooLarge: 'retry',
  listingEndless: 'retry',
  signInNeeded: 'signIn',
  driveNotReady: 'retry',
  cancelled: 'retry',
  localFileMissing: 'chooseAgain',
  localFolderMissing: 'retry',
  folderIsLink: 'retry',
  localFileChanged: 'retry',
  localFileUnreadable: 'retry',
  diskFull: 'retry',
  diskDenied: 'showFolder',
  openFailed: 'showFolder',
  notOpened: 'showFolder',
  integrity: 'retry',
  storedDamaged: 'retry',
  signInTimedOut: 'signIn',
  browserNotOpened: 'useCode',
  accountNotInTenant: 'chooseTenant',
  wrongPassword: 'retry',
  passwordExpired: 'useBrowser',
  moreProofNeeded: 'useBrowser',
  consentMissing: 'useBrowser',
  consentDeclined: 'signIn',
  adminConsentNeeded: 'adminConsent',
  noApplicationRoles: 'adminConsent',
  clientIdMissing: 'openGuide',
  appUnknown: 'openGuide',
  redirectNotRegistered: 'openGuide',
  publicFlowsOff: 'openGuide',
  secretNotWanted: 'useBrowser',
  wrongSecret: 'openGuide',
  secretExpired: 'openGuide',
  certificateUnreadable: 'chooseAgain',
  secretUnreadable: 'retry',
  batchTooLarge: 'chooseAgain',
  permissionNotRegistered: 'openGuide',
  tenantUnclear: 'chooseTenant',
  tenantUnknown: 'chooseTenant',
  wrongAudience: 'chooseTenant',
  wrongCloud: 'chooseTenant',
  signInSpoilt: 'signIn',
  signInBusy: 'retry',
  codeExpired: 'signIn',
  keyringUnusable: 'signIn',
  anotherAccount: 'signIn',
};

/** The text for a failure. Codes, status and request id belong under "Details", see `toFailureReport`. */
export function toFailureText(failure: Failure): FailureText {
  const { code } = failure;
  const values = toValues(failure);
  const action = toAction(failure);
  return {
    title: t(`failures.${code}.title`, values),
    text: t(`failures.${code}.text`, values),
    ...(action === undefined ? {} : { action }),
  };
}

function toAction({ code, facts }: Failure): FailureAction | undefined {
  const action = actions[code];
  return action === 'goNearest' && facts.nearest === null ? undefined : action;
}

function toValues(failure: Failure) {
  const { facts } = failure;
  const subject = failure.subject === '' ? null : failure.subject;
  return {
    subject,
    hasSubject: subject !== null,
    missing: facts.missing,
    hasMissing: facts.missing !== null,
    nearest: facts.nearest,
    hasNearest: facts.nearest !== null,
    suggestion: facts.suggestion,
    hasSuggestion: facts.suggestion !== null,
    who: facts.who,
    hasWho: facts.who !== null,
    wait: facts.waitMs === null ? null : formatDuration(facts.waitMs),
    hasWait: facts.waitMs !== null,
    free: facts.freeBytes === null ? null : formatSize(facts.freeBytes),
    hasFree: facts.freeBytes !== null,
    reason: toReason(failure),
    kind: t(`failures.notOpened.kinds.${facts.fileKind ?? 'unknown'}`),
  };
}

function toReason({ code, facts }: Failure): string | null {
  if (code === 'badName') return toNameReason(facts.offending);
  if (code === 'certificateUnreadable') return toCertificateReason(facts.offending, facts.missing);
  return code === 'secretUnreadable' ? toSecretReason(facts.offending) : null;
}
