import { toFolded } from '../../../contract/fold-text.ts';
import { toExtension } from '../../../contract/file-families.ts';
import { createColumns, type Columns } from './columns.ts';

export interface TableItem {
  row: number;
  name: string;
  /** 0 folder, 1 file, 2 package, 3 hidden */
  kind: number;
  size: number | null;
  /** Epoch milliseconds. */
  modified: number | null;
  /** Index into `sharings`. */
  sharing: number;
  person: number;
  /** Row of its folder; 0: unknown. */
  parent: number;
}

/**
 * All items of an account in one buffer, with typed arrays for filters and facts: about 57 bytes per item.
 * Scanning a million names takes milliseconds. Slots are in insertion order; a changed item gets a new slot.
 */
export interface NameTable {
  readonly columns: Columns;
  /** Names are separated and enclosed by zero bytes. */
  readonly bytes: Buffer;
  readonly slotCount: number;
  readonly liveCount: number;
  readonly extensions: readonly string[];
  put(item: TableItem): void;
  remove(row: number): void;
  slotOf(row: number): number;
  rowOf(slot: number): number;
  slotAt(byte: number, from: number): number;
  foldedName(slot: number): string;
}

export const goneFlag = 0x80;
/** Not a row of any folder: never found. */
export const hiddenKind = 3;

export function createNameTable(sizeHint = 0): NameTable {
  let bytes = Buffer.alloc(Math.max(4096, sizeHint * 28));
  let used = 1;
  let columns = createColumns(Math.max(256, sizeHint));
  let count = 0;
  let gone = 0;
  /**
   * Rows arrive in ascending order, so a slot is found by binary search. These are the exceptions, by row and
   * by slot; their slot repeats the previous row.
   */
  const strays = new Map<number, number>();
  const strayRows = new Map<number, number>();
  let lastRow = 0;
  const extensionIds = new Map<string, number>([['', 0]]);
  const extensions = [''];

  const toExtensionId = (name: string): number => {
    const extension = toExtension(name);
    const known = extensionIds.get(extension);
    if (known !== undefined) return known;
    // Names with random extensions must not grow the list forever.
    if (extensions.length >= 0xff_ff) return 0;
    extensionIds.set(extension, extensions.length);
    extensions.push(extension);
    return extensions.length - 1;
  };

  const writeName = (folded: string): void => {
    const max = folded.length * 3 + 2;
    if (used + max > bytes.length) {
      const larger = Buffer.alloc(Math.ceil((bytes.length + max) * 1.25));
      bytes.copy(larger, 0, 0, used);
      bytes = larger;
    }
    used += bytes.write(folded, used, 'utf8');
    bytes[used] = 0;
    used += 1;
  };

  const append = (item: TableItem): void => {
    if (count === columns.capacity) columns = columns.grow(Math.ceil(count * 1.25));
    const slot = count;
    count += 1;
    columns.start[slot] = used;
    columns.parent[slot] = item.parent;
    columns.size[slot] = item.size ?? Number.NaN;
    // Enough for sorting, in 32 bits; the row has the exact time.
    columns.modified[slot] =
      item.modified === null ? 0 : Math.min(0xff_ff_ff_ff, Math.max(1, Math.floor(item.modified / 1000)));
    columns.extension[slot] = item.kind === 1 ? toExtensionId(item.name) : 0;
    columns.person[slot] = item.person;
    columns.flags[slot] = item.kind | (item.sharing << 2);
    writeName(toFolded(item.name).replaceAll('\0', ' '));
    columns.lead[slot] = bytes.readUInt16BE(columns.start[slot]);
    if (item.row > lastRow) {
      lastRow = item.row;
    } else {
      strays.set(item.row, slot);
      strayRows.set(slot, item.row);
    }
    columns.row[slot] = lastRow;
  };

  const table: NameTable = {
    get columns() {
      return columns;
    },
    get bytes() {
      return bytes.subarray(0, used);
    },
    get slotCount() {
      return count;
    },
    get liveCount() {
      return count - gone;
    },
    extensions,
    put(item) {
      table.remove(item.row);
      append(item);
    },
    remove(row) {
      const slot = table.slotOf(row);
      if (slot === -1) return;
      columns.flags[slot] = (columns.flags[slot] ?? 0) | goneFlag;
      columns.lead[slot] = 0;
      // Zeroed, so that no search finds it.
      bytes.fill(0, columns.start[slot], slot + 1 < count ? columns.start[slot + 1] : used);
      strays.delete(row);
      strayRows.delete(slot);
      gone += 1;
    },
    slotOf(row) {
      if (row > lastRow) return -1;
      const stray = strays.get(row);
      if (stray !== undefined) return stray;
      const slot = findRow(columns.row, count, row);
      return slot === -1 || ((columns.flags[slot] ?? 0) & goneFlag) !== 0 ? -1 : slot;
    },
    rowOf: (slot) => strayRows.get(slot) ?? columns.row[slot] ?? 0,
    slotAt: (byte, from) => findSlot(columns.start, count, byte, from),
    foldedName(slot) {
      const from = columns.start[slot] ?? 0;
      return bytes.toString('utf8', from, bytes.indexOf(0, from));
    },
  };
  return table;
}

function findRow(rows: Uint32Array, count: number, row: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low < count && rows[low] === row ? low : -1;
}

function findSlot(starts: Uint32Array, count: number, byte: number, from: number): number {
  // Hits cluster in a scan: galloping search, then binary.
  let step = 1;
  let low = from;
  while (low + step < count && (starts[low + step] ?? 0) <= byte) {
    low += step;
    step *= 2;
  }
  let high = Math.min(count, low + step);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= byte) low = middle;
    else high = middle;
  }
  return low;
}
