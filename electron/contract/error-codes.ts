// Without zod, which the index worker would have to load for them.
import type { FailureDetails, FailureFacts } from './errors.ts';

/**
 * A code names the situation, not the HTTP status. Each needs a text in the catalogue, or the build fails.
 */
export const errorCodes = [
  // the bridge itself
  'unknownMethod',
  'badInput',
  'forbidden',
  'bug',
  'ticketUnknown',
  'viewGone',
  // finding things
  'notFound',
  'folderGone',
  'pathNotFound',
  'pathMalformed',
  'notAFolder',
  'isAFolder',
  'accessRevoked',
  // writing
  'nameExists',
  'badName',
  'pathTooLong',
  'locked',
  'checkedOut',
  'notCheckedOut',
  'checkOutNeeded',
  'nameReserved',
  'accessDenied',
  'changeRefused',
  'addDenied',
  'addRefused',
  'copyRefused',
  'copyOfItself',
  'rulesNotMet',
  'tooManyItems',
  'downloadRefused',
  'changedMeanwhile',
  'quotaFull',
  'ownerQuotaFull',
  'tooLarge',
  'tooLargeAlone',
  'uploadExpired',
  'notSupported',
  'packageRefused',
  'placeRefused',
  'vaultLocked',
  'malware',
  'undoExpired',
  'parentGone',
  'notEmpty',
  'intoItself',
  'otherDrive',
  'sameDrive',
  'shortcutLoops',
  'copyFailed',
  'copyTooLarge',
  'originalGone',
  'originalChanged',
  'originalUnreadable',
  'originalKept',
  'copyKept',
  'folderKept',
  // sharing
  'anonymousLinksOff',
  'sharingOff',
  'subscriptionNeeded',
  'sharingRefused',
  'sharingDenied',
  'invitationRefused',
  'mailNotSent',
  'peopleRefused',
  'linkDiffers',
  'accessChanged',
  'linkMalformed',
  'linkGone',
  'linkRefused',
  'shortcutRefused',
  'versionGone',
  // reaching the service
  'offline',
  'networkSignIn',
  'proxySignIn',
  'certificateUntrusted',
  'throttled',
  'serviceUnavailable',
  'unexpectedAnswer',
  'answerLost',
  'answerTooLarge',
  'listingEndless',
  'signInNeeded',
  'driveNotReady',
  'driveReadOnly',
  // signing in
  'signInTimedOut',
  'browserNotOpened',
  'accountNotInTenant',
  'accountLocked',
  'accountDisabled',
  'wrongPassword',
  'passwordExpired',
  'mfaRequired',
  'managedDeviceNeeded',
  'blockedByPolicy',
  'tenantRestricted',
  'notAssigned',
  'noLicence',
  'appFolderRefused',
  'consentMissing',
  'consentDeclined',
  'adminConsentNeeded',
  'noApplicationRoles',
  'clientIdMissing',
  'appUnknown',
  'redirectNotRegistered',
  'publicFlowsDisabled',
  'secretNotWanted',
  'wrongSecret',
  'secretExpired',
  'certificateUnreadable',
  'secretUnreadable',
  'importTooLarge',
  'userUnknown',
  'noSharedPlace',
  'noLibraries',
  'permissionNotRegistered',
  'scopeNotAllowed',
  'tenantUnclear',
  'tenantUnknown',
  'wrongAudience',
  'wrongCloud',
  'signInMismatch',
  'signInLoop',
  'signInBusy',
  'codeExpired',
  'keyringMissing',
  'keyringUnusable',
  'anotherAccount',
  'cancelled',
  // this computer
  'localFileMissing',
  'localFolderMissing',
  'folderIsLink',
  'localFileChanged',
  'localFileUnreadable',
  'localNotAFile',
  'localNotAFolder',
  'diskFull',
  'diskDenied',
  'openFailed',
  'pageNotOpened',
  'programNotStarted',
  'trashFailed',
  'notOpened',
  'integrity',
  'storedDamaged',
  'versionReplaced',
  'journalDamaged',
  'journalUnavailable',
  // Slipway's own files
  'accountsDamaged',
  'accountsUnreadable',
  'copiesDamaged',
  'copiesUnreadable',
  'profileUnwritable',
  'copyOfNoAccount',
  'moveRefused',
  'moveBusy',
  'copyEdited',
  'copyBusy',
  'copyInUse',
  'indexInMemory',
  'indexLost',
  'profileInUse',
  'ownerGone',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

type FactName = keyof FailureFacts;

/** The facts of each code besides its subject. Codes that aren't listed have none. */
export const codeFacts = {
  pathNotFound: ['missing', 'nearest'],
  notAFolder: ['nearest'],
  accessRevoked: ['who'],
  nameExists: ['suggestion'],
  badName: ['rule', 'offending', 'suggestion'],
  locked: ['who', 'waitMs'],
  checkedOut: ['who'],
  accessDenied: ['who', 'isReading', 'isOwn'],
  mailNotSent: ['who'],
  changedMeanwhile: ['who'],
  quotaFull: ['account', 'freeBytes', 'neededBytes'],
  versionReplaced: ['who'],
  throttled: ['waitMs'],
  serviceUnavailable: ['waitMs'],
  driveNotReady: ['waitMs'],
  driveReadOnly: ['waitMs'],
  signInBusy: ['waitMs'],
  consentMissing: ['scopes'],
  permissionNotRegistered: ['scopes'],
  scopeNotAllowed: ['scopes'],
  anotherAccount: ['who'],
  certificateUnreadable: ['offending', 'missing'],
  secretUnreadable: ['offending'],
  localFolderMissing: ['missing'],
  notOpened: ['fileKind', 'who'],
  copyInUse: ['offending'],
  diskFull: ['disk'],
  journalUnavailable: ['disk'],
  profileUnwritable: ['disk'],
  indexInMemory: ['disk'],
} as const satisfies { readonly [Code in ErrorCode]?: readonly FactName[] };

type CodeWithFacts = keyof typeof codeFacts;
type FactNameOf<C extends ErrorCode> = C extends CodeWithFacts ? (typeof codeFacts)[C][number] : never;
type FactsOf<C extends ErrorCode> = Pick<FailureFacts, FactNameOf<C>>;
export type KnownFacts<C extends ErrorCode> = { [N in FactNameOf<C>]?: FailureFacts[N] | undefined };

interface FailureOf<C extends ErrorCode> {
  code: C;
  subject: string | null;
  facts: FactsOf<C>;
  details: FailureDetails | null;
}

/** Its code decides which facts it has. */
export type Failure =
  { [C in CodeWithFacts]: FailureOf<C> }[CodeWithFacts] | FailureOf<Exclude<ErrorCode, CodeWithFacts>>;

const factNames: { readonly [Code in ErrorCode]?: readonly FactName[] } = codeFacts;

/** Facts that the code doesn't declare are left out; missing ones are null. */
export function toFailure<C extends ErrorCode>(
  code: C,
  subject?: string | null,
  facts?: KnownFacts<C>,
  details?: FailureDetails | null,
): Failure;
export function toFailure(
  code: ErrorCode,
  subject: string | null = null,
  facts: KnownFacts<ErrorCode> = {},
  details: FailureDetails | null = null,
): Failure {
  const declared = Object.fromEntries((factNames[code] ?? []).map((name) => [name, facts[name] ?? null]));
  // The table that chose the facts also defines the type.
  return { code, subject, facts: declared, details } as Failure;
}

/** null if it is unknown or its code has none. */
export function factOf<N extends FactName>({ facts }: Failure, name: N): FailureFacts[N] | null {
  const all: Partial<FailureFacts> = facts;
  return all[name] ?? null;
}
