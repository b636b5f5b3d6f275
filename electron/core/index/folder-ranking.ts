import type { IndexStore } from './index-store.ts';
import { runInSlices, type Sliced } from '../lib/slices.ts';
import { sortNames } from './rank-names.ts';
import type { NamedRow } from './view-order.ts';

/** Up to this many names are collated at once: 4,000 take about 15 ms. */
export const maxUnranked = 4_000;

const namesAtOnce = 1_000;

/** Stores the order of names in huge folders, in the background, whether or not they are open. */
export interface FolderRanking {
  rank(folder: number): Promise<void>;
  isRanking(folder: number): boolean;
  /** Every huge folder that is not ranked yet, one after another. */
  rankAll(): Promise<void>;
  dispose(): void;
}

export interface FolderRankingEvents {
  /** `names`: in their order. */
  ranked: (folder: number, names: readonly NamedRow[]) => void;
  ended: (folder: number) => void;
  failed: (error: unknown) => void;
}

export function createFolderRanking(
  store: IndexStore,
  { ranked, ended, failed }: FolderRankingEvents,
): FolderRanking {
  const running = new Map<number, Promise<void>>();
  let isDisposed = false;

  function* readNames(folder: number): Sliced<NamedRow[]> {
    const names: NamedRow[] = [];
    const rows = store.rowsIn(folder);
    for (let from = 0; from < rows.length; from += namesAtOnce) {
      if (isDisposed) break;
      for (const name of store.namesOf(rows.slice(from, from + namesAtOnce))) names.push(name);
      yield;
    }
    return names;
  }

  function* sortAndSave(folder: number): Sliced<void> {
    const names = yield* sortNames(yield* readNames(folder));
    if (isDisposed) return;
    ranked(folder, names);
    // In the order of the table each of its parts is written once.
    const inTable = names.map((name, rank) => ({ ...name, rank })).sort((a, b) => a.row - b.row);
    for (let from = 0; from < inTable.length; from += namesAtOnce) {
      yield;
      if (isDisposed) return;
      store.saveRanks(folder, inTable.slice(from, from + namesAtOnce));
    }
    store.setRanked(folder);
  }

  const rank = (folder: number): Promise<void> => {
    if (!store.needsRanks(folder, maxUnranked)) return Promise.resolve();
    const found = running.get(folder);
    if (found !== undefined) return found;
    const ending = runInSlices(sortAndSave(folder))
      .catch(failed)
      .finally(() => {
        running.delete(folder);
        ended(folder);
      });
    running.set(folder, ending);
    return ending;
  };

  return {
    rank,
    isRanking: (folder) => running.has(folder),
    async rankAll() {
      for (const folder of store.foldersLargerThan(maxUnranked)) {
        if (isDisposed) return;
        await rank(folder);
      }
    },
    dispose() {
      isDisposed = true;
    },
  };
}
