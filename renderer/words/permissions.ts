import type { ScopeName } from '../../electron/contract/sign-in.ts';
import { quoted } from './en-app.ts';
import { formatDate } from './format.ts';
import { scopeWords } from './sign-in.ts';

/** Use is counted by the day, in UTC: the hour would say nothing. */
export function formatUseDay(instant: string, now: number): string {
  const day = instant.slice(0, 10);
  return day === new Date(now).toISOString().slice(0, 10) ? 'today' : formatDate(`${day}T12:00:00.000Z`);
}

export const permissionsWords = {
  open: 'Permissions…',
  title: (name: string) => `Permissions of ${quoted(name)}`,
  lead: 'What this account is allowed, against what it needed in the last 90 days.',
  since: (day: string) =>
    `Counted since ${day}: what was done before is not in it, so wait before you drop anything.`,
  columns: { name: 'Permission', used: 'Last needed', verdict: 'What to do' },
  never: 'Not in this time',
  keep: 'Keep',
  drop: 'Could be dropped',
  exchange: (scope: string) => `${scope} would be enough`,
  none: 'Nothing is listed: the service did not say what this account is allowed.',
  fine: 'Everything this account is allowed, it needed.',
  howDelegated:
    'To drop a permission: an administrator, or you for your own account, takes it away at myapps.microsoft.com or in the Entra admin centre under Enterprise applications. Then sign in again with fewer, under Advanced.',
  howApplication:
    'To drop a permission: an administrator removes it in the Entra admin centre under App registrations, API permissions, and grants consent for what is left. It takes effect with the next token, within an hour.',
  close: 'Close',
  text: (name: string): string =>
    name === 'User.Read'
      ? 'Who you are: name and address. Every sign-in needs it.'
      : (scopeWords[name as ScopeName] ?? 'Slipway has no use for it.'),
} as const;

export const secretNoticeWords = {
  title: (days: number) =>
    days < 0
      ? 'The secret of this account has ended'
      : days === 0
        ? 'The secret of this account ends today'
        : `The secret of this account ends in ${days === 1 ? '1 day' : `${days} days`}`,
  text: 'Make a new one in the app registration under Certificates & secrets before that, and enter its value here. Files and transfers stay as they are.',
  enter: 'Enter a new one',
} as const;
