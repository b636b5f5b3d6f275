import type { Seen } from '../../../sample/http/counters.ts';
import { addExtent, toMissing, type Extents } from '../../transfers/run/byte-ranges.ts';

interface Large {
  sizeBytes: number;
  accepted: Extents;
  againBytes: number;
  cameBytes: number;
  longestBytes: number;
}

/**
 * At most one acknowledged piece per kill is sent again, and one more is lost. Session uploads of the batch
 * differ in size.
 */
export function judgeSentBytes(seen: readonly Seen[], kills: number): string[] {
  const files = new Map<number, Large>();
  for (const { label, status, range, bytesIn } of seen) {
    const found = label === 'PUT upload range' ? /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range ?? '') : null;
    if (found === null) continue;
    const [from = 0, last = 0, sizeBytes = 0] = found.slice(1).map(Number);
    const file = files.get(sizeBytes) ?? toLarge(sizeBytes);
    files.set(sizeBytes, file);
    file.longestBytes = Math.max(file.longestBytes, last + 1 - from);
    file.cameBytes += bytesIn;
    file.againBytes += overlapBytes(file.accepted, from, from + bytesIn);
    if (status >= 200 && status < 300) file.accepted = addExtent(file.accepted, { from, to: last + 1 });
  }
  return [...files.values()].flatMap(({ sizeBytes, againBytes, cameBytes, longestBytes }) => {
    const free = kills * longestBytes;
    const of = `the upload of ${sizeBytes} bytes`;
    return [
      ...(againBytes > free ? [`${of} sent ${againBytes} acknowledged bytes again`] : []),
      ...(cameBytes > sizeBytes + free ? [`${of} took ${cameBytes} bytes`] : []),
    ];
  });
}

const toLarge = (sizeBytes: number): Large => ({
  sizeBytes,
  accepted: [],
  againBytes: 0,
  cameBytes: 0,
  longestBytes: 0,
});

function overlapBytes(there: Extents, from: number, to: number): number {
  const within = there
    .map((one) => ({ from: Math.max(one.from, from), to: Math.min(one.to, to) }))
    .filter((one) => one.from < one.to);
  const gaps = toMissing(within, to).map((gap) => ({ ...gap, from: Math.max(gap.from, from) }));
  const missingBytes = gaps.reduce((sum, gap) => sum + Math.max(0, gap.to - gap.from), 0);
  return to - from - missingBytes;
}
