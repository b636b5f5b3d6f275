import type { Transfer } from '../../../contract/records.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { Lane, Running } from './lane.ts';
import { toInstant } from '../model/limits.ts';
import type { QueueSurroundings } from './queue.ts';
import { Halted } from './interruptions.ts';
import type { TransferRecord } from '../model/transfer-record.ts';

/** Stopping, for good or for now. Each resolves when nothing of the transfers goes on any more. */
export interface Stops {
  cancel(records: readonly TransferRecord[]): Promise<void>;
  pause(records: readonly TransferRecord[]): Promise<void>;
  /** What is under way goes back into the line. */
  putBack(): Promise<void>;
}

const stoppable: readonly Transfer['state'][] = ['queued', 'checking', 'running', 'waiting'];

export const toEnded = (clock: Clock) => ({
  endedAt: toInstant(clock.now()),
  waitUntil: null,
  waitReason: null,
});

export function createStops(
  { ledger, clock, release }: Pick<QueueSurroundings, 'ledger' | 'clock' | 'release'>,
  lanes: ReadonlyMap<string, Lane>,
): Stops {
  /** Takes those that are not under way aside, in one step, and stops the others. Returns the former. */
  async function stop(
    records: readonly TransferRecord[],
    reason: Error,
    patch: Partial<Transfer>,
  ): Promise<TransferRecord[]> {
    const resting: TransferRecord[] = [];
    const endings: Promise<void>[] = [];
    for (const record of records) {
      const lane = lanes.get(record.transfer.accountId);
      const running = lane?.running.get(record.transfer.transferId);
      // One that waits to come again may still be on its way out: it is not under way any more.
      if (!unpark(lane, record.transfer.transferId) && running !== undefined)
        endings.push(stopRunning(running, reason));
      else resting.push(record);
    }
    const ids = resting.map(({ transfer }) => transfer.transferId);
    const stored = ledger.changeAll(ids, (record) => ({
      ...record,
      transfer: { ...record.transfer, ...patch },
    }));
    await Promise.all([stored, ...endings]);
    return resting;
  }

  return {
    async cancel(records) {
      const open = records.filter(({ transfer }) => transfer.endedAt === null);
      const patch: Partial<Transfer> = { state: 'cancelled', conflict: null, ...toEnded(clock) };
      let left = open;
      // What was being halted, or came upon a conflict, just rests by now.
      for (let round = 0; round < 2 && left.length > 0; round += 1) {
        const resting = await stop(left, new AppError('cancelled'), patch);
        await Promise.all(resting.map(release));
        left = left
          .map(({ transfer }) => ledger.get(transfer.transferId))
          .filter((record) => record !== undefined)
          .filter(({ transfer }) => transfer.endedAt === null);
      }
    },
    async pause(records) {
      const open = records.filter(({ transfer: { state } }) => stoppable.includes(state));
      await stop(open, new Halted('paused'), { state: 'paused', waitUntil: null, waitReason: null });
    },
    async putBack() {
      const running = [...lanes.values()].flatMap((lane) => [...lane.running.values()]);
      await Promise.all(running.map((one) => stopRunning(one, new Halted('queued'))));
    },
  };
}

/** The first reason counts: what is on its way out is not stopped twice. */
function stopRunning(running: Running, reason: Error): Promise<void> {
  running.abort.abort(reason);
  return running.ended;
}

/** true: it did wait to come again by itself, and does not any more. */
export function unpark(lane: Lane | undefined, transferId: string): boolean {
  const parked = lane?.parked.get(transferId);
  parked?.abort();
  return lane?.parked.delete(transferId) === true;
}
