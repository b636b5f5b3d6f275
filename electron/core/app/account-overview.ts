import type { AccountOverview, AccountReport } from '../../contract/account-overview.ts';
import type { Account } from '../../contract/records.ts';
import type { Permissions } from '../../contract/sign-in.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Indexing } from '../indexing/indexing.ts';
import { toCsv } from '../lib/csv.ts';
import type { Picker } from '../ports.ts';
import type { TransferCounts } from '../transfers/list/counters.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { saveText } from './save-text.ts';

const none: TransferCounts = { active: 0, paused: 0, conflicts: 0, failed: 0 };

export interface OverviewDeps {
  accounts: Accounts;
  indexing: Indexing;
  transfers: Transfers;
}

export async function readOverview({
  accounts,
  indexing,
  transfers,
}: OverviewDeps): Promise<AccountOverview[]> {
  const apps = numberApps(accounts);
  const counts = await transfers.countByAccount();
  return Promise.all(
    accounts.list().map(async ({ accountId }) => {
      const untilMs = accounts.waitUntil(accountId);
      const { lastUsedAt, ...permissions } = await accounts.use(accountId);
      return {
        accountId,
        quota: accounts.knownQuota(accountId),
        index: indexing.stateOf(accountId),
        transfers: counts.get(accountId) ?? none,
        waitingUntil: untilMs === null ? null : new Date(untilMs).toISOString(),
        lastUsedAt,
        permissions,
        app: apps.get(accountId) ?? null,
      };
    }),
  );
}

/** One per app registration; the renderer need not know which one. */
function numberApps(accounts: Accounts): Map<string, number> {
  const numbers = new Map<string, number>();
  const apps = new Map<string, number>();
  for (const { account, identity } of accounts.records()) {
    if (identity?.kind !== 'app') continue;
    const { cloud, tenant, clientId } = identity.registration;
    const key = `${cloud} ${tenant} ${clientId}`.toLowerCase();
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    apps.set(account.accountId, number);
  }
  return apps;
}

/** Returns its name; null if cancelled. */
export function saveOverview(
  deps: OverviewDeps & { ports: { picker: Picker } },
  report: AccountReport,
  accountIds: readonly string[],
): Promise<string | null> {
  return saveText(deps.ports.picker, `slipway-${report}.csv`, async () => {
    const wanted = new Set(accountIds);
    const known = new Map(deps.accounts.list().map((account) => [account.accountId, account]));
    const lines = (await readOverview(deps)).flatMap((overview) => {
      const account = known.get(overview.accountId);
      return account === undefined || !wanted.has(overview.accountId) ? [] : [{ account, overview }];
    });
    return toCsv(report === 'accounts' ? toAccountRows(lines) : toPermissionRows(lines));
  });
}

interface Line {
  account: Account;
  overview: AccountOverview;
}

const named = ['account', 'name', 'address', 'group', 'tenant', 'cloud', 'kind'];
const toNamed = ({ account }: Line): string[] => [
  account.accountId,
  account.displayName,
  account.address,
  account.group ?? '',
  account.tenant,
  account.cloud,
  account.kind,
];

const toText = (value: string | number | null | undefined): string => String(value ?? '');

const overviewHeading = [
  ...named,
  'state',
  'failure',
  'secretExpiresAt',
  'usedBytes',
  'totalBytes',
  'quotaAt',
  'index',
  'items',
  'indexedAt',
  'transfers',
  'paused',
  'conflicts',
  'failed',
  'waitingUntil',
  'lastUsedAt',
];

function toAccountRows(lines: readonly Line[]): string[][] {
  const rows = lines.map((line) => {
    const { account, overview } = line;
    const { quota, index, transfers } = overview;
    const cells = [
      account.state === 'ready' && account.isPaused ? 'paused' : account.state,
      account.failure?.code,
      account.secretExpiresAt,
      quota?.told.usedBytes,
      quota?.told.totalBytes,
      quota?.at,
      index?.state,
      index?.itemCount,
      index?.freshAt,
      transfers.active,
      transfers.paused,
      transfers.conflicts,
      transfers.failed,
      overview.waitingUntil,
      overview.lastUsedAt,
    ];
    return [...toNamed(line), ...cells.map(toText)];
  });
  return [overviewHeading, ...rows];
}

type Granted = Permissions['granted'][number];

const toVerdict = ({ droppable, enough }: Granted): string =>
  droppable ? 'remove' : enough === null ? 'keep' : 'replace';

function toPermissionRows(lines: readonly Line[]): string[][] {
  const rows = lines.flatMap((line) => {
    const { granted, countedSince } = line.overview.permissions;
    return granted.map((each) => [
      ...toNamed(line),
      each.name,
      toText(each.lastUsedAt),
      toVerdict(each),
      toText(each.enough),
      countedSince,
    ]);
  });
  return [[...named, 'permission', 'lastUsedAt', 'verdict', 'enough', 'countedSince'], ...rows];
}
