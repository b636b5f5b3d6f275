import type { Statements } from './index-statements.ts';

/** A delta with more is an import, not a folder that was made again. */
const maxNoted = 50_000;

/**
 * Names are unique within a folder, so an item added under a name proves that another one of that name is
 * gone. Deltas are known to omit deletions.
 */
export interface Namesakes {
  /** Reported as existing by a delta requested at that moment. */
  note(sync: number, row: number, reported: { isNew: boolean; moment: number }): void;
  /** The rows of items with the name of a newer one, and since when. */
  take(sync: number): { rows: number[]; since: number };
  forget(sync: number): void;
}

interface Noted {
  added: number[];
  reported: Set<number>;
  since: number;
}

export function createNamesakes(sql: Statements): Namesakes {
  const bySync = new Map<number, Noted>();

  return {
    note(sync, row, { isNew, moment }) {
      const noted: Noted = bySync.get(sync) ?? { added: [], reported: new Set(), since: moment };
      bySync.set(sync, noted);
      if (noted.reported.size > maxNoted) return;
      noted.reported.add(row);
      if (isNew) noted.added.push(row);
    },
    take(sync) {
      const noted = bySync.get(sync);
      bySync.delete(sync);
      if (noted === undefined || noted.reported.size > maxNoted) return { rows: [], since: 0 };
      const { added, reported, since } = noted;
      const byFolder = Map.groupBy(added, (row) => Number(sql.facts.get(row)?.['parent'] ?? 0));
      byFolder.delete(0);
      return {
        rows: [...byFolder].flatMap(([folder, newer]) => findIn(sql, folder, new Set(newer), reported)),
        since,
      };
    },
    forget: (sync) => void bySync.delete(sync),
  };
}

function findIn(
  sql: Statements,
  folder: number,
  newer: ReadonlySet<number>,
  reported: ReadonlySet<number>,
): number[] {
  // Pairs, as the statement is set to return.
  const named = sql.namesOfFolder.all(folder) as unknown as [row: number, name: string][];
  const taken = new Set(named.filter(([row]) => newer.has(row)).map(([, name]) => name));
  return named.filter(([row, name]) => !reported.has(row) && taken.has(name)).map(([row]) => row);
}
