const windowMs = 5_000;
const sampleEveryMs = 200;

/** How fast bytes have moved over the last seconds. */
export interface SpeedMeter {
  /** The count so far. A smaller one than before (bytes that must be sent again), or an earlier time, starts anew. */
  note(bytes: number, nowMs: number): void;
  /** null while nothing moves. */
  bytesPerSecond(nowMs: number): number | null;
}

export function createSpeedMeter(): SpeedMeter {
  let samples: { bytes: number; atMs: number }[] = [];
  let latest = 0;

  return {
    note(bytes, nowMs) {
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
