import { AppError } from '../errors.ts';
import type { Priority, Turn } from './scheduler.ts';

/** Someone in line, or at the gate. */
export interface Waiting {
  turn: Turn;
  start(): void;
  fail(error: unknown): void;
}

/**
 * The requests of one drive: who is next, and how many run at a time. The road widens by one for each round of good
 * answers and is halved when the service asks to wait (additive increase, multiplicative decrease).
 */
export interface TurnLane {
  join(waiter: Waiting): void;
  leave(waiter: Waiting): void;
  /** Starts whoever has room. */
  pump(): void;
  ended(): void;
  succeeded(): void;
  halve(): void;
  limit(): number;
  waiting(): Waiting[];
}

const order: readonly Priority[] = ['person', 'transfer', 'background'];
const startConcurrency = 4;
const maxConcurrency = 10;

export function createTurnLane(): TurnLane {
  const queues: Record<Priority, Waiting[]> = { person: [], transfer: [], background: [] };
  let running = 0;
  let limit = startConcurrency;
  let successes = 0;

  const next = (): Waiting | undefined => {
    for (const priority of order) {
      const waiter = queues[priority].shift();
      if (waiter !== undefined) return waiter;
    }
    return undefined;
  };

  return {
    join: (waiter) => void queues[waiter.turn.priority].push(waiter),
    leave(waiter) {
      const queue = queues[waiter.turn.priority];
      const at = queue.indexOf(waiter);
      if (at >= 0) queue.splice(at, 1);
    },
    pump() {
      while (running < limit) {
        const waiter = next();
        if (waiter === undefined) return;
        running += 1;
        waiter.start();
      }
    },
    ended: () => void (running -= 1),
    succeeded() {
      successes += 1;
      if (successes < limit || limit >= maxConcurrency) return;
      successes = 0;
      limit += 1;
    },
    halve() {
      limit = Math.max(1, Math.floor(limit / 2));
      successes = 0;
    },
    limit: () => limit,
    waiting: () => order.flatMap((priority) => queues[priority]),
  };
}

/** Why a turn can't be waited for, if so. */
export function refuseTurn(turn: Turn, closing: AbortSignal): AppError | null {
  return turn.signal?.aborted === true || closing.aborted ? new AppError('cancelled') : null;
}
