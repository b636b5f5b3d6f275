import type { ManyDone } from '../../contract/account-overview.ts';
import { toFailure } from '../../contract/errors.ts';
import type { NamedFailure } from '../../contract/changes.ts';
import type { Removal } from '../../contract/sign-in.ts';
import { mapConcurrently } from '../accounts/app-only/app-drives.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { isAppError } from '../errors.ts';
import type { Indexing } from '../indexing/indexing.ts';
import { reportBug } from '../lib/report-bug.ts';
import type { Log } from '../ports.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { planRemoval, removeAccount, type RemoveAccountDeps } from './remove-account.ts';

const atOnce = 4;

interface WorkDeps {
  accounts: Accounts;
  ports: { log: Log };
}

/** A failure does not affect the others. */
async function workOnEach(
  { accounts, ports }: WorkDeps,
  accountIds: readonly string[],
  limit: number,
  work: (accountId: string) => Promise<unknown>,
): Promise<ManyDone> {
  const each = [...new Set(accountIds)];
  const failures = await mapConcurrently(each, limit, async (accountId): Promise<NamedFailure | null> => {
    const name = accounts.find(accountId)?.account.displayName ?? '';
    try {
      await work(accountId);
      return null;
    } catch (error) {
      if (!isAppError(error)) reportBug(ports.log, 'many accounts', error);
      return { name, failure: isAppError(error) ? error.toFailure() : toFailure('bug') };
    }
  });
  const failed = failures.filter((failure) => failure !== null);
  return { doneCount: each.length - failed.length, failures: failed };
}

export function askQuotas(deps: WorkDeps, accountIds: readonly string[]): Promise<ManyDone> {
  return workOnEach(deps, accountIds, atOnce, (accountId) => deps.accounts.quota(accountId));
}

/** A paused account starts neither transfers nor indexing, also after a restart. */
export async function pauseAccounts(
  { accounts, indexing, transfers }: { accounts: Accounts; indexing: Indexing; transfers: Transfers },
  accountIds: readonly string[],
  isPaused: boolean,
): Promise<void> {
  const known = [...new Set(accountIds)].filter((accountId) => accounts.find(accountId) !== null);
  if (known.length === 0) return;
  await accounts.setPaused(known, isPaused);
  if (isPaused) {
    await transfers.pause({ accountIds: known });
    // Those in a folder whose listing ended at that moment.
    await transfers.pause({ accountIds: known });
  } else await transfers.resume({ accountIds: known });
  for (const accountId of known) await indexing.accountPaused(accountId);
}

export async function planRemovals(
  deps: Parameters<typeof planRemoval>[0],
  accountIds: readonly string[],
): Promise<Removal> {
  const sum = { unfinishedTransfers: 0, documents: 0, unsavedEdits: 0 };
  const counts = await deps.transfers.countByAccount();
  const wanted = new Set(accountIds);
  for (const accountId of wanted) {
    const { active = 0, paused = 0, conflicts = 0 } = counts.get(accountId) ?? {};
    sum.unfinishedTransfers += active + paused + conflicts;
  }
  sum.documents = deps.documents.records().filter(({ accountId }) => wanted.has(accountId)).length;
  sum.unsavedEdits = deps.edits.unsaved().filter(({ accountId }) => wanted.has(accountId)).length;
  return sum;
}

/** Local copies stay, including edits. */
export function removeAccounts(
  deps: RemoveAccountDeps & WorkDeps,
  accountIds: readonly string[],
): Promise<ManyDone> {
  return workOnEach(deps, accountIds, 1, (accountId) => removeAccount(deps, accountId, false));
}
