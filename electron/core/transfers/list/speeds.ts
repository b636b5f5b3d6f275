import type { Clock } from '../../ports.ts';

export interface Speeds {
  /** The total so far. */
  record(transferId: string, bytesDone: number): void;
  forget(transferId: string): void;
  /** null while it does not move or waits. */
  of(transferId: string): number | null;
  sum(matches: (transferId: string) => boolean): number | null;
  ids(): Iterable<string>;
  isEmpty(): boolean;
}

/** `isRunning` excludes waiting transfers. */
export function createSpeeds(clock: Clock, isRunning: (transferId: string) => boolean): Speeds {
  const meters = new Map<string, SpeedMeter>();

  const of = (transferId: string): number | null =>
    isRunning(transferId) ? (meters.get(transferId)?.bytesPerSecond(clock.now()) ?? null) : null;

  return {
    record(transferId, bytesDone) {
      const meter = meters.get(transferId) ?? createSpeedMeter();
      meters.set(transferId, meter);
      meter.record(bytesDone, clock.now());
    },
    forget: (transferId) => void meters.delete(transferId),
    of,
    sum(matches) {
      let sum: number | null = null;
      for (const transferId of meters.keys()) {
        const speed = matches(transferId) ? of(transferId) : null;
        if (speed !== null) sum = (sum ?? 0) + speed;
      }
      return sum;
    },
    ids: () => meters.keys(),
    isEmpty: () => meters.size === 0,
  };
}

const windowMs = 5_000;
const sampleEveryMs = 200;

interface SpeedMeter {
  /** A smaller total (bytes sent again) or an earlier time restarts the measurement. */
  record(bytes: number, nowMs: number): void;
  bytesPerSecond(nowMs: number): number | null;
}

function createSpeedMeter(): SpeedMeter {
  let samples: { bytes: number; atMs: number }[] = [];
  let latest = 0;

  return {
    record(bytes, nowMs) {
      if (bytes < latest || nowMs < (samples.at(-1)?.atMs ?? nowMs)) samples = [];
      latest = bytes;
      const last = samples.at(-1);
      if (last === undefined || nowMs - last.atMs >= sampleEveryMs) samples.push({ bytes, atMs: nowMs });
      while (samples.length > 2 && nowMs - (samples[1]?.atMs ?? nowMs) >= windowMs) samples.shift();
    },
    bytesPerSecond(nowMs) {
      const first = samples.find(({ atMs }) => nowMs - atMs <= windowMs) ?? null;
      if (first === null || nowMs - first.atMs < sampleEveryMs || latest === first.bytes) return null;
      return ((latest - first.bytes) / (nowMs - first.atMs)) * 1000;
    },
  };
}
