import type { DatabaseSync } from 'node:sqlite';
import type { IndexStore } from '../index-store.ts';
import { duplicateSlots } from './duplicates.ts';
import { createNameTable, goneFlag, type NameTable } from './name-table.ts';
import { rollUp, type Rollup } from './rollup.ts';
import type { SlotContext } from './slot-test.ts';

/** All items of one account in memory, for searching and counting. It is filled when somebody first asks. */
export interface Catalogue extends SlotContext {
  table(): NameTable;
  /** The tables changed. */
  forget(): void;
  /** Row of a folder; 0 where it is unknown. */
  folderRow(driveKey: string, itemId: string): number;
  /** Rows from an item's folder upwards. */
  above(row: number): number[];
  rollup(): Rollup;
}

const maxDepth = 500;

function* liveFiles({ columns, slotCount }: NameTable): Generator<number> {
  for (let slot = 0; slot < slotCount; slot += 1)
    if (((columns.flags[slot] ?? 0) & (goneFlag | 3)) === 1) yield slot;
}

const itemColumns = `i.row, i.name, i.kind, i.size, i.modified, i.sharing, i.modified_by,
  (SELECT p.row FROM items p WHERE p.own_drive = lower(i.parent_drive_id) AND p.own_item = i.parent_item) AS parent`;

export function createCatalogue(database: DatabaseSync, store: IndexStore): Catalogue {
  const count = database.prepare('SELECT count(*) AS items FROM items');
  const all = database.prepare(`SELECT ${itemColumns} FROM items i ORDER BY i.row`);
  all.setReturnArrays(true);
  const findFolder = database.prepare('SELECT row FROM items WHERE own_drive = ? AND own_item = ?');
  let loaded: NameTable | null = null;
  let rolled: Rollup | null = null;
  const people = new Map<string | null, number>([[null, 0]]);
  const names: (string | null)[] = [null];

  const toPerson = (name: string | null): number => {
    const known = people.get(name);
    if (known !== undefined) return known;
    if (names.length > 0xff_ff) return 0;
    people.set(name, names.length);
    names.push(name);
    return names.length - 1;
  };

  const load = (): NameTable => {
    const table = createNameTable(Number(count.get()?.['items']));
    type Tuple = [number, string, number, number | null, number | null, number, string | null, number | null];
    for (const tuple of all.iterate() as unknown as Iterable<Tuple>) {
      const [row, name, kind, size, modified, sharing, by, parent] = tuple;
      table.put({ row, name, kind, size, modified, sharing, person: toPerson(by), parent: parent ?? 0 });
    }
    return table;
  };

  const table = () => (loaded ??= load());
  const parentOf = (row: number): number => {
    const slot = table().slotOf(row);
    return slot === -1 ? 0 : (table().columns.parent[slot] ?? 0);
  };
  const above = (row: number): number[] => {
    const rows: number[] = [];
    for (let next = parentOf(row); next !== 0 && rows.length < maxDepth; next = parentOf(next))
      rows.push(next);
    return rows;
  };
  const paths = new Map<number, string>();

  return {
    table,
    forget() {
      loaded = null;
      rolled = null;
      paths.clear();
    },
    folderRow: (driveKey, itemId) => Number(findFolder.get(driveKey, itemId)?.['row'] ?? 0),
    above,
    person: (number) => names[number] ?? null,
    folderPath(row) {
      const known = paths.get(row);
      if (known !== undefined) return known;
      const folded = [row, ...above(row)]
        .filter((one) => one !== 0)
        .toReversed()
        .map((one) => table().foldedName(table().slotOf(one)));
      const path = folded.join('/');
      paths.set(row, path);
      return path;
    },
    rollup: () => (rolled ??= rollUp(table())),
    insideOf(folder) {
      const row = table().rowOf(folder);
      const known = new Map<number, boolean>([[row, true]]);
      return (slot) => {
        const parent = table().columns.parent[slot] ?? 0;
        const found = known.get(parent) ?? above(parent).includes(row);
        known.set(parent, found);
        return found;
      };
    },
    duplicates: () => duplicateSlots(table(), store, liveFiles(table())),
  };
}
