import { describe, expect, it } from 'vitest';
import type { AccountOverview } from '../../../electron/contract/account-overview.ts';
import type { Account } from '../../../electron/contract/records.ts';
import {
  type AccountColumn,
  type AccountLine,
  accountRules,
  filterLines,
  matches,
  sortLines,
  toNextSort,
  toSignIns,
  toState,
} from './account-lines.ts';

const now = Date.parse('2026-05-04T10:00:00Z');

interface Told {
  account?: Partial<Account>;
  overview?: Partial<AccountOverview>;
}

function line(name: string, { account = {}, overview = {} }: Told = {}): AccountLine {
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
const names = (lines: readonly AccountLine[]) => lines.map(({ rowId }) => rowId);
const sorted = (lines: AccountLine[], column: AccountColumn, direction: 'ascending' | 'descending') =>
  names(sortLines(lines, { column, direction }, now));

describe('the order of accounts', () => {
  it('puts what nobody knows last, whichever way round', () => {
    const lines = [
      line('Unasked'),
      line('Full', { overview: quota(95) }),
      line('Empty', { overview: quota(5) }),
    ];
    expect(sorted(lines, 'quota', 'descending')).toEqual(['Full', 'Empty', 'Unasked']);
    expect(sorted(lines, 'quota', 'ascending')).toEqual(['Empty', 'Full', 'Unasked']);
  });

  it('begins with what needs a person, and keeps equal ones by name', () => {
    const lines = [
      line('Cleo'),
      line('Ada'),
      line('Ben', { account: { state: 'signInNeeded' } }),
      line('Dana', { overview: { waitingUntil: '2026-05-04T10:05:00Z' } }),
      line('Eve', { account: { secretExpiresAt: '2026-05-01T00:00:00Z' } }),
    ];
    const first = toNextSort({ column: 'name', direction: 'ascending' }, 'state');
    expect(sorted(lines, first.column, first.direction)).toEqual(['Ben', 'Eve', 'Dana', 'Ada', 'Cleo']);
    expect(sorted(lines, 'state', 'descending')).toEqual(['Ada', 'Cleo', 'Dana', 'Eve', 'Ben']);
  });

  it('forgets a wait that is over', () => {
    expect(toState(line('Dana', { overview: { waitingUntil: '2026-05-04T09:59:00Z' } }), now)).toBe('ready');
  });
});

describe('a rule', () => {
  const lines = [
    line('Fine', { account: { secretExpiresAt: '2026-06-04T10:00:00Z' }, overview: quota(90) }),
    line('Expired', { account: { secretExpiresAt: '2026-05-01T00:00:00Z' } }),
    line('Soon', { account: { secretExpiresAt: '2026-06-03T10:00:00Z' } }),
    line('Full', { overview: quota(91) }),
    line('Out', { account: { state: 'signInNeeded' } }),
    line('Unused', {
      overview: {
        lastUsedAt: '2026-05-04T00:00:00Z',
        permissions: {
          kind: 'application',
          granted: [{ name: 'User.Read.All', lastUsedAt: null, droppable: true, enough: null }],
          countedSince: '2026-01-01T00:00:00Z',
        },
      },
    }),
    line('Idle', {
      overview: {
        permissions: {
          kind: 'application',
          granted: [{ name: 'User.Read.All', lastUsedAt: null, droppable: true, enough: null }],
          countedSince: '2026-05-04T00:00:00Z',
        },
      },
    }),
  ];

  it('finds what is the matter, and nothing else', () => {
    const found = accountRules.map((rule) => [rule, names(lines.filter((each) => matches(rule, each, now)))]);
    expect(Object.fromEntries(found)).toEqual({
      signIn: ['Out'],
      secret: ['Expired', 'Soon'],
      full: ['Full'],
      unused: ['Unused'],
    });
  });
});

it('all words of the filter must be there, in name, address, group or organization', () => {
  const lines = [
    line('Ada', { account: { group: 'Finance' } }),
    line('Ben', { account: { group: 'Finance' } }),
  ];
  expect(names(filterLines(lines, ' finance  ADA@ '))).toEqual(['Ada']);
  expect(filterLines(lines, 'nobody')).toEqual([]);
});

it('accounts of one app take one sign-in together, and the sample drive takes none', () => {
  const lines = [
    line('A', { overview: { app: 0 } }),
    line('B', { overview: { app: 0 } }),
    line('C', { overview: { app: 1 } }),
    line('Person', { account: { kind: 'delegated' }, overview: { app: null } }),
    line('Other', { account: { kind: 'delegated' }, overview: { app: null } }),
    line('Sample', { account: { kind: 'sample' }, overview: { app: null } }),
  ];
  expect(toSignIns(lines)).toEqual(['A', 'C', 'Person', 'Other']);
});
