import { lstat } from 'node:fs/promises';
import type { ErrorCode } from '../../contract/errors.ts';
import { AppError, isAppError } from '../errors.ts';

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EFBIG: 'diskFull',
  ENOENT: 'localFileMissing',
  ENAMETOOLONG: 'pathTooLong',
};

/** Returns other errors unchanged. */
export function toDiskError(cause: unknown, subject: string): unknown {
  if (cause instanceof AppError || !isSystemError(cause)) return cause;
  // FAT allows no file of 4 GiB, however much space is free.
  const facts = cause.code === 'EFBIG' ? ({ disk: 'limit' } as const) : {};
  return new AppError(codes[cause.code] ?? 'diskDenied', { subject, cause, facts });
}

/** A chosen folder may no longer exist, which is then reported instead. */
export async function toPlaceError(cause: unknown, subject: string, chosen: string | null): Promise<unknown> {
  const error = toDiskError(cause, subject);
  if (chosen === null || !isAppError(error, 'localFileMissing')) return error;
  const isGone = (await lstat(chosen).catch(() => null)) === null;
  return isGone ? new AppError('localFolderMissing', { subject, cause }) : error;
}

function isSystemError(cause: unknown): cause is Error & { code: string; syscall: string } {
  return cause instanceof Error && 'syscall' in cause && 'code' in cause && typeof cause.code === 'string';
}
