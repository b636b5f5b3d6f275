import { toFolded } from '../../../contract/fold-text.ts';
import { toExtension } from '../../graph/file-types.ts';
import { createColumns, type Columns } from './columns.ts';

/** What the table needs of an item. */
export interface TableItem {
  row: number;
  name: string;
  /** 0 folder, 1 file, 2 package, 3 hidden */
  kind: number;
  size: number | null;
  /** Epoch milliseconds. */
  modified: number | null;
  /** Place in `sharings`. */
  sharing: number;
  /** A small number that stands for the person; 0: unknown. */
  person: number;
  /** Row of its folder; 0: unknown. */
  parent: number;
}

/**
 * The names of all items of an account, folded and packed in one buffer, and beside them in typed arrays what filters
 * and facts need: some 55 bytes an item. A scan of a million names takes milliseconds. Items are numbered by slot, in the
 * order they came; one that changed gets a new slot.
 */
export interface NameTable {
  readonly columns: Columns;
  /** Zero bytes stand before, between and after the names. */
  readonly bytes: Buffer;
  /** Slots in use so far, those of gone items among them. */
  readonly slotCount: number;
  readonly liveCount: number;
  readonly extensions: readonly string[];
  put(item: TableItem): void;
  remove(row: number): void;
  /** -1 where there is none. */
  slotOf(row: number): number;
  rowOf(slot: number): number;
  /** The slot whose name holds that byte; `from`: it is not before that slot. */
  slotAt(byte: number, from: number): number;
  foldedName(slot: number): string;
}

export const goneFlag = 0x80;
/** Of what is no row of any folder: it is never found. */
export const hiddenKind = 3;

export function createNameTable(sizeHint = 0): NameTable {
  let bytes = Buffer.alloc(Math.max(4096, sizeHint * 28));
  let used = 1;
  let columns = createColumns(Math.max(256, sizeHint));
  let count = 0;
  let gone = 0;
  /**
   * Rows came in ascending order, so that a slot is found by halving. Those that did not are strays: their slot repeats the
   * row before it, and what they are stands here, by row and by slot.
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
    // Names with a random end must not grow the list for ever.
    if (extensions.length >= 0xff_ff) return 0;
    extensionIds.set(extension, extensions.length);
    extensions.push(extension);
    return extensions.length - 1;
  };

  const writeName = (folded: string): void => {
    const most = folded.length * 3 + 2;
    if (used + most > bytes.length) {
      const larger = Buffer.alloc(Math.ceil((bytes.length + most) * 1.25));
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
    // Seconds since 1970 in 32 bits, 0 for unknown: enough to compare and sort by; the row has the exact time.
    columns.modified[slot] =
      item.modified === null ? 0 : Math.min(0xff_ff_ff_ff, Math.max(1, Math.floor(item.modified / 1000)));
    columns.extension[slot] = item.kind === 1 ? toExtensionId(item.name) : 0;
    columns.person[slot] = item.person;
    columns.flags[slot] = item.kind | (item.sharing << 2);
    writeName(toFolded(item.name).replaceAll('\0', ' '));
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
      // No search may find it: its name becomes zero bytes.
      bytes.fill(0, columns.start[slot], slot + 1 < count ? columns.start[slot + 1] : used);
      strays.delete(row);
      strayRows.delete(slot);
      gone += 1;
    },
    slotOf(row) {
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

/** The first slot whose row is not before `row`, if it is that row's. */
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
  // Hits stand close together in a scan: first steps of growing length, then halving.
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
