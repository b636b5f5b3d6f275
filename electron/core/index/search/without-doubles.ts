import type { IndexStore } from '../index-store.ts';

/** A hit in one of several indexes. */
interface Hit {
  /** Whose index it is in: a place in the list of accounts. */
  owner: number;
  row: number;
}

/** `driveKey`: of the account's own drive. `store` null: the index is not open. */
interface Searched {
  driveKey: string;
  store: Pick<IndexStore, 'driveKeys' | 'contentOf'> | null;
}

/**
 * The same item may be in several indexes: in its owner's, and in those of accounts that it is shared with. It stays once,
 * for its owner where that is one of the accounts.
 */
export function withoutDoubles<T extends Hit>(
  hits: readonly T[],
  searched: readonly Searched[],
): readonly T[] {
  const common = findCommonDrives(searched);
  if (common.size === 0) return hits;
  const kept: T[] = [];
  const places = new Map<string, number>();
  for (const hit of hits) {
    const { driveKey, itemId } = searched[hit.owner]?.store?.contentOf(hit.row) ?? {
      driveKey: '',
      itemId: '',
    };
    const content = `${driveKey} ${itemId}`;
    const place = places.get(content);
    if (place === undefined) {
      if (common.has(driveKey)) places.set(content, kept.length);
      kept.push(hit);
    } else if (searched[hit.owner]?.driveKey === driveKey) kept[place] = hit;
  }
  return kept;
}

function findCommonDrives(searched: readonly Searched[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const common = new Set<string>();
  for (const { store } of searched)
    for (const key of store?.driveKeys() ?? []) (seen.has(key) ? common : seen).add(key);
  return common;
}
