import { expect, test } from 'vitest';
import { anAccount } from '../../electron/contract/testing/fixtures.ts';
import { toOwnerName } from './account-text.ts';

const alex = anAccount('1', { displayName: 'Alex', address: 'alex@contoso.example' });
const dana = anAccount('2', { displayName: 'Dana', address: 'dana@contoso.example' });
const other = anAccount('3', { displayName: 'Alex', address: 'alex@fabrikam.example' });

test('an account is named in mixed lists only if there are others', () => {
  expect(toOwnerName([alex], '1', null)).toBeNull();
  expect(toOwnerName([alex, dana], '1', null)).toBe('Alex');
});

test('accounts with the same name are distinguished by address', () => {
  expect(toOwnerName([alex, dana, other], '3', null)).toBe('Alex (alex@fabrikam.example)');
  expect(toOwnerName([alex, dana, other], '2', null)).toBe('Dana');
});

test('remains of a removed account keep its name', () => {
  expect(toOwnerName([dana], '1', 'Alex')).toBe('Alex');
  expect(toOwnerName([], '1', 'Alex')).toBeNull();
});
