import { describe, expect, it } from 'vitest';
import type { AccountOverview } from '../../../electron/contract/account-overview.ts';
import type { Account } from '../../../electron/contract/records.ts';
import {
  type AccountColumn,
  type AccountRow,
  accountRules,
  filterRows,
  matches,
  sortRows,
  toNextSort,
  toSignIns,
  toState,
} from './account-rows.ts';

const now = Date.parse('2026-05-04T10:00:00Z');

interface Told {
  account?: Partial<Account>;
  overview?: Partial<AccountOverview>;
}

function row(name: string, { account = {}, overview = {} }: Told = {}): AccountRow {
  return {
    rowId: name,
    account: {
      accountId: name,
      kind: 'app',
      displayName: name,
      group: null,
      cloud: 'global',
      tenant: 'contoso.example',
      state: 'ready',
      failure: null,
      credentials: 'sealed',
      places: ['myfiles'],
      libraries: [],
      rootPath: null,
      granted: [],
      secretExpiresAt: null,
      saveEdits: 'automatically',
      isPaused: false,
      address: `${name.toLowerCase()}@contoso.example`,
      driveType: 'business',
      driveId: 'drive',
      canUndoDelete: false,
      canWrite: true,
      ...account,
    },
    overview: {
      accountId: name,
      quota: null,
      index: null,
      transfers: { active: 0, paused: 0, conflicts: 0, failed: 0 },
      waitingUntil: null,
      lastUsedAt: null,
      permissions: { kind: 'application', granted: [], countedSince: '2026-01-01T00:00:00Z' },
      app: 0,
      ...overview,
    },
  };
}

const quota = (usedBytes: number): Partial<AccountOverview> => ({
  quota: {
    told: { usedBytes, totalBytes: 100, remainingBytes: null, deletedBytes: null, state: 'normal' },
    at: '2026-05-04T09:00:00Z',
  },
});
const names = (rows: readonly AccountRow[]) => rows.map(({ rowId }) => rowId);
const sorted = (rows: AccountRow[], column: AccountColumn, direction: 'ascending' | 'descending') =>
  names(sortRows(rows, { column, direction }, now));

describe('the order of accounts', () => {
  it('puts unknown values last in both directions', () => {
    const rows = [row('Unasked'), row('Full', { overview: quota(95) }), row('Empty', { overview: quota(5) })];
    expect(sorted(rows, 'quota', 'descending')).toEqual(['Full', 'Empty', 'Unasked']);
    expect(sorted(rows, 'quota', 'ascending')).toEqual(['Empty', 'Full', 'Unasked']);
  });

  it('begins with what needs attention, and sorts equal values by name', () => {
    const rows = [
      row('Cleo'),
      row('Ada'),
      row('Ben', { account: { state: 'signInNeeded' } }),
      row('Dana', { overview: { waitingUntil: '2026-05-04T10:05:00Z' } }),
      row('Eve', { account: { secretExpiresAt: '2026-05-01T00:00:00Z' } }),
    ];
    const first = toNextSort({ column: 'name', direction: 'ascending' }, 'state');
    expect(sorted(rows, first.column, first.direction)).toEqual(['Ben', 'Eve', 'Dana', 'Ada', 'Cleo']);
    expect(sorted(rows, 'state', 'descending')).toEqual(['Ada', 'Cleo', 'Dana', 'Eve', 'Ben']);
  });

  it('ignores an expired wait', () => {
    expect(toState(row('Dana', { overview: { waitingUntil: '2026-05-04T09:59:00Z' } }), now)).toBe('ready');
  });
});

describe('a rule', () => {
  const rows = [
    row('Fine', { account: { secretExpiresAt: '2026-06-04T10:00:00Z' }, overview: quota(90) }),
    row('Expired', { account: { secretExpiresAt: '2026-05-01T00:00:00Z' } }),
    row('Soon', { account: { secretExpiresAt: '2026-06-03T10:00:00Z' } }),
    row('Full', { overview: quota(91) }),
    row('Out', { account: { state: 'signInNeeded' } }),
    row('Unused', {
      overview: {
        lastUsedAt: '2026-05-04T00:00:00Z',
        permissions: {
          kind: 'application',
          granted: [{ name: 'User.Read.All', lastUsedAt: null, droppable: true, enough: null }],
          countedSince: '2026-01-01T00:00:00Z',
        },
      },
    }),
    row('Idle', {
      overview: {
        permissions: {
          kind: 'application',
          granted: [{ name: 'User.Read.All', lastUsedAt: null, droppable: true, enough: null }],
          countedSince: '2026-05-04T00:00:00Z',
        },
      },
    }),
  ];

  it('selects the accounts concerned, and no others', () => {
    const found = accountRules.map((rule) => [rule, names(rows.filter((each) => matches(rule, each, now)))]);
    expect(Object.fromEntries(found)).toEqual({
      signIn: ['Out'],
      secret: ['Expired', 'Soon'],
      full: ['Full'],
      unused: ['Unused'],
    });
  });
});

it('all words of the filter must match name, address, group, or organization', () => {
  const rows = [row('Ada', { account: { group: 'Finance' } }), row('Ben', { account: { group: 'Finance' } })];
  expect(names(filterRows(rows, ' finance  ADA@ '))).toEqual(['Ada']);
  expect(filterRows(rows, 'nobody')).toEqual([]);
});

it('accounts of one app share one sign-in, and the sample drive needs none', () => {
  const rows = [
    row('A', { overview: { app: 0 } }),
    row('B', { overview: { app: 0 } }),
    row('C', { overview: { app: 1 } }),
    row('Person', { account: { kind: 'delegated' }, overview: { app: null } }),
    row('Other', { account: { kind: 'delegated' }, overview: { app: null } }),
    row('Sample', { account: { kind: 'sample' }, overview: { app: null } }),
  ];
  expect(toSignIns(rows)).toEqual(['A', 'C', 'Person', 'Other']);
});
