import { expect, it } from 'vitest';
import { isPathLike, toAccounts, toCommands } from './suggestions.ts';

it.each([
  '/Finance',
  'Finance/Invoices',
  '..',
  '../Inbox',
  'https://1drv.ms/f/abc',
  'onedrive:Finance',
  'a\\b',
])('"%s" may be a path', (text) => expect(isPathLike(text)).toBe(true));

it.each(['invoice', 'report.pdf', 'type:pdf size:>10MB', ''])('"%s" is a search', (text) =>
  expect(isPathLike(text)).toBe(false),
);

it('commands are found by the beginnings of their words, three at most', () => {
  expect(toCommands('new fo')).toEqual(['newFolder', 'openInNewWindow']);
  expect(toCommands('SETT')).toEqual(['goSettings']);
  expect(toCommands('transf')).toEqual(['goTransfers']);
  expect(toCommands('n')).toEqual([]);
  expect(toCommands('older')).toEqual([]);
  expect(toCommands('').length).toBe(0);
});

it('accounts are found by the beginning of their name or address', () => {
  const alex = { displayName: 'Alex Sample', address: 'alex@contoso.example' };
  const dana = { displayName: 'Dana Reyes', address: 'reyes@contoso.example' };
  expect(toAccounts('DAN', [alex, dana])).toEqual([dana]);
  expect(toAccounts('reyes@', [alex, dana])).toEqual([dana]);
  expect(toAccounts('a', [alex, dana])).toEqual([]);
  expect(toAccounts('sample', [alex, dana])).toEqual([]);
});
