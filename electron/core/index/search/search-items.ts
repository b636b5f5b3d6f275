import type { Query } from '../../../contract/query.ts';
import type { Sort } from '../../../contract/records.ts';
import { goneFlag, hiddenKind, type NameTable } from './name-table.ts';
import { createKeeper } from './keeper.ts';
import { toNumberKey } from './sort-keys.ts';
import { toSlotTest, type SlotContext, type SlotTest } from './slot-test.ts';
import { toScore, type NearFolders } from './score.ts';

/** What was found in one account: the best of it, best first. */
export interface Hits {
  slots: number[];
  /** By which they are ordered: smaller is better. */
  keys: number[];
  total: number;
  /** There are more than `total`: the scan ended early. */
  hasMore: boolean;
}

export interface SearchOptions {
  query: Query;
  /** Empty: by what was meant most likely. */
  sort: readonly Sort[];
  most: number;
  nowMs: number;
  near: NearFolders;
  /** Slot of the folder to look in; -1: it is unknown; null: everywhere. */
  within: number | null;
}

/**
 * A query of one or two letters fits nearly everything: after so many hits the rest is not looked at. Those whose name
 * begins so are looked at first, so the best are among them.
 */
const maxShortHits = 60_000;
const shortLetters = 2;

/** Searches the table for a query. Synchronous: some milliseconds for a million names. */
export function searchItems(table: NameTable, context: SlotContext, options: SearchOptions): Hits {
  const { query, sort } = options;
  const passes = toSlotTest(table, context, query);
  const { within } = options;
  // A folder that nothing is known of holds nothing.
  const isInside = within === null ? () => true : within === -1 ? () => false : context.insideOf(within);
  const test: SlotTest = (slot) => isInside(slot) && passes(slot);
  const score = sort[0] === undefined ? toScore(table, options) : toNumberKey(table, context.person, sort[0]);
  const keeper = createKeeper(options.most);
  let total = 0;
  const take = (slot: number): void => {
    total += 1;
    keeper.offer(slot, score(slot));
  };
  const hasMore =
    query.words.length === 0 ? !everything(table, test, take) : !byWords(table, query, test, take);
  return { ...keeper.best(), total, hasMore };
}

/** Each returns whether it came to the end. */
function everything(table: NameTable, test: SlotTest, take: (slot: number) => void): boolean {
  const { flags } = table.columns;
  for (let slot = 0; slot < table.slotCount; slot += 1) {
    const one = flags[slot] ?? goneFlag;
    if ((one & goneFlag) === 0 && (one & 3) !== hiddenKind && test(slot)) take(slot);
  }
  return true;
}

function byWords(table: NameTable, query: Query, test: SlotTest, take: (slot: number) => void): boolean {
  // The longest word is the rarest, most likely; the others are looked for in what it finds.
  const [longest = '', ...others] = query.words.toSorted((a, b) => b.length - a.length);
  const needles = others.map((word) => Buffer.from(word));
  const { bytes, columns } = table;
  const holdsOthers = (slot: number): boolean => {
    if (needles.length === 0) return true;
    const from = columns.start[slot] ?? 0;
    const name = bytes.subarray(from, bytes.indexOf(0, from));
    return needles.every((needle) => name.includes(needle));
  };
  if (longest.length > shortLetters) {
    return scan(table, Buffer.from(longest), Number.POSITIVE_INFINITY, (slot) => {
      if (holdsOthers(slot) && test(slot)) take(slot);
    });
  }
  const seen = new Set<number>();
  const once = (slot: number) => {
    if (seen.has(slot) || !holdsOthers(slot) || !test(slot)) return;
    seen.add(slot);
    take(slot);
  };
  const atStart = scan(table, Buffer.from(`\0${longest}`), maxShortHits / 2, once);
  return scan(table, Buffer.from(longest), maxShortHits / 2, once) && atStart;
}

/** Calls for each slot whose name holds the needle, once; false where it ended after `most` of them. */
function scan(table: NameTable, needle: Buffer, most: number, found: (slot: number) => void): boolean {
  const { bytes, columns, slotCount } = table;
  const isAtStart = needle[0] === 0;
  let slot = 0;
  let hits = 0;
  for (let byte = bytes.indexOf(needle, 0); byte !== -1; byte = bytes.indexOf(needle, byte)) {
    slot = table.slotAt(byte + Number(isAtStart), slot);
    found(slot);
    hits += 1;
    if (hits >= most) return false;
    slot += 1;
    if (slot >= slotCount) break;
    // Continue in the next name; its leading zero byte belongs to the needle of beginnings.
    byte = (columns.start[slot] ?? 0) - Number(isAtStart);
  }
  return true;
}
