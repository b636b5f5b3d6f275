import type { TreeNode } from '../../../contract/found.ts';
import type { IndexStore } from '../index-store.ts';
import { kinds } from '../index-rows.ts';
import type { NameTable } from './name-table.ts';
import type { Rollup } from './rollup.ts';

/** An upper limit, whatever was requested. */
const maxNodes = 5000;

export function toTree(
  table: NameTable,
  rollup: Rollup,
  store: IndexStore,
  folder: number,
  { depth, max }: { depth: number; max: number },
): TreeNode[] {
  const nodes: TreeNode[] = [];

  const add = (slot: number, parent: number | null): number => {
    const entry = store.entry(table.rowOf(slot));
    nodes.push({
      parent,
      item: entry === null ? null : { driveId: entry.driveId, itemId: entry.itemId },
      name: entry?.name ?? '',
      kind: entry?.kind ?? kinds[0],
      sizeBytes: rollup.bytes[slot] ?? 0,
      files: rollup.files[slot] ?? 0,
      hasMore: false,
    });
    return nodes.length - 1;
  };

  const fill = (slot: number, at: number, levels: number): void => {
    const children = rollup.childrenOf(slot);
    const node = nodes[at];
    if (node === undefined || children.length === 0) return;
    if (levels === 0 || nodes.length >= maxNodes) {
      node.hasMore = true;
      return;
    }
    const bySize = children.toSorted((a, b) => (rollup.bytes[b] ?? 0) - (rollup.bytes[a] ?? 0));
    for (const child of bySize.slice(0, max)) fill(child, add(child, at), levels - 1);
    const rest = bySize.slice(max);
    if (rest.length === 0) return;
    const files = rest.reduce(
      (all, one) => all + (rollup.files[one] ?? 0) + Number(((table.columns.flags[one] ?? 0) & 3) === 1),
      0,
    );
    const sizeBytes = rest.reduce((all, one) => all + (rollup.bytes[one] ?? 0), 0);
    nodes.push({ parent: at, item: null, name: '', kind: 'rest', sizeBytes, files, hasMore: true });
  };

  if (folder === -1) return nodes;
  fill(folder, add(folder, null), depth);
  return nodes;
}
