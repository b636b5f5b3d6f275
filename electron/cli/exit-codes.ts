import type { ErrorCode } from '../contract/errors.ts';

/** The README documents each exit code. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  conflict: 4,
  signIn: 5,
  throttled: 6,
  partly: 7,
  /** The shell convention for SIGINT: 128 + 2. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const notFound: readonly ErrorCode[] = [
  'notFound',
  'folderGone',
  'pathNotFound',
  'accessRevoked',
  'localFileMissing',
  'localFolderMissing',
];
const usage: readonly ErrorCode[] = [
  'badInput',
  'unknownMethod',
  'pathMalformed',
  'isAFolder',
  'notAFolder',
  'placeRefused',
  'localNotAFolder',
];
const conflict: readonly ErrorCode[] = [
  'nameExists',
  'copyOfItself',
  'changedMeanwhile',
  'locked',
  'checkedOut',
  'checkOutNeeded',
  'nameReserved',
];
const signIn: readonly ErrorCode[] = [
  'signInNeeded',
  'accountLocked',
  'accountDisabled',
  'consentMissing',
  'adminConsentNeeded',
  'noApplicationRoles',
  'wrongSecret',
  'secretExpired',
  'secretUnreadable',
  'certificateUnreadable',
  'keyringUnusable',
  'permissionNotRegistered',
  'blockedByPolicy',
];

export function toExitCode(code: ErrorCode): ExitCode {
  if (notFound.includes(code)) return exitCodes.notFound;
  if (usage.includes(code)) return exitCodes.usage;
  if (conflict.includes(code)) return exitCodes.conflict;
  if (signIn.includes(code)) return exitCodes.signIn;
  if (code === 'throttled') return exitCodes.throttled;
  if (code === 'cancelled') return exitCodes.interrupted;
  return exitCodes.failed;
}

export function toManyExitCode(succeeded: number, failed: readonly ErrorCode[]): ExitCode {
  const [first] = failed;
  if (first === undefined) return exitCodes.done;
  if (succeeded > 0) return exitCodes.partly;
  const codes = new Set(failed.map(toExitCode));
  return codes.size === 1 ? toExitCode(first) : exitCodes.failed;
}
