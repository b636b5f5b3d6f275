import { z } from 'zod';

/**
 * Every expected failure that a person may see. A code names the situation, not the HTTP status. Each needs a
 * text in the catalogue, or the build fails.
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
  'nameReserved',
  'accessDenied',
  'changeRefused',
  'downloadRefused',
  'changedMeanwhile',
  'quotaFull',
  'ownerQuotaFull',
  'tooLarge',
  'notSupported',
  'packageRefused',
  'vaultLocked',
  'malware',
  'undoExpired',
  'notEmpty',
  'intoItself',
  'shortcutLoops',
  'copyFailed',
  'originalGone',
  'originalChanged',
  'originalUnreadable',
  'originalKept',
  'copyKept',
  // sharing
  'anonymousLinksOff',
  'sharingOff',
  'invitationRefused',
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
  'batchTooLarge',
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
  'indexInMemory',
  'indexLost',
  'profileInUse',
  'ownerGone',
] as const;

export const ErrorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** File types that are never opened with their default program. */
export const FileKind = z.enum([
  'program',
  'script',
  'link',
  'installer',
  'settings',
  'diskImage',
  'archive',
  'webPage',
  'macros',
  'unknown',
]);
export type FileKind = z.infer<typeof FileKind>;

/** For support, shown only under "Details". Never contains a token or URL. */
export const FailureDetails = z.object({
  status: z.number().int().nullable(),
  serviceCode: z.string().nullable(),
  requestId: z.string().nullable(),
  at: z.string(),
});

/** Facts for the failure's text, in the user's terms; null where not applicable. */
export const FailureFacts = z.object({
  /** The missing part of a path: "Invoices". */
  missing: z.string().nullable(),
  /** The deepest existing folder of that path: "myfiles/Finance". */
  nearest: z.string().nullable(),
  /** What is wrong with a name: a character ("?"), a reserved word ("CON"), or a rule ("trailing dot"). */
  offending: z.string().nullable(),
  /** A name that would be accepted. */
  suggestion: z.string().nullable(),
  /** Milliseconds until a retry makes sense. */
  waitMs: z.number().nullable(),
  /** Who owns the folder or holds the lock. */
  who: z.string().nullable(),
  freeBytes: z.number().nullable(),
  /** Missing permissions: sign in again to the same account with these added. */
  scopes: z.array(z.string()).nullable(),
  fileKind: FileKind.nullable(),
});
export type FailureFacts = z.infer<typeof FailureFacts>;

/** Codes in files of earlier versions. */
const formerCodes: ReadonlyMap<unknown, ErrorCode> = new Map([
  ['moreProofNeeded', 'mfaRequired'],
  ['signInSpoilt', 'signInMismatch'],
  ['nameBusy', 'nameReserved'],
  ['undoGone', 'undoExpired'],
  ['publicFlowsOff', 'publicFlowsDisabled'],
  ['cannotSeal', 'keyringMissing'],
  ['noLongerShared', 'accessRevoked'],
]);
export const toCurrentCode = (code: unknown): unknown => formerCodes.get(code) ?? code;

/** An expected failure as it crosses the bridge. `subject` is the file or folder concerned. */
export const Failure = z.object({
  code: z.preprocess(toCurrentCode, ErrorCode),
  subject: z.string().nullable(),
  facts: FailureFacts,
  details: FailureDetails.nullable(),
});
export type Failure = z.infer<typeof Failure>;

export const noFacts: FailureFacts = {
  missing: null,
  nearest: null,
  offending: null,
  suggestion: null,
  waitMs: null,
  who: null,
  freeBytes: null,
  scopes: null,
  fileKind: null,
};

export function toFailure(
  code: ErrorCode,
  subject: string | null = null,
  facts: Partial<FailureFacts> = {},
  details: Failure['details'] = null,
): Failure {
  return { code, subject, facts: { ...noFacts, ...facts }, details };
}
