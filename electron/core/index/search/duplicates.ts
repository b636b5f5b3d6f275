import type { DriveEntry } from '../../graph/drive-item.ts';
import type { Sliced } from '../../lib/slices.ts';
import type { FoundDuplicates } from '../index-calls.ts';
import type { IndexStore } from '../index-store.ts';
import { createKeeper } from './keeper.ts';
import type { NameTable } from './name-table.ts';

interface Part {
  minBytes: number;
  from: number;
  to: number;
}

interface Group {
  sizeBytes: number;
  rows: number[];
}

const maxShown = 50;
/** About a millisecond; of the tables, a tenth of them. */
const stepFiles = 4_000;

/** Only files that share their size are compared. */
export function* findDuplicates(
  table: NameTable,
  store: IndexStore,
  files: Iterable<number>,
  { minBytes, from, to }: Part,
): Sliced<FoundDuplicates> {
  const { groups, unknownCount } = yield* groupFiles(table, store, files, minBytes);
  const largest = createKeeper(to);
  let fileCount = 0;
  let freedBytes = 0;
  for (const [at, group] of groups.entries()) {
    fileCount += group.rows.length;
    freedBytes += toFreed(group);
    largest.offer(at, -toFreed(group));
    if (at % stepFiles === 0) yield;
  }
  const shown = largest.best().slots.slice(from, to);
  return {
    groupCount: groups.length,
    fileCount,
    freedBytes,
    unknownCount,
    groups: shown.map((at) => {
      const { sizeBytes, rows } = groups[at] as Group;
      const entries = rows.slice(0, maxShown).map((row) => store.entry(row));
      return {
        sizeBytes,
        count: rows.length,
        entries: entries.filter((entry): entry is DriveEntry => entry !== null),
      };
    }),
  };
}

export function* duplicateSlots(
  table: NameTable,
  store: IndexStore,
  files: Iterable<number>,
): Sliced<Set<number>> {
  const { groups } = yield* groupFiles(table, store, files, 1);
  const slots = new Set<number>();
  for (const [at, { rows }] of groups.entries()) {
    for (const row of rows) slots.add(table.slotOf(row));
    if (at % stepFiles === 0) yield;
  }
  return slots;
}

const toFreed = ({ sizeBytes, rows }: Group): number => sizeBytes * (rows.length - 1);

function* groupFiles(
  table: NameTable,
  store: IndexStore,
  files: Iterable<number>,
  minBytes: number,
): Sliced<{ groups: Group[]; unknownCount: number }> {
  const slots: number[] = [];
  let seen = 0;
  for (const slot of files) {
    if ((table.columns.size[slot] ?? 0) >= Math.max(1, minBytes)) slots.push(slot);
    if ((seen += 1) % stepFiles === 0) yield;
  }
  const repeated = yield* findRepeated(Float64Array.from(slots, (slot) => table.columns.size[slot] ?? 0));
  const groups = new Map<string, Group>();
  const unknown = new Map<number, number>();
  for (const [at, slot] of slots.entries()) {
    if (at % (stepFiles / 10) === 0) yield;
    const sizeBytes = table.columns.size[slot] ?? 0;
    if (!repeated.has(sizeBytes)) continue;
    const row = table.rowOf(slot);
    const hash = store.hashOf(row);
    if (hash === null) {
      unknown.set(sizeBytes, (unknown.get(sizeBytes) ?? 0) + 1);
      continue;
    }
    const key = `${hash} ${sizeBytes}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { sizeBytes, rows: [row] });
    else group.rows.push(row);
  }
  const unknownCount = [...unknown.values()].reduce((all, count) => all + count, 0);
  const found: Group[] = [];
  for (const group of groups.values()) if (group.rows.length > 1) found.push(group);
  return { groups: found, unknownCount };
}

/** Sorting is fast while the values fit into the processor’s cache. */
const bucketCount = 256;

function* findRepeated(values: Float64Array): Sliced<Set<number>> {
  const toBucket = (value: number) => value % (bucketCount - 5);
  const ends = new Uint32Array(bucketCount);
  for (const value of values) ends[toBucket(value)] = (ends[toBucket(value)] ?? 0) + 1;
  yield;
  for (let at = 1; at < bucketCount; at += 1) ends[at] = (ends[at] ?? 0) + (ends[at - 1] ?? 0);
  const starts = Uint32Array.from(ends, (_, at) => ends[at - 1] ?? 0);
  const places = starts.slice();
  const byBucket = new Float64Array(values.length);
  for (const value of values) {
    const bucket = toBucket(value);
    byBucket[places[bucket] ?? 0] = value;
    places[bucket] = (places[bucket] ?? 0) + 1;
  }
  const repeated = new Set<number>();
  for (const [bucket, start] of starts.entries()) {
    yield;
    const sorted = byBucket.subarray(start, ends[bucket]).sort();
    for (let at = 1; at < sorted.length; at += 1)
      if (sorted[at] === sorted[at - 1]) repeated.add(sorted[at] ?? 0);
  }
  return repeated;
}
