import type { Account } from '../../contract/records.ts';
import { toSecretDays } from '../../contract/secret-days.ts';
import { showText } from '../../contract/strings/show-text.ts';
import { t } from '../../contract/strings/translate.ts';
import type { NoticeText } from './notice-text.ts';

/** Includes the expiry date, so that a new secret gets its own notification. */
const keyOf = ({ accountId, secretExpiresAt }: Account): string => `${accountId} ${secretExpiresAt ?? ''}`;

/**
 * One notification for all secrets that expire soon and weren't announced yet. `keys` identify the secrets it
 * announces.
 */
export function toSecretNotice(
  accounts: readonly Account[],
  announced: ReadonlySet<string>,
  now: number,
): { text: NoticeText; keys: string[] } | null {
  const due = accounts.flatMap((account) => {
    const days = account.state === 'ready' ? toSecretDays(account, now) : null;
    return days === null || announced.has(keyOf(account)) ? [] : [{ account, days }];
  });
  const [first] = due.toSorted((a, b) => a.days - b.days);
  if (first === undefined) return null;
  return {
    keys: due.map(({ account }) => keyOf(account)),
    text: {
      title: t('notices.secret.title', {
        count: due.length,
        name: showText(first.account.displayName),
        days: Math.max(0, first.days),
        isOver: first.days < 0,
      }),
      body: t('notices.secret.body'),
    },
  };
}
