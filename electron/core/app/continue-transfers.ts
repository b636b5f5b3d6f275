import type { CommandInput, CommandOutput } from '../../contract/methods.ts';
import type { TransferState } from '../../contract/transfers.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../ports.ts';
import type { SettingsService } from '../settings/settings.ts';
import type { Transfers } from '../transfers/transfers.ts';

interface ContinueDeps {
  accounts: Pick<Accounts, 'list'>;
  settings: Pick<SettingsService, 'change'>;
  transfers: Pick<Transfers, 'continueEarlier' | 'resume' | 'list' | 'summary'>;
  clock: Clock;
}

interface ContinueCaller {
  send: (part: { active: number; bytesDone: number; bytesTotal: number }) => Promise<void>;
  signal: AbortSignal;
}

const pollMs = 250;

/** "Pause all" doesn't change the states of transfers. */
const heldByAll: ReadonlySet<TransferState> = new Set(['queued', 'waiting']);

/** Includes paused transfers, unless all (without `liftPause`) or their accounts are paused. `left` also counts conflicts. */
export async function continueTransfers(
  { accounts, settings, transfers, clock }: ContinueDeps,
  { liftPause }: CommandInput<'transfers.continue'>,
  { send, signal }: ContinueCaller,
): Promise<CommandOutput<'transfers.continue'>> {
  const unfinished = new Set(
    (await transfers.list()).transfers
      .filter(({ endedAt }) => endedAt === null)
      .map((each) => each.transferId),
  );
  if (liftPause) await settings.change({ transfersHeld: false });
  await transfers.continueEarlier();
  await transfers.resume({ all: true });
  for (;;) {
    signal.throwIfAborted();
    const { active, waiting, waitingForPerson, bytesDone, bytesTotal, allPaused } = transfers.summary();
    const moving = active + waiting - waitingForPerson;
    if (moving === 0 || allPaused) break;
    await send({ active: moving, bytesDone, bytesTotal });
    await clock.sleep(pollMs, signal).catch(() => undefined);
  }
  const now = (await transfers.list()).transfers.filter(({ transferId }) => unfinished.has(transferId));
  const count = (state: string): number => now.filter((each) => each.state === state).length;
  const [done, failed] = [count('done'), count('failed')];
  const { allPaused } = transfers.summary();
  const paused = now.filter(({ state }) => state === 'paused' || (allPaused && heldByAll.has(state)));
  const left = now.length - done - failed - count('cancelled') - paused.length;
  const concerned = new Set(paused.flatMap(({ accountId, carried }) => [accountId, carried?.accountId]));
  const pausedAccountIds = accounts
    .list()
    .filter(({ accountId, isPaused }) => isPaused && concerned.has(accountId))
    .map(({ accountId }) => accountId);
  return { done, failed, left, paused: paused.length, allPaused, pausedAccountIds };
}
