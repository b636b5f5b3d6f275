export interface Range {
  from: number;
  to: number;
}

/** Every piece but the last must be a multiple of this, or the upload can fail at its very end. */
export const pieceUnitBytes = 327_680;
/** 32 units: larger pieces hardly gain, smaller ones need more round trips. */
export const defaultPieceBytes = 32 * pieceUnitBytes;
export const minPieceBytes = 16 * pieceUnitBytes;
/** Just below the service's limit for one piece. */
export const maxPieceBytes = 191 * pieceUnitBytes;

/** `nextExpectedRanges` ("12345-55232", "77829-": the end is inclusive, or open). null if malformed. */
export function parseExpectedRanges(value: unknown, totalBytes: number): Range[] | null {
  if (!Array.isArray(value)) return null;
  const ranges: Range[] = [];
  for (const entry of value) {
    const match = typeof entry === 'string' ? /^(\d+)-(\d*)$/.exec(entry.trim()) : null;
    if (match === null) return null;
    const from = Number(match[1]);
    const to = match[2] === '' ? totalBytes : Math.min(Number(match[2]) + 1, totalBytes);
    if (from < to) ranges.push({ from, to });
  }
  return ranges.sort((a, b) => a.from - b.from);
}

/** From the first gap. null when nothing is missing. */
export function toNextPiece(missing: readonly Range[], pieceBytes: number): Range | null {
  const first = missing[0];
  return first === undefined ? null : { from: first.from, to: Math.min(first.to, first.from + pieceBytes) };
}

/** Bytes that the service confirmed. */
export function toReceivedBytes(missing: readonly Range[], totalBytes: number): number {
  return missing.reduce((received, { from, to }) => received - (to - from), totalBytes);
}

/** Half, but aligned and at least 5 MiB. */
export function toSmallerPiece(pieceBytes: number): number {
  const half = Math.floor(pieceBytes / 2 / pieceUnitBytes) * pieceUnitBytes;
  return Math.max(half, minPieceBytes);
}

/** Ordered, non-adjacent ranges. */
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

export const toReach = (extents: Extents): number => (extents[0]?.from === 0 ? extents[0].to : 0);
