import { homedir, hostname, userInfo } from 'node:os';
import type { Account } from '../../../contract/records.ts';

export function createPersonalFilter(accounts: readonly Account[]): (text: string) => string {
  const words = new Map<string, string>();
  const add = (text: string, word: string): void => {
    // Shorter names occur within other words.
    if (text.length > 2) words.set(text.toLowerCase(), word);
  };
  for (const [at, { displayName, address, tenant, group }] of accounts.entries()) {
    add(address, `[account ${at + 1}]`);
    add(displayName, `[name ${at + 1}]`);
    if (tenant.includes('.')) add(tenant, `[organization ${at + 1}]`);
    if (group !== null) add(group, '[group]');
  }
  add(homedir(), '~');
  add(hostname(), '[computer]');
  // Every system has a root user.
  if (userInfo().username !== 'root') add(userInfo().username, '[user]');
  const longestFirst = [...words.keys()].toSorted((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return (text) => text;
  const pattern = new RegExp(`(?<!\\w)(?:${longestFirst.map(escape).join('|')})(?!\\w)`, 'gi');
  return (text) => text.replace(pattern, (found) => words.get(found.toLowerCase()) ?? '');
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
