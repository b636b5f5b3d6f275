import type { Account } from './records.ts';

const dayMs = 24 * 3_600_000;
/** How long before its end people are told. */
const warnDays = 14;

/** Whole days until the secret ends, negative when it has; null where nothing is to be said yet. */
export function toSecretDays(
  { secretExpiresAt }: Pick<Account, 'secretExpiresAt'>,
  now: number,
): number | null {
  if (secretExpiresAt === null) return null;
  const days = Math.floor((Date.parse(secretExpiresAt) - now) / dayMs);
  return days > warnDays ? null : days;
}
