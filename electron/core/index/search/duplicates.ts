import type { DriveEntry } from '../../graph/drive-item.ts';
import type { FoundDuplicates } from '../index-calls.ts';
import type { IndexStore } from '../index-store.ts';
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

/** Files shown per group. */
const maxShown = 50;

/** Files of equal size and hash. Only files that share their size are compared. */
export function findDuplicates(
  table: NameTable,
  store: IndexStore,
  files: Iterable<number>,
  { minBytes, from, to }: Part,
): FoundDuplicates {
  const { groups, unknownCount } = groupFiles(table, store, files, minBytes);
  const found = groups.sort((a, b) => toFreed(b) - toFreed(a));
  const sum = (read: (group: Group) => number) => found.reduce((all, group) => all + read(group), 0);
  return {
    groupCount: found.length,
    fileCount: sum(({ rows }) => rows.length),
    freedBytes: sum(toFreed),
    unknownCount,
    groups: found.slice(from, to).map(({ sizeBytes, rows }) => ({
      sizeBytes,
      count: rows.length,
      entries: rows
        .slice(0, maxShown)
        .map((row) => store.entry(row))
        .filter((entry): entry is DriveEntry => entry !== null),
    })),
  };
}

/** Slots of all files that have a duplicate. */
export function duplicateSlots(table: NameTable, store: IndexStore, files: Iterable<number>): Set<number> {
  const { groups } = groupFiles(table, store, files, 1);
  return new Set(groups.flatMap(({ rows }) => rows.map((row) => table.slotOf(row))));
}

const toFreed = ({ sizeBytes, rows }: Group): number => sizeBytes * (rows.length - 1);

function groupFiles(table: NameTable, store: IndexStore, files: Iterable<number>, minBytes: number) {
  const { size } = table.columns;
  const slots: number[] = [];
  for (const slot of files) if ((size[slot] ?? 0) >= Math.max(1, minBytes)) slots.push(slot);
  const repeated = findRepeated(Float64Array.from(slots, (slot) => size[slot] ?? 0));
  const groups = new Map<string, Group>();
  const unknown = new Map<number, number>();
  for (const slot of slots) {
    const sizeBytes = size[slot] ?? 0;
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
  return { groups: [...groups.values()].filter(({ rows }) => rows.length > 1), unknownCount };
}

/** Values that occur more than once. */
function findRepeated(values: Float64Array): Set<number> {
  values.sort();
  const repeated = new Set<number>();
  for (let at = 1; at < values.length; at += 1)
    if (values[at] === values[at - 1]) repeated.add(values[at] ?? 0);
  return repeated;
}
