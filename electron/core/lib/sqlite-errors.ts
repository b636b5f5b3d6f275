/** SQLITE_ERROR (tables that are not ours), CORRUPT, FORMAT, NOTADB. */
const damageCodes: readonly number[] = [1, 11, 24, 26];
/** SQLITE_FULL */
const fullCode = 13;
/** SQLITE_PERM, BUSY, READONLY, IOERR, CANTOPEN */
const deniedCodes: readonly number[] = [3, 5, 8, 10, 14];

/** Whether the content of a database is to blame, not the disk or another process. */
export const isDamage = (error: unknown): boolean => damageCodes.includes(toPrimaryCode(error));

/** The failure that people know, where the disk or another process is to blame. */
export function toDiskCode(error: unknown): 'diskFull' | 'diskDenied' | null {
  const code = toPrimaryCode(error);
  if (code === fullCode) return 'diskFull';
  return deniedCodes.includes(code) ? 'diskDenied' : null;
}

/** An extended code holds the primary one in its lowest byte. */
function toPrimaryCode(error: unknown): number {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return 0;
  return error.errcode & 0xff;
}
