import type { Query } from '../../../contract/query.ts';
import type { NameTable } from './name-table.ts';

/** Rows of the folder that is open, innermost first: what is near it goes before. */
export type NearFolders = readonly number[];

const dayS = 86_400;
/** Up to so many days ago, each bucket before the next. */
const recentDays = [1, 7, 30, 182, 730];
const space = 0x20;
const letterFrom = 0x30;

/**
 * What was meant most likely, as a number that is smaller for the better: the whole name, then its beginning, then the
 * beginning of a word in it, then any part. Among equals what changed recently and what is near the open folder, then the
 * shorter name.
 */
export function toScore(
  table: NameTable,
  { query, nowMs, near }: { query: Query; nowMs: number; near: NearFolders },
): (slot: number) => number {
  const { columns, bytes } = table;
  const phrase = Buffer.from(query.phrase);
  const words = query.words.map((word) => Buffer.from(word));
  const nowS = nowMs / 1000;
  const nearRanks = new Map(near.map((row, steps) => [row, Math.min(steps, 3)]));
  return (slot) => {
    const from = columns.start[slot] ?? 0;
    const to = bytes.indexOf(0, from);
    const length = to - from;
    const tier = words.length === 0 ? 0 : toTier(bytes, from, to, phrase, words);
    const ageDays = (nowS - (columns.modified[slot] ?? 0)) / dayS;
    const recent = recentDays.findIndex((days) => ageDays <= days);
    const age = recent === -1 ? recentDays.length : recent;
    const distance = nearRanks.get(columns.parent[slot] ?? 0) ?? 4;
    return tier * 100_000 + (age * 2 + distance) * 1000 + Math.min(999, length);
  };
}

function toTier(bytes: Buffer, from: number, to: number, phrase: Buffer, words: readonly Buffer[]): number {
  const name = bytes.subarray(from, to);
  if (startsWith(bytes, from, phrase)) {
    // "report" is the whole of "Report.docx", too.
    const isWhole = phrase.length === name.length || name.lastIndexOf(0x2e) === phrase.length;
    return isWhole ? 0 : 1;
  }
  if (words.length > 1 && name.includes(phrase)) return 2;
  return words.every((word) => startsWord(name, word)) ? 3 : 4;
}

function startsWith(bytes: Buffer, from: number, needle: Buffer): boolean {
  for (let at = 0; at < needle.length; at += 1) if (bytes[from + at] !== needle[at]) return false;
  return true;
}

/** At the beginning of the name or after what is no letter and no digit. */
function startsWord(name: Buffer, word: Buffer): boolean {
  for (let at = name.indexOf(word); at !== -1; at = name.indexOf(word, at + 1)) {
    const before = at === 0 ? space : (name[at - 1] ?? space);
    const isLetter =
      before > 0x7f || (before >= letterFrom && before <= 0x39) || (before >= 0x61 && before <= 0x7a);
    if (!isLetter) return true;
  }
  return false;
}
