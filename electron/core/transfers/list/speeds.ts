import type { Clock } from '../../ports.ts';
import { createSpeedMeter, type SpeedMeter } from './speed-meter.ts';

/** How fast each transfer moves, and how fast many together. Bytes per second. */
export interface Speeds {
  /** So many bytes of it have moved by now. */
  note(transferId: string, bytesDone: number): void;
  forget(transferId: string): void;
  /** null while it does not move. */
  of(transferId: string): number | null;
  /** Of all that pass together; null while none of them moves. */
  sum(isMeant: (transferId: string) => boolean): number | null;
  /** Those that moved, and have not been forgotten since. */
  known(): Iterable<string>;
  isEmpty(): boolean;
}

/** `isRunning`: what waits does not move, whatever it did a second ago. */
export function createSpeeds(clock: Clock, isRunning: (transferId: string) => boolean): Speeds {
  const meters = new Map<string, SpeedMeter>();

  const of = (transferId: string): number | null =>
    isRunning(transferId) ? (meters.get(transferId)?.bytesPerSecond(clock.now()) ?? null) : null;

  return {
    note(transferId, bytesDone) {
      const meter = meters.get(transferId) ?? createSpeedMeter();
      meters.set(transferId, meter);
      meter.note(bytesDone, clock.now());
    },
    forget: (transferId) => void meters.delete(transferId),
    of,
    sum(isMeant) {
      let sum: number | null = null;
      for (const transferId of meters.keys()) {
        const speed = isMeant(transferId) ? of(transferId) : null;
        if (speed !== null) sum = (sum ?? 0) + speed;
      }
      return sum;
    },
    known: () => meters.keys(),
    isEmpty: () => meters.size === 0,
  };
}
