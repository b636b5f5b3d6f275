import type { ChosenOutcomes, CompareOutcome, Comparison } from '../../contract/comparison.ts';
import { maxSelectedIds } from '../../contract/limits.ts';
import { toNameKey } from '../graph/item-names.ts';
import type { OrderedRow } from './view-order.ts';

export interface ComparedFolder {
  rows: Iterable<OrderedRow>;
  hashes: () => ReadonlyMap<number, string>;
}

/** Some services store whole seconds, some only even ones. */
const timeToleranceMs = 2000;

type Verdict = Exclude<CompareOutcome, 'only'>;

/**
 * Names match case-insensitively, as in OneDrive. Files are compared by hash if both have one, else by size
 * and time.
 */
export function compareFolders(
  first: ComparedFolder,
  second: ComparedFolder,
  chosen: ChosenOutcomes,
): Comparison {
  const left = new Map([...second.rows].map((row) => [toNameKey(row.name), row]));
  const sides = { first: createCounts(chosen.first), second: createCounts(chosen.second) };
  let hashes: [ReadonlyMap<number, string>, ReadonlyMap<number, string>] | null = null;
  const judged = { byHash: 0, bySizeAndTime: 0 };
  for (const row of first.rows) {
    const key = toNameKey(row.name);
    const other = left.get(key);
    if (other === undefined) {
      sides.first.add(row, 'only');
      continue;
    }
    left.delete(key);
    hashes ??= [first.hashes(), second.hashes()];
    const [hashA, hashB] = [hashes[0].get(row.row) ?? null, hashes[1].get(other.row) ?? null];
    const verdict = judge(row, other, hashA, hashB);
    if (row.kind !== 0 && other.kind !== 0)
      judged[hashA === null || hashB === null ? 'bySizeAndTime' : 'byHash'] += 1;
    sides.first.add(row, verdict);
    sides.second.add(other, verdict);
  }
  for (const row of left.values()) sides.second.add(row, 'only');
  return { first: sides.first.end(), second: sides.second.end(), ...judged };
}

function judge(a: OrderedRow, b: OrderedRow, hashA: string | null, hashB: string | null): Verdict {
  if (a.kind !== b.kind) return 'different';
  if (a.kind === 0) return 'folders';
  if (hashA !== null && hashB !== null) return hashA === hashB ? 'same' : 'different';
  const isSameTime =
    a.modified !== null && b.modified !== null && Math.abs(a.modified - b.modified) <= timeToleranceMs;
  return a.size !== null && a.size === b.size && isSameTime ? 'same' : 'different';
}

function createCounts(chosen: readonly CompareOutcome[]) {
  const counts: Record<CompareOutcome, number> = { only: 0, different: 0, same: 0, folders: 0 };
  const wanted: string[] = [];
  const rest: string[] = [];
  return {
    add({ itemId }: OrderedRow, outcome: CompareOutcome): void {
      counts[outcome] += 1;
      (chosen.includes(outcome) ? wanted : rest).push(itemId);
    },
    end(): Comparison['first'] {
      const count = wanted.length;
      if (count <= maxSelectedIds) return { counts, chosen: { count, mode: 'only', itemIds: wanted } };
      const isShort = rest.length <= maxSelectedIds;
      return { counts, chosen: isShort ? { count, mode: 'allExcept', itemIds: rest } : null };
    },
  };
}
