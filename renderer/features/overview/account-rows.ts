import type { AccountOverview } from '../../../electron/contract/account-overview.ts';
import type { Account } from '../../../electron/contract/records.ts';
import { getLocale } from '../../../electron/contract/strings/translate.ts';

export const accountColumns = [
  'name',
  'state',
  'quota',
  'index',
  'transfers',
  'permissions',
  'secret',
  'lastUsed',
] as const;
export type AccountColumn = (typeof accountColumns)[number];

export interface AccountSort {
  column: AccountColumn;
  direction: 'ascending' | 'descending';
}

export interface AccountRow {
  rowId: string;
  account: Account;
  overview: AccountOverview;
}

export function toAccountRows(
  accounts: readonly Account[],
  overviews: readonly AccountOverview[],
): readonly AccountRow[] {
  const known = new Map(overviews.map((overview) => [overview.accountId, overview]));
  return accounts.flatMap((account) => {
    const overview = known.get(account.accountId);
    return overview === undefined ? [] : [{ rowId: account.accountId, account, overview }];
  });
}

const dayMs = 24 * 3_600_000;
/** Longer than the notice of a single account, for people who manage many apps. */
const soonDays = 30;
const fullFrom = 0.9;

export function toDaysLeft({ account }: AccountRow, now: number): number | null {
  const { secretExpiresAt } = account;
  return secretExpiresAt === null ? null : Math.floor((Date.parse(secretExpiresAt) - now) / dayMs);
}

export const accountStates = ['signInNeeded', 'expired', 'waiting', 'paused', 'ready'] as const;
export type AccountState = (typeof accountStates)[number];

export function toState(row: AccountRow, now: number): AccountState {
  if (row.account.state === 'signInNeeded') return 'signInNeeded';
  const days = toDaysLeft(row, now);
  if (days !== null && days < 0) return 'expired';
  if (row.account.isPaused) return 'paused';
  const { waitingUntil } = row.overview;
  return waitingUntil !== null && Date.parse(waitingUntil) > now ? 'waiting' : 'ready';
}

/** 0..1, or more if over quota; null: unknown or unlimited. */
export function toUsedPart({ overview }: AccountRow): number | null {
  const { usedBytes = null, totalBytes = null } = overview.quota?.told ?? {};
  return usedBytes === null || totalBytes === null || totalBytes === 0 ? null : usedBytes / totalBytes;
}

export const isSoon = (days: number | null): boolean => days !== null && days <= soonDays;
export const isFull = (row: AccountRow): boolean => (toUsedPart(row) ?? 0) > fullFrom;
/** An account without any use yet says nothing about needed permissions. */
export const toUnused = ({ overview: { lastUsedAt, permissions } }: AccountRow): string[] =>
  lastUsedAt === null ? [] : permissions.granted.flatMap(({ name, droppable }) => (droppable ? [name] : []));

export const accountRules = ['signIn', 'secret', 'full', 'unused'] as const;
export type AccountRule = (typeof accountRules)[number];

export function matches(rule: AccountRule, row: AccountRow, now: number): boolean {
  switch (rule) {
    case 'signIn':
      return row.account.state === 'signInNeeded';
    case 'secret':
      return isSoon(toDaysLeft(row, now));
    case 'full':
      return isFull(row);
    case 'unused':
      return toUnused(row).length > 0;
  }
}

export function filterRows(rows: readonly AccountRow[], filter: string): readonly AccountRow[] {
  const words = filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter(({ account: { displayName, address, group, tenant } }) => {
    const text = `${displayName} ${address} ${group ?? ''} ${tenant}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Numbers and dates start descending, except that secrets start with the first to expire. */
const firstDirection: Record<AccountColumn, AccountSort['direction']> = {
  name: 'ascending',
  state: 'ascending',
  quota: 'descending',
  index: 'descending',
  transfers: 'descending',
  permissions: 'descending',
  secret: 'ascending',
  lastUsed: 'descending',
};

export function toNextSort(sort: AccountSort, column: AccountColumn): AccountSort {
  if (sort.column !== column) return { column, direction: firstDirection[column] };
  return { column, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}

const collator = new Intl.Collator(getLocale(), { numeric: true, sensitivity: 'base' });
const byName = (a: AccountRow, b: AccountRow): number =>
  collator.compare(a.account.displayName, b.account.displayName) ||
  collator.compare(a.account.address, b.account.address);

/** null: unknown, so it comes last in both directions. */
function toValue(row: AccountRow, column: AccountColumn, now: number): number | null {
  const { account, overview } = row;
  const { active, paused, conflicts, failed } = overview.transfers;
  switch (column) {
    case 'name':
      return 0;
    case 'state':
      return accountStates.indexOf(toState(row, now));
    case 'quota':
      return toUsedPart(row);
    case 'index':
      return overview.index?.itemCount ?? null;
    case 'transfers':
      return active + paused + conflicts + failed;
    case 'permissions':
      return toUnused(row).length;
    case 'secret':
      return account.secretExpiresAt === null ? null : Date.parse(account.secretExpiresAt);
    case 'lastUsed':
      return overview.lastUsedAt === null ? null : Date.parse(overview.lastUsedAt);
  }
}

/** Equal values are sorted by name, always ascending. */
export function sortRows(
  rows: readonly AccountRow[],
  { column, direction }: AccountSort,
  now: number,
): readonly AccountRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  if (column === 'name') return rows.toSorted((a, b) => sign * byName(a, b));
  const values = new Map(rows.map((row) => [row, toValue(row, column, now)]));
  return rows.toSorted((a, b) => {
    const [first = null, second = null] = [values.get(a), values.get(b)];
    if (first === null || second === null)
      return Number(first === null) - Number(second === null) || byName(a, b);
    return sign * (first - second) || byName(a, b);
  });
}

/** Each person, but only one account per app, since its accounts share a secret. */
export function toSignIns(rows: readonly AccountRow[]): string[] {
  const apps = new Set<number>();
  return rows.flatMap(({ account: { accountId, kind }, overview: { app } }) => {
    if (kind === 'sample' || (app !== null && apps.has(app))) return [];
    if (app !== null) apps.add(app);
    return [accountId];
  });
}
