import type { DatabaseSync } from 'node:sqlite';

/** Hundreds of accounts may be open: together their caches stay within this. */
const allKiB = 128 * 1024;
export const maxCacheKiB = 32 * 1024;
const minCacheKiB = 2000;

export interface CacheShares {
  add(database: DatabaseSync): void;
  remove(database: DatabaseSync): void;
}

export function createCacheShares(): CacheShares {
  const shares = new Map<DatabaseSync, number>();
  const divide = (): void => {
    const share = Math.max(minCacheKiB, Math.min(maxCacheKiB, Math.floor(allKiB / shares.size)));
    for (const [database, before] of shares) {
      if (before === share) continue;
      database.exec(`PRAGMA cache_size = -${share}`);
      shares.set(database, share);
    }
  };
  return {
    add(database) {
      shares.set(database, 0);
      divide();
    },
    remove(database) {
      shares.delete(database);
      divide();
    },
  };
}
