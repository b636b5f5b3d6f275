import type { DiskTrouble } from '../../contract/errors.ts';
import { AppError, isAppError } from '../errors.ts';

/** SQLITE_ERROR (unexpected tables), CORRUPT, FORMAT, NOTADB. */
const damageCodes: readonly number[] = [1, 11, 24, 26];
/** SQLITE_FULL */
const fullCode = 13;
/** SQLITE_PERM, BUSY, READONLY, IOERR, CANTOPEN */
const deniedCodes: readonly number[] = [3, 5, 8, 10, 14];

const fullSystemCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

export const isDamage = (error: unknown): boolean => damageCodes.includes(toPrimaryCode(error));

/** null: neither the disk nor another process is at fault. */
export function toDiskCode(error: unknown): 'diskFull' | 'diskDenied' | null {
  const code = toPrimaryCode(error);
  if (code === fullCode) return 'diskFull';
  return deniedCodes.includes(code) ? 'diskDenied' : null;
}

/** null: the disk isn't known to be the reason. */
export function toDiskTrouble(error: unknown): DiskTrouble | null {
  if (error instanceof AppError) return error.facts.disk ?? (isAppError(error, 'diskFull') ? 'full' : null);
  const code = toDiskCode(error);
  if (code !== null) return code === 'diskFull' ? 'full' : 'denied';
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  return fullSystemCodes.includes(error.code) ? 'full' : 'denied';
}

/** The lowest byte of an extended code is the primary one. */
function toPrimaryCode(error: unknown): number {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return 0;
  return error.errcode & 0xff;
}
