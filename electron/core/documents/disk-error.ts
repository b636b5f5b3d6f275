import type { ErrorCode } from '../../contract/errors.ts';
import { AppError } from '../errors.ts';

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EFBIG: 'diskFull',
  ENOENT: 'localFileMissing',
  ENAMETOOLONG: 'pathTooLong',
};

/** A failure of the file system as an expected one. What is no failure of the file system is returned as it is. */
export function toDiskError(cause: unknown, subject: string): unknown {
  if (cause instanceof AppError || !isSystemError(cause)) return cause;
  return new AppError(codes[cause.code] ?? 'diskDenied', { subject, cause });
}

function isSystemError(cause: unknown): cause is Error & { code: string; syscall: string } {
  return cause instanceof Error && 'syscall' in cause && 'code' in cause && typeof cause.code === 'string';
}
