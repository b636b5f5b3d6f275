import type { Query } from '../../../contract/query.ts';
import type { Sort } from '../../../contract/records.ts';
import { createKeeper } from './keeper.ts';
import { goneFlag, hiddenKind, type NameTable } from './name-table.ts';
import { toScore, type NearFolders, type Score } from './score.ts';
import { toSlotTest, type SlotContext, type SlotTest } from './slot-test.ts';
import { toNumberKey } from './sort-keys.ts';

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
 * What fits so many names is not meant in most of them: of the rest only names that begin so are looked at, so the best are
 * among what is. An order by a column wants all.
 */
const maxHits = 12_000;
/** By what was meant most likely, nobody reads on; another order does not end the list. */
const maxRanked = 2_000;

/** Searches the table for a query. Synchronous: some milliseconds for a million names. */
export function searchItems(table: NameTable, context: SlotContext, options: SearchOptions): Hits {
  const { query, sort, within } = options;
  const passes = toSlotTest(table, context, query);
  // A folder that nothing is known of holds nothing.
  const isInside = within === null ? null : within === -1 ? () => false : context.insideOf(within);
  const test: SlotTest = isInside === null ? passes : (slot) => isInside(slot) && passes(slot);
  const [first] = sort;
  const score: Score =
    first === undefined ? toScore(table, options) : toNumberKey(table, context.person, first);
  const keeper = createKeeper(first === undefined ? Math.min(maxRanked, options.most) : options.most);
  let total = 0;
  const take = (slot: number, at: number): void => {
    total += 1;
    keeper.offer(slot, score(slot, at));
  };
  const limit = first === undefined ? maxHits : Number.POSITIVE_INFINITY;
  const isComplete =
    query.words.length === 0 ? everything(table, test, take) : byWords(table, query, test, take, limit);
  return { ...keeper.best(), total, hasMore: !isComplete };
}

type Take = (slot: number, at: number) => void;

/** Each returns whether it came to the end. */
function everything(table: NameTable, test: SlotTest, take: Take): boolean {
  const { flags } = table.columns;
  for (let slot = 0; slot < table.slotCount; slot += 1) {
    const one = flags[slot] ?? goneFlag;
    if ((one & goneFlag) === 0 && (one & 3) !== hiddenKind && test(slot)) take(slot, -1);
  }
  return true;
}

function byWords(table: NameTable, query: Query, test: SlotTest, take: Take, limit: number): boolean {
  // The longest word is the rarest, most likely; the others are looked for in what it finds.
  const [longest = '', ...others] = query.words.toSorted((a, b) => b.length - a.length);
  const needles = others.map((word) => Buffer.from(word));
  const { bytes, columns } = table;
  const fits = (slot: number): boolean => {
    if (needles.length > 0) {
      const from = columns.start[slot] ?? 0;
      const name = bytes.subarray(from, bytes.indexOf(0, from));
      if (!needles.every((other) => name.includes(other))) return false;
    }
    return test(slot);
  };
  let last = -1;
  let hits = 0;
  const isComplete = scan(table, Buffer.from(longest), (slot, at) => {
    last = slot;
    if (!fits(slot)) return true;
    hits += 1;
    take(slot, at);
    return hits < limit;
  });
  if (isComplete) return true;
  // Of what was not looked at, the names that begin so.
  let begun = 0;
  scan(table, Buffer.from(`\0${longest}`), (slot, at) => {
    if (slot <= last || !fits(slot)) return true;
    begun += 1;
    take(slot, at);
    return begun < limit / 2;
  });
  return false;
}

/** Calls for each slot whose name holds the needle, once, until it wants no more; false: it wanted no more. */
function scan(table: NameTable, needle: Buffer, found: (slot: number, at: number) => boolean): boolean {
  const { bytes, columns, slotCount } = table;
  const lead = Number(needle[0] === 0);
  let slot = 0;
  for (let byte = bytes.indexOf(needle, 0); byte !== -1; byte = bytes.indexOf(needle, byte)) {
    slot = table.slotAt(byte + lead, slot);
    if (!found(slot, byte + lead)) return false;
    slot += 1;
    if (slot >= slotCount) break;
    // Continue in the next name; its leading zero byte belongs to the needle of beginnings.
    byte = (columns.start[slot] ?? 0) - lead;
  }
  return true;
}
