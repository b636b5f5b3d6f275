import type { Clock } from '../ports.ts';
import type { Transfers } from '../transfers/transfers.ts';

interface ContinueCaller {
  send: (part: { active: number; bytesDone: number; bytesTotal: number }) => Promise<void>;
  signal: AbortSignal;
}

const pollMs = 250;

/** Includes paused transfers. `left` counts those that wait for a person, and conflicts. */
export async function continueTransfers(
  transfers: Pick<Transfers, 'continueEarlier' | 'resume' | 'list' | 'summary'>,
  clock: Clock,
  { send, signal }: ContinueCaller,
): Promise<{ done: number; failed: number; left: number }> {
  const unfinished = new Set(
    (await transfers.list()).transfers
      .filter(({ endedAt }) => endedAt === null)
      .map((each) => each.transferId),
  );
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
  return { done, failed, left: now.length - done - failed - count('cancelled') };
}
