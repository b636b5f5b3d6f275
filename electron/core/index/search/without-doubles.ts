import type { IndexStore } from '../index-store.ts';

interface Hit {
  owner: number;
  row: number;
}

/** `driveKey`: of the account's own drive. `store` null: the index is closed. */
interface Searched {
  driveKey: string;
  store: Pick<IndexStore, 'driveKeys' | 'contentOf'> | null;
}

/** An item may be in several accounts' indexes. It is kept once, preferably for its owner. */
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
