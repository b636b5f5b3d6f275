import type { ErrorCode } from './error-codes.ts';
import type { Transfer } from './transfers.ts';

/**
 * The same request fails each time: what it is about is gone, or of a kind that is never accepted. What a person can put
 * right elsewhere isn't among them, such as space, permissions, a name that is taken, or a folder in the recycle bin.
 */
const final: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  // No program may ask that, or no longer.
  'unknownMethod',
  'badInput',
  'forbidden',
  'ticketUnknown',
  // Gone.
  'notFound',
  'versionGone',
  'originalGone',
  'undoExpired',
  'notCheckedOut',
  // Never accepted.
  'pathMalformed',
  'notAFolder',
  'isAFolder',
  'badName',
  'tooLarge',
  'copyTooLarge',
  'notSupported',
  'packageRefused',
  'placeRefused',
  'vaultLocked',
  'malware',
  'intoItself',
  'otherDrive',
  'sameDrive',
  'shortcutLoops',
  'linkMalformed',
  'localNotAFile',
  'localNotAFolder',
  'moveRefused',
  'notOpened',
  // Saved by itself once its account is back.
  'copyOfNoAccount',
  // Warnings: the work is done.
  'originalKept',
  'copyKept',
  'folderKept',
  'versionReplaced',
]);

/** Whether the same request can succeed later, also after a person has put something right. */
export const canRetry = (code: ErrorCode): boolean => !final.has(code);

export const isRetryable = ({ state, failure }: Pick<Transfer, 'state' | 'failure'>): boolean =>
  state === 'failed' && (failure === null || canRetry(failure.code));
