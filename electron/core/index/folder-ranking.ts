import type { IndexStore } from './index-store.ts';
import { sortNames } from './rank-names.ts';
import type { NamedRow } from './view-order.ts';

/** Up to this many names are collated at once: 4,000 take about 15 ms. */
export const maxUnranked = 4_000;

const savedAtOnce = 2_000;

const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

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

  const sortAndSave = async (folder: number): Promise<void> => {
    const names = await sortNames(store.namesIn(folder), yieldToEventLoop);
    if (isDisposed) return;
    ranked(folder, names);
    for (let from = 0; from < names.length; from += savedAtOnce) {
      await yieldToEventLoop();
      if (isDisposed) return;
      store.saveRanks(folder, names.slice(from, from + savedAtOnce), from);
    }
    store.setRanked(folder);
  };

  const rank = (folder: number): Promise<void> => {
    if (!store.needsRanks(folder, maxUnranked)) return Promise.resolve();
    const found = running.get(folder);
    if (found !== undefined) return found;
    const ending = sortAndSave(folder)
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
