import { passesFilters, hasFilters, type Query } from '../../../contract/query.ts';
import { kinds, sharings } from '../index-rows.ts';
import type { NameTable } from './name-table.ts';

/** What only the index as a whole knows of a slot. */
export interface SlotContext {
  person: (this: void, id: number) => string | null;
  /** "myfiles/Finance" of the folder of that row. */
  folderPath(row: number): string;
  /** Whether slots lie below the folder of a slot, at any depth. */
  insideOf(folder: number): (slot: number) => boolean;
  /** Slots of files that another file is a copy of. */
  duplicates(): ReadonlySet<number>;
}

export type SlotTest = (slot: number) => boolean;

/** The filters of a query; its words are looked for elsewhere. */
export function toSlotTest(table: NameTable, context: SlotContext, query: Query): SlotTest {
  if (!hasFilters(query)) return () => true;
  const duplicates = query.isDuplicate ? context.duplicates() : null;
  const { columns, extensions } = table;
  return (slot) => {
    if (duplicates !== null && !duplicates.has(slot)) return false;
    const flags = columns.flags[slot] ?? 0;
    const size = columns.size[slot] ?? Number.NaN;
    const seconds = columns.modified[slot] ?? 0;
    return passesFilters(query, {
      kind: kinds[flags & 3] ?? 'file',
      extension: extensions[columns.extension[slot] ?? 0] ?? '',
      sizeBytes: Number.isNaN(size) ? null : size,
      modifiedMs: seconds === 0 ? null : seconds * 1000,
      sharing: sharings[(flags >> 2) & 3] ?? 'none',
      modifiedBy: () => context.person(columns.person[slot] ?? 0),
      folderPath: () => context.folderPath(columns.parent[slot] ?? 0),
    });
  };
}
