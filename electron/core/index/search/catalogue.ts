import type { DatabaseSync } from 'node:sqlite';
import type { ItemRef } from '../../../contract/records.ts';
import { AppError } from '../../errors.ts';
import { runAtOnce, runInSlices, type Sliced } from '../../lib/slices.ts';
import { flagBits } from '../index-rows.ts';
import type { IndexStore } from '../index-store.ts';
import { duplicateSlots } from './duplicates.ts';
import { createNameTable, goneFlag, hiddenKind, type NameTable, type TableItem } from './name-table.ts';
import { rollUp, type Rollup } from './rollup.ts';
import type { SlotContext } from './slot-test.ts';

/** All items of one account. Loaded on first use. */
export interface Catalogue extends SlotContext {
  /** In slices, so that other calls are answered meanwhile: a million items take seconds. */
  ready(): Promise<void>;
  /** What is not loaded yet is loaded at once. */
  table(): NameTable;
  /** Applies changes since the last call. */
  renew(): void;
  /** -1 if unknown. */
  slotOf(item: ItemRef): number;
  above(row: number): number[];
  rollup(): Rollup;
  /** In slices; for use at once, before anything changes. */
  measured(): Promise<Rollup>;
  /** Later changes count only in the next call. */
  readyDuplicates(): Promise<void>;
  /**
   * Restarts if the table is packed meanwhile, which renumbers its slots. @throws AppError notFound: the
   * index was closed meanwhile
   */
  inSlices<T>(begin: () => Sliced<T>): Promise<T>;
  bytesIn(row: number): number;
}

const maxDepth = 500;
const maxGone = 0.25;
const minGone = 10_000;
/** Takes about 10 ms. */
const sliceRows = 8_000;
/** Changes may outpace work in slices; then it is done at once. */
const maxTries = 3;

const itemColumns = 'row, name, flags, size, modified, modified_by, parent';
type Tuple = readonly [number, string, number, number | null, number | null, number | null, number];

export function createCatalogue(database: DatabaseSync, store: IndexStore): Catalogue {
  const count = database.prepare('SELECT count(*) AS items FROM items');
  const slice = database.prepare(
    `SELECT ${itemColumns} FROM items WHERE row > ? ORDER BY row LIMIT ${sliceRows}`,
  );
  const one = database.prepare(`SELECT ${itemColumns} FROM items WHERE row = ?`);
  slice.setReturnArrays(true);
  one.setReturnArrays(true);
  let loaded: NameTable | null = null;
  let rolled: Rollup | null = null;
  const paths = new Map<number, string>();
  let renewals = 0;
  let measuring: Promise<Rollup> | null = null;
  let repeated: { slots: Set<number>; renewals: number } | null = null;

  let loading: { table: NameTable; lastRow: number } | null = null;
  let readying: Promise<void> | null = null;

  const beginLoading = () => {
    store.takeChangedRows();
    return { table: createNameTable(Number(count.get()?.['items'])), lastRow: 0 };
  };
  const loadSlice = (): void => {
    loading ??= beginLoading();
    const tuples = slice.all(loading.lastRow) as unknown as Tuple[];
    for (const tuple of tuples) loading.table.put(toTableItem(tuple));
    loading.lastRow = tuples.at(-1)?.[0] ?? loading.lastRow;
    if (tuples.length === sliceRows) return;
    loaded = loading.table;
    loading = null;
  };
  const loadSlices = async (): Promise<void> => {
    for (;;) {
      if (loaded !== null || !database.isOpen) return;
      loadSlice();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const table = (): NameTable => {
    for (;;) {
      if (loaded !== null) return loaded;
      loadSlice();
    }
  };
  const rollup = () => (rolled ??= runAtOnce(rollUp(table())));
  const ready = (): Promise<void> => (readying ??= loadSlices().finally(() => (readying = null)));

  /** null: the table was packed. */
  function* whileSame<T>(work: Sliced<T>, of: NameTable): Sliced<{ value: T } | null> {
    for (;;) {
      if (!database.isOpen) throw new AppError('notFound');
      if (loaded !== of) return null;
      const step = work.next();
      if (step.done === true) return { value: step.value };
      yield;
    }
  }
  const inSlices = async <T>(begin: () => Sliced<T>): Promise<T> => {
    for (let tries = 0; tries < maxTries; tries += 1) {
      await ready();
      const done = await runInSlices(whileSame(begin(), table()));
      if (done !== null) return done.value;
    }
    return runAtOnce(begin());
  };
  const measure = async (): Promise<Rollup> => {
    for (let tries = 0; tries < maxTries; tries += 1) {
      await ready();
      if (!database.isOpen) throw new AppError('notFound');
      if (rolled !== null) return rolled;
      const before = renewals;
      const found = await inSlices(() => rollUp(table()));
      if (before === renewals) return (rolled = found);
    }
    return rollup();
  };
  const findRepeated = () => duplicateSlots(table(), store, liveFiles(table()));

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

  return {
    ready,
    table,
    renew() {
      const rows = store.takeChangedRows();
      rolled = null;
      renewals += 1;
      paths.clear();
      const known = loaded ?? loading?.table ?? null;
      if (known === null) return;
      for (const row of rows) {
        // It is still to be loaded.
        if (loading !== null && row > loading.lastRow) continue;
        const tuple = one.get(row) as unknown as Tuple | undefined;
        if (tuple === undefined) known.remove(row);
        else known.put(toTableItem(tuple));
      }
      if (loaded === null) return;
      const gone = loaded.slotCount - loaded.liveCount;
      if (gone <= minGone || gone <= loaded.slotCount * maxGone) return;
      loaded = null;
      repeated = null;
    },
    slotOf: (item) => table().slotOf(store.rowOf(item)),
    above,
    person: (number) => store.person(number),
    folderPath(row) {
      const known = paths.get(row);
      if (known !== undefined) return known;
      const names = [row, ...above(row)].map((one_) => table().foldedName(table().slotOf(one_)));
      const path = names
        .filter((name) => name !== '')
        .toReversed()
        .join('/');
      paths.set(row, path);
      return path;
    },
    rollup,
    measured: () => (measuring ??= measure().finally(() => (measuring = null))),
    async readyDuplicates() {
      await ready();
      if (!database.isOpen || repeated?.renewals === renewals) return;
      const before = renewals;
      repeated = { slots: await inSlices(findRepeated), renewals: before };
    },
    inSlices,
    bytesIn(row) {
      const slot = table().slotOf(row);
      return slot === -1 ? 0 : (rollup().bytes[slot] ?? 0);
    },
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
    duplicates: () => repeated?.slots ?? runAtOnce(findRepeated()),
  };
}

function* liveFiles({ columns, slotCount }: NameTable): Generator<number> {
  for (let slot = 0; slot < slotCount; slot += 1)
    if (((columns.flags[slot] ?? 0) & (goneFlag | 3)) === 1) yield slot;
}

/** Items outside any folder are only needed as ancestors; without a name no search finds them. */
function toTableItem([row, name, flags, size, modified, person, parent]: Tuple): TableItem {
  const isHidden = (flags & (flagBits.root | flagBits.placeholder)) !== 0;
  return {
    row,
    name: isHidden ? '' : name,
    kind: isHidden ? hiddenKind : flags & flagBits.kind,
    size: isHidden ? null : size,
    modified,
    sharing: (flags & flagBits.sharing) >> 2,
    person: person === null || person > 0xff_ff ? 0 : person,
    parent,
  };
}
