import type { Range } from '../upload/ranges.ts';

/** Which bytes are there: ranges in order that do not touch each other. */
export type Extents = readonly Range[];

export function addExtent(extents: Extents, added: Range): Extents {
  if (added.from >= added.to) return extents;
  let { from, to } = added;
  const apart = extents.filter((one) => {
    const touches = one.from <= to && one.to >= from;
    if (touches) [from, to] = [Math.min(from, one.from), Math.max(to, one.to)];
    return !touches;
  });
  return [...apart, { from, to }].sort((a, b) => a.from - b.from);
}

export function toMissing(extents: Extents, sizeBytes: number): Range[] {
  const missing: Range[] = [];
  let at = 0;
  for (const { from, to } of extents) {
    if (from > at) missing.push({ from: at, to: Math.min(from, sizeBytes) });
    at = Math.max(at, to);
  }
  if (at < sizeBytes) missing.push({ from: at, to: sizeBytes });
  return missing;
}

export const countBytes = (extents: Extents): number =>
  extents.reduce((sum, { from, to }) => sum + to - from, 0);

/** How far it reaches from the beginning without a gap. */
export const toReach = (extents: Extents): number => (extents[0]?.from === 0 ? extents[0].to : 0);
