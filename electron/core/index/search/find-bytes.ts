import type { NameTable } from './name-table.ts';

/** For short stretches, where a call of Buffer's own costs more. */
export const holds = (bytes: Buffer, needle: Buffer, from: number, to: number): boolean =>
  placeIn(bytes, needle, from, to) !== -1;

/** Where it stands first; -1: nowhere. */
export function placeIn(bytes: Buffer, needle: Buffer, from: number, to: number): number {
  const first = needle[0];
  const last = to - needle.length;
  for (let at = from; at <= last; at += 1) {
    if (bytes[at] === first && standsAt(bytes, needle, at)) return at;
  }
  return -1;
}

export function standsAt(bytes: Buffer, needle: Buffer, at: number): boolean {
  for (let offset = 0; offset < needle.length; offset += 1)
    if (bytes[at + offset] !== needle[offset]) return false;
  return true;
}

const pieces = 16;
const countedBytes = 512;

/** Samples neighbors, because each distant place waits for memory. */
export function countBytes(bytes: Buffer): Uint32Array {
  const counts = new Uint32Array(256);
  for (let piece = 0; piece < pieces; piece += 1) {
    const from = piece * Math.floor(bytes.length / pieces);
    const to = Math.min(bytes.length, from + countedBytes);
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      counts[byte] = (counts[byte] ?? 0) + 1;
    }
  }
  return counts;
}

/** Shorter ends occur in too many names that don't contain the rest. */
const minEndBytes = 3;

/** A search jumps between occurrences of the first byte of its needle, so a rare one is fastest. */
export function rareEnd(needle: Buffer, counts: Uint32Array): number {
  const countAt = (offset: number) => counts[needle[offset] ?? 0] ?? 0;
  let rarest = 0;
  for (let offset = 1; offset <= needle.length - minEndBytes; offset += 1)
    if (countAt(offset) < countAt(rarest)) rarest = offset;
  // A byte that is hardly rarer is not worth a shorter end.
  return countAt(rarest) < countAt(0) * 0.7 ? rarest : 0;
}

/** With fewer, the choice costs more than it saves. */
const minNames = 50_000;
const pieceBytes = 16_384;
const maxCounted = 2_000;

/** First the one that the fewest names contain, judging by a sample. */
export function rarestFirst({ bytes, slotCount }: NameTable, words: readonly Buffer[]): Buffer[] {
  const byLength = words.toSorted((a, b) => b.length - a.length);
  if (words.length < 2 || slotCount < minNames) return byLength;
  const counts = new Map(byLength.map((word) => [word, countInSample(bytes, word)]));
  return byLength.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
}

function countInSample(bytes: Buffer, word: Buffer): number {
  const step = Math.floor(bytes.length / pieces);
  let count = 0;
  for (let piece = 0; piece < pieces && count < maxCounted; piece += 1) {
    const sample = bytes.subarray(piece * step, piece * step + pieceBytes);
    for (let at = sample.indexOf(word); at !== -1 && count < maxCounted; at = sample.indexOf(word, at + 1))
      count += 1;
  }
  return count;
}
