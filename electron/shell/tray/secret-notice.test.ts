import { expect, test } from 'vitest';
import type { Account } from '../../contract/records.ts';
import { toSecretNotice } from './secret-notice.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const account = (displayName: string, secretExpiresAt: string | null, more: Partial<Account> = {}) =>
  ({ accountId: displayName, displayName, secretExpiresAt, state: 'ready', ...more }) as Account;

test('secrets that expire soon share one notification that names the first, shown once', () => {
  const accounts = [
    account('Ada', '2026-11-30T12:00:00.000Z'),
    account('Ben', '2026-11-26T12:00:00.000Z'),
    account('Far', '2027-11-26T12:00:00.000Z'),
    account('Person', null),
    account('Out', '2026-11-20T12:00:00.000Z', { state: 'signInNeeded' }),
  ];
  const notice = toSecretNotice(accounts, new Set(), now);
  expect(notice?.text.title).toBe('The client secrets of 2 accounts expire soon, the first in 5 days');
  const announced = new Set(notice?.keys);
  expect(toSecretNotice(accounts, announced, now)).toBeNull();
  const renewed = [account('Ada', '2026-12-01T12:00:00.000Z')];
  expect(toSecretNotice(renewed, announced, now)?.text.title).toBe(
    'The client secret of Ada expires in 10 days',
  );
});

test.each([
  ['2026-11-21T13:00:00.000Z', 'The client secret of Ada expires today'],
  ['2026-11-22T13:00:00.000Z', 'The client secret of Ada expires in 1 day'],
  ['2026-11-21T11:00:00.000Z', 'The client secret of Ada has expired'],
])('a secret that expires at %s is announced', (end, title) => {
  expect(toSecretNotice([account('Ada', end)], new Set(), now)?.text.title).toBe(title);
});
