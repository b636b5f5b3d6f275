import { createGrowth, type Growth, type GrowthPlan } from './growth.ts';
import type { DriveNode } from './node.ts';

const FIRST = 101;

export interface NodeTable {
  readonly nextSeq: number;
  readonly firstSeq: number;
  add(node: DriveNode): void;
  peek(seq: number): DriveNode | null;
  get(seq: number): DriveNode | null;
  grow(plan: GrowthPlan, parent: DriveNode, loggedAt: number): Growth;
}

export function createNodeTable(): NodeTable {
  const kept = new Map<number, DriveNode>();
  const growths: Growth[] = [];
  let nextSeq = FIRST;

  function peek(seq: number): DriveNode | null {
    const known = kept.get(seq);
    if (known !== undefined) return known;
    const growth = growths.find((one) => seq >= one.firstSeq && seq < one.firstSeq + one.count);
    return growth?.make(seq, (folder) => demand(get(folder), folder)) ?? null;
  }

  function get(seq: number): DriveNode | null {
    const node = peek(seq);
    if (node !== null) kept.set(seq, node);
    return node;
  }

  const makeNode = (seq: number): DriveNode => demand(peek(seq), seq);

  return {
    firstSeq: FIRST,
    get nextSeq() {
      return nextSeq;
    },
    peek,
    get,
    add(node) {
      kept.set(node.seq, node);
      nextSeq += 1;
    },
    grow(plan, parent, loggedAt) {
      const growth = createGrowth(plan, { parent, firstSeq: nextSeq, loggedAt, makeNode });
      growths.push(growth);
      nextSeq += growth.count;
      return growth;
    },
  };
}

function demand(node: DriveNode | null, seq: number): DriveNode {
  if (node === null) throw new Error(`no item has the number ${seq}`);
  return node;
}
