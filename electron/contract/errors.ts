import { z } from 'zod';

/**
 * Every way a call can fail that a person may meet. A code names the situation, not the HTTP status:
 * the words for it stand in the page's catalogue, so a new code without words does not compile.
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
  'noLongerShared',
  // writing
  'nameExists',
  'badName',
  'pathTooLong',
  'locked',
  'checkedOut',
  'notCheckedOut',
  'nameBusy',
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
  'undoGone',
  'notEmpty',
  'intoItself',
  'shortcutLoops',
  'copyFailed',
  'originalGone',
  'originalChanged',
  'originalUnreadable',
  'originalKept',
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
  // the way there
  'offline',
  'networkSignIn',
  'proxySignIn',
  'certificateUntrusted',
  'throttled',
  'serviceUnavailable',
  'unexpectedAnswer',
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
  'moreProofNeeded',
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
  'publicFlowsOff',
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
  'signInSpoilt',
  'signInLoop',
  'signInBusy',
  'codeExpired',
  'cannotSeal',
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

/** Kinds of files that are never handed to the system's program for them. */
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

/** What support needs and people do not: shown under "Details" only. Never holds a token or a URL. */
export const FailureDetails = z.object({
  status: z.number().int().nullable(),
  serviceCode: z.string().nullable(),
  requestId: z.string().nullable(),
  at: z.string(),
});

/** The facts a sentence about the failure may need, in the user's terms; null where they do not apply. */
export const FailureFacts = z.object({
  /** The part of a path that does not exist: "Invoices". */
  missing: z.string().nullable(),
  /** The deepest folder of that path that does: "myfiles/Finance". */
  nearest: z.string().nullable(),
  /** What is wrong with a name: a forbidden character ("?"), a reserved word ("CON") or a rule ("trailing dot"). */
  offending: z.string().nullable(),
  /** A name that would be accepted. */
  suggestion: z.string().nullable(),
  /** Milliseconds until it makes sense to try again. */
  waitMs: z.number().nullable(),
  /** Who owns the folder or holds the lock. */
  who: z.string().nullable(),
  /** How much room is left in a drive that is full. */
  freeBytes: z.number().nullable(),
  /** Permissions that are missing: sign in again as the same account with these as well. */
  scopes: z.array(z.string()).nullable(),
  /** Why a file is not opened. */
  fileKind: FileKind.nullable(),
});
export type FailureFacts = z.infer<typeof FailureFacts>;

/** An expected failure, as it crosses the bridge. `subject` is the file or folder it is about. */
export const Failure = z.object({
  code: ErrorCode,
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
