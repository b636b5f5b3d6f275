import type { Query } from '../../../contract/query.ts';
import { holds, placeIn, standsAt } from './find-bytes.ts';
import type { NameTable } from './name-table.ts';

/** Innermost first: nearby hits rank higher. */
export type NearFolders = readonly number[];

/** `at`: the byte where a query word was found; -1: not searched. */
export type Score = (slot: number, at: number) => number;

const dayS = 86_400;
/** Each bucket ranks before the next. */
const recentDays = [1, 7, 30, 182, 730];
const dot = 0x2e;

/** Smaller is better. Ties: recently changed, near the open folder, shorter name. */
export function toScore(
  table: NameTable,
  { query, nowMs, near }: { query: Query; nowMs: number; near: NearFolders },
): Score {
  const { columns, bytes } = table;
  const { start, modified, parent } = columns;
  const phrase = Buffer.from(query.phrase);
  const words = query.words.map((word) => Buffer.from(word));
  const nowS = nowMs / 1000;
  const nearRanks = new Map(near.map((row, steps) => [row, Math.min(steps, 3)]));
  return (slot, at) => {
    const from = start[slot] ?? 0;
    const next = slot + 1 < table.slotCount ? (start[slot + 1] ?? 0) : bytes.length;
    const length = next - 1 - from;
    const tier = at === -1 ? 0 : toTier(bytes, { from, length, at }, phrase, words);
    const ageDays = (nowS - (modified[slot] ?? 0)) / dayS;
    let age = 0;
    while (age < recentDays.length && ageDays > (recentDays[age] ?? 0)) age += 1;
    const distance = nearRanks.get(parent[slot] ?? 0) ?? 4;
    return tier * 100_000 + (age * 2 + distance) * 1000 + Math.min(999, length);
  };
}

function toTier(
  bytes: Buffer,
  { from, length, at }: { from: number; length: number; at: number },
  phrase: Buffer,
  words: readonly Buffer[],
): number {
  if (standsAt(bytes, phrase, from)) {
    // "report" also matches all of "Report.docx".
    const isWhole = phrase.length === length || lastDot(bytes, from, from + length) === from + phrase.length;
    return isWhole ? 0 : 1;
  }
  if (words.length === 1) return isWordStart(bytes, at) ? 3 : 4;
  if (holds(bytes, phrase, from, from + length)) return 2;
  return words.every((word) => isWordStart(bytes, placeIn(bytes, word, from, from + length))) ? 3 : 4;
}

function lastDot(bytes: Buffer, from: number, to: number): number {
  for (let at = to - 1; at > from; at -= 1) if (bytes[at] === dot) return at;
  return -1;
}

/** At the very beginning, or after a character that is neither letter nor digit. */
function isWordStart(bytes: Buffer, at: number): boolean {
  const before = at <= 0 ? 0 : (bytes[at - 1] ?? 0);
  return !(before > 0x7f || (before >= 0x30 && before <= 0x39) || (before >= 0x61 && before <= 0x7a));
}
