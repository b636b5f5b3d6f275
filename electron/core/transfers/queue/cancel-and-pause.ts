import type { Transfer } from '../../../contract/transfers.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import { toInstant } from '../../lib/instant.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from '../store/transfer-store.ts';
import { TransferInterrupted } from './interruptions.ts';
import type { Lane, Running } from './lane.ts';

export interface CancelAndPause {
  cancel(records: readonly TransferRecord[]): Promise<void>;
  pause(records: readonly TransferRecord[]): Promise<void>;
  requeueRunning(): Promise<void>;
}

export interface CancelAndPauseDeps {
  store: TransferStore;
  clock: Clock;
  release: (records: readonly TransferRecord[]) => Promise<void>;
}

const pausable: readonly Transfer['state'][] = ['queued', 'checking', 'running', 'waiting'];

const isOpen = ({ transfer }: TransferRecord): boolean => transfer.endedAt === null;

export const toEndedPatch = (clock: Clock) => ({
  endedAt: toInstant(clock.now()),
  bytesInFlight: 0,
  waitUntil: null,
  waitReason: null,
});

export function createCancelAndPause(
  { store, clock, release }: CancelAndPauseDeps,
  lanes: ReadonlyMap<string, Lane>,
): CancelAndPause {
  /** Aborts running transfers; patches and returns the others. */
  async function stop(
    records: readonly TransferRecord[],
    reason: Error,
    patch: Partial<Transfer>,
  ): Promise<TransferRecord[]> {
    const idle: TransferRecord[] = [];
    const aborted: Promise<void>[] = [];
    for (const record of records) {
      const lane = lanes.get(record.transfer.accountId);
      const running = lane?.running.get(record.transfer.transferId);
      // A transfer waiting for a retry may still be in `running` while its outcome is written.
      if (!cancelRetryTimer(lane, record.transfer.transferId) && running !== undefined)
        aborted.push(abortRunning(running, reason));
      else idle.push(record);
    }
    const ids = idle.map(({ transfer }) => transfer.transferId);
    const stored = store.updateMany(ids, (record) => ({
      ...record,
      transfer: { ...record.transfer, ...patch },
    }));
    await Promise.all([stored, ...aborted]);
    return idle;
  }

  return {
    async cancel(records) {
      const patch: Partial<Transfer> = { state: 'cancelled', conflict: null, ...toEndedPatch(clock) };
      let open = records.filter(isOpen);
      // A second round for those that were pausing or met a conflict in the first.
      for (let round = 0; round < 2 && open.length > 0; round += 1) {
        const idle = await stop(open, new AppError('cancelled'), patch);
        await release(idle);
        open = store.current(open).filter(isOpen);
      }
    },
    async pause(records) {
      const open = records.filter(({ transfer: { state } }) => pausable.includes(state));
      const patch = { state: 'paused', waitUntil: null, waitReason: null } as const;
      await stop(open, new TransferInterrupted('paused'), patch);
    },
    async requeueRunning() {
      const running = [...lanes.values()].flatMap((lane) => [...lane.running.values()]);
      await Promise.all(running.map((one) => abortRunning(one, new TransferInterrupted('queued'))));
    },
  };
}

function abortRunning(running: Running, reason: Error): Promise<void> {
  running.abort.abort(reason);
  return running.ended;
}

export function cancelRetryTimer(lane: Lane | undefined, transferId: string): boolean {
  const timer = lane?.retryTimers.get(transferId);
  timer?.abort();
  return lane?.retryTimers.delete(transferId) === true;
}
