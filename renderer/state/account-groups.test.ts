import { expect, test } from 'vitest';
import { anAccount } from '../../electron/contract/testing/fixtures.ts';
import { moveAccount, toAccountGroups } from './account-groups.ts';

const accounts = [
  anAccount('a', { group: 'HR' }),
  anAccount('b'),
  anAccount('c', { group: 'HR', address: 'zoe@contoso.example' }),
];
const ids = (list: readonly { accountId: string }[]) => list.map(({ accountId }) => accountId).join('');

test('accounts are listed by group, those without one first', () => {
  const groups = toAccountGroups(accounts, '');
  expect(groups.map(({ heading, accounts: members }) => [heading, ids(members)])).toEqual([
    [null, 'b'],
    ['HR', 'ac'],
  ]);
});

test('an account is found by name, address, or group', () => {
  expect(toAccountGroups(accounts, 'ZOE').flatMap((group) => group.accounts)).toEqual([accounts[2]]);
  expect(toAccountGroups(accounts, 'hr')).toHaveLength(1);
  expect(toAccountGroups(accounts, 'nobody')).toEqual([]);
});

test('an account moves within its group, and not past either end', () => {
  expect(ids(moveAccount(accounts, 'a', 1))).toBe('cba');
  expect(ids(moveAccount(accounts, 'c', -1))).toBe('cba');
  expect(ids(moveAccount(accounts, 'a', -1))).toBe('abc');
  expect(ids(moveAccount(accounts, 'b', 1))).toBe('abc');
});
