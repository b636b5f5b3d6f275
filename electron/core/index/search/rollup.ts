import type { Sliced } from '../../lib/slices.ts';
import { goneFlag, type NameTable } from './name-table.ts';

export interface Rollup {
  readonly parent: Int32Array;
  readonly bytes: Float64Array;
  readonly files: Uint32Array;
  readonly folders: Uint32Array;
  childrenOf(slot: number): number[];
}

const maxDepth = 1000;
const stepSlots = 16_384;

/** Of the items that the table has at the beginning. */
export function* rollUp(table: NameTable): Sliced<Rollup> {
  const { columns, slotCount } = table;
  const parent = new Int32Array(slotCount).fill(-1);
  const bytes = new Float64Array(slotCount);
  const files = new Uint32Array(slotCount);
  const folders = new Uint32Array(slotCount);
  let lastRow = 0;
  let lastSlot = -1;
  for (let slot = 0; slot < slotCount; slot += 1) {
    if (slot % stepSlots === 0) yield;
    if (((columns.flags[slot] ?? 0) & goneFlag) !== 0) continue;
    const row = columns.parent[slot] ?? 0;
    if (row !== lastRow) {
      lastRow = row;
      lastSlot = row === 0 ? -1 : table.slotOf(row);
    }
    parent[slot] = lastSlot === slot ? -1 : lastSlot;
  }
  let done = 0;
  for (const slot of yield* inDepthOrder(parent, slotCount)) {
    if ((done += 1) % stepSlots === 0) yield;
    const flags = columns.flags[slot] ?? 0;
    if ((flags & goneFlag) !== 0) continue;
    const above = parent[slot] ?? -1;
    const kind = flags & 3;
    // Notebooks use space, too.
    if (kind === 1 || kind === 2) {
      const size = columns.size[slot] ?? 0;
      bytes[slot] = Number.isNaN(size) ? 0 : size;
    }
    if (above === -1) continue;
    bytes[above] = (bytes[above] ?? 0) + (bytes[slot] ?? 0);
    files[above] = (files[above] ?? 0) + (files[slot] ?? 0) + Number(kind === 1 || kind === 2);
    folders[above] = (folders[above] ?? 0) + (folders[slot] ?? 0) + Number(kind === 0);
  }
  let children: { first: Int32Array; next: Int32Array } | null = null;
  return {
    parent,
    bytes,
    files,
    folders,
    childrenOf(slot) {
      children ??= toChildren(table, parent);
      const found: number[] = [];
      for (let one = children.first[slot] ?? -1; one !== -1; one = children.next[one] ?? -1) found.push(one);
      return found;
    },
  };
}

/** Each folder is complete before it is added to its parent. Cycles end the walk. */
function* inDepthOrder(parent: Int32Array, count: number): Sliced<Uint32Array> {
  const depth = new Uint16Array(count);
  const path: number[] = [];
  for (let slot = 0; slot < count; slot += 1) {
    if (slot % stepSlots === 0) yield;
    let at = slot;
    while (at !== -1 && depth[at] === 0 && path.length < maxDepth) {
      path.push(at);
      depth[at] = 1;
      at = parent[at] ?? -1;
    }
    let above = at === -1 ? 0 : (depth[at] ?? 0);
    if (at !== -1 && path.includes(at)) parent[at] = -1;
    for (let one = path.pop(); one !== undefined; one = path.pop()) {
      above = Math.min(above + 1, 0xff_ff);
      depth[one] = above;
    }
  }
  const starts = new Uint32Array(0x1_00_01);
  for (const one of depth) starts[0xff_ff - one + 1] = (starts[0xff_ff - one + 1] ?? 0) + 1;
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const order = new Uint32Array(count);
  yield;
  for (let slot = 0; slot < count; slot += 1) {
    const bucket = 0xff_ff - (depth[slot] ?? 0);
    order[starts[bucket] ?? 0] = slot;
    starts[bucket] = (starts[bucket] ?? 0) + 1;
  }
  return order;
}

function toChildren(table: NameTable, parent: Int32Array) {
  const first = new Int32Array(parent.length).fill(-1);
  const next = new Int32Array(parent.length).fill(-1);
  for (let slot = parent.length - 1; slot >= 0; slot -= 1) {
    if (((table.columns.flags[slot] ?? 0) & goneFlag) !== 0) continue;
    const above = parent[slot] ?? -1;
    if (above === -1) continue;
    next[slot] = first[above] ?? -1;
    first[above] = slot;
  }
  return { first, next };
}
