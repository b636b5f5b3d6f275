import { expect, test } from 'vitest';
import { chooseAccount } from './choose-account.ts';

const accounts = [
  { accountId: 'id-1', address: 'kim@contoso.example', displayName: 'Kim' },
  { accountId: 'id-2', address: 'kim@contoso.example', displayName: 'Invoices' },
  { accountId: 'id-3', address: 'kimberly@contoso.example', displayName: 'Kimberly' },
];

test('an exact name wins over a part of others', () => {
  expect(chooseAccount(accounts, 'KIM').accountId).toBe('id-1');
  expect(chooseAccount(accounts, ' invoices ').accountId).toBe('id-2');
  expect(chooseAccount(accounts, 'id-2').accountId).toBe('id-2');
  expect(chooseAccount(accounts, 'kimb').accountId).toBe('id-3');
});

test('accounts of one address are told apart by name and ID', () => {
  const kims = 'kim@contoso.example (Kim, id-1), kim@contoso.example (Invoices, id-2)';
  expect(() => chooseAccount(accounts, 'kim@contoso.example')).toThrow(
    `“kim@contoso.example” matches more than one account: ${kims}. Nothing was done.`,
  );
  expect(() => chooseAccount(accounts, null)).toThrow(`${kims}, kimberly@contoso.example.`);
});
