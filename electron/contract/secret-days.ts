import type { Account } from './records.ts';

const dayMs = 24 * 3_600_000;
const warnDays = 14;

/** Whole days until the secret expires, negative after that; null: no warning yet. */
export function toSecretDays(
  { secretExpiresAt }: Pick<Account, 'secretExpiresAt'>,
  now: number,
): number | null {
  if (secretExpiresAt === null) return null;
  const days = Math.floor((Date.parse(secretExpiresAt) - now) / dayMs);
  return days > warnDays ? null : days;
}
