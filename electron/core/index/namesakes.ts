import type { Statements } from './index-statements.ts';

/** More at once are an import, not a folder that was made again. */
const maxNoted = 10_000;

/**
 * Finds items that no longer exist although nothing said so. Names are unique within a folder, so an item that
 * reported changes added under a name proves that another one of that name is gone. Deltas are known to omit
 * deletions.
 */
export interface Namesakes {
  /** A row that a delta added, which was asked for at that moment. */
  note(sync: number, row: number, moment: number): void;
  /** The rows of items with the name of a newer one, once a delta has been read to its end, and since when. */
  take(sync: number): { rows: number[]; since: number };
}

export function createNamesakes(sql: Statements): Namesakes {
  const added = new Map<number, { rows: number[]; since: number }>();

  return {
    note(sync, row, moment) {
      const noted = added.get(sync) ?? { rows: [], since: moment };
      if (noted.rows.length < maxNoted) noted.rows.push(row);
      added.set(sync, noted);
    },
    take(sync) {
      const { rows, since } = added.get(sync) ?? { rows: [], since: 0 };
      added.delete(sync);
      const byFolder = Map.groupBy(rows, (row) => Number(sql.facts.get(row)?.['parent'] ?? 0));
      byFolder.delete(0);
      return {
        rows: [...byFolder].flatMap(([folder, newer]) => findIn(sql, folder, new Set(newer))),
        since,
      };
    },
  };
}

function findIn(sql: Statements, folder: number, newer: ReadonlySet<number>): number[] {
  // Pairs, as the statement is set to return.
  const named = sql.namesOfFolder.all(folder) as unknown as [row: number, name: string][];
  const taken = new Set(named.filter(([row]) => newer.has(row)).map(([, name]) => name));
  return named.filter(([row, name]) => !newer.has(row) && taken.has(name)).map(([row]) => row);
}
