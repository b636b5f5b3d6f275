import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { entryColumns, entryTables, flagBits, kinds } from './index-rows.ts';
import { rowGroup } from './tables.ts';

/** Excludes drive roots and placeholders. */
const isShown = `i.flags & ${flagBits.root | flagBits.placeholder} = 0`;
/** In the order that `toOrderedRow` reads them. */
const toOrderColumns = (when: string, who: string): string =>
  `i.row, coalesce(t.id, i.id), i.name, i.flags & ${flagBits.kind}, i.size, i.child_count, ${when}, ${who},
  (i.flags & ${flagBits.sharing}) >> 2`;
const orderColumns = toOrderColumns('i.modified', 'i.modified_by');
const groupOrder = `SELECT ${orderColumns}, i.rank FROM items i LEFT JOIN targets t ON t.row = i.row
  WHERE i.parent = ? AND ${rowGroup} = ?`;
/** Shared items are ordered by when, and by whom, they were shared. */
const sharedOrder = `SELECT ${toOrderColumns('coalesce(s.shared_at, i.modified)', 'coalesce(i.shared_by, i.owner)')}, NULL
  FROM shared s JOIN items i ON i.row = s.row LEFT JOIN targets t ON t.row = i.row WHERE ${isShown}`;

export function prepareStatements(database: DatabaseSync) {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  const entries = `SELECT ${entryColumns} FROM ${entryTables}`;
  return {
    folder: prepare('SELECT listed_at, generation FROM folders WHERE row = ?'),
    setGeneration: prepare(
      'INSERT INTO folders (row, generation) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET generation = ?2',
    ),
    setListed: prepare('UPDATE folders SET listed_at = ? WHERE row = ?'),
    removeFolder: prepare('DELETE FROM folders WHERE row = ?'),
    lastMark: prepare(
      'SELECT max(coalesce((SELECT max(generation) FROM folders), 0), coalesce((SELECT max(mark) FROM syncs), 0)) AS mark',
    ),
    /** The first source to name it in a listing resets its sources. */
    addShared: prepare(
      `INSERT INTO shared (row, seen, sources, shared_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET
       sources = iif(seen = ?2, sources | ?3, ?3), seen = ?2, shared_at = coalesce(?4, shared_at)`,
    ),
    sharedFacts: prepare('SELECT sources, shared_at FROM shared WHERE row = ?'),
    shortcutsOf: prepare(`${entries} WHERE i.drive = ? AND i.flags & ${flagBits.shortcut} <> 0`),
    removeShared: prepare('DELETE FROM shared WHERE row = ?'),
    isShared: prepare('SELECT 1 AS yes FROM shared WHERE row = ?'),
    unseenShared: prepare('SELECT row FROM shared WHERE seen < ?'),
    countShared: prepare('SELECT count(*) AS members FROM shared'),
    removeItem: prepare('DELETE FROM items WHERE row = ?'),
    removeTarget: prepare('DELETE FROM targets WHERE row = ?'),
    unseenMembers: prepare('SELECT row FROM items WHERE parent = ? AND seen < ?'),
    rowsOfFolder: prepare('SELECT row FROM items WHERE parent = ?'),
    detach: prepare('UPDATE items SET parent = 0, rank = NULL WHERE row = ?'),
    markSeen: prepare('UPDATE items SET seen = ? WHERE row = ?'),
    // SQLite folds only ASCII letters; few lookups differ in the case of others.
    findByName: prepare(
      `${entries} WHERE i.parent = ? AND i.name = ? COLLATE NOCASE AND ${isShown} ORDER BY i.flags & 3 LIMIT 1`,
    ),
    namesOfFolder: tuples(
      prepare(
        `SELECT i.row, i.name FROM items i WHERE i.parent = ? AND ${isShown} ORDER BY i.flags & ${flagBits.kind}`,
      ),
    ),
    /** Others differ from a name at most in the case of ASCII letters, which `findByName` ignores. */
    namesBeyondAscii: tuples(
      prepare(
        `SELECT i.row, i.name FROM items i WHERE i.parent = ? AND octet_length(i.name) <> length(i.name)
         AND ${isShown} ORDER BY i.flags & ${flagBits.kind}`,
      ),
    ),
    namesOfShared: tuples(
      prepare('SELECT i.row, i.name FROM shared s JOIN items i ON i.row = s.row ORDER BY i.flags & 3'),
    ),
    countMembers: prepare(`SELECT count(*) AS members FROM items WHERE parent = ? AND ${rowGroup} < 2`),
    countUnranked: prepare(
      `SELECT count(*) AS members FROM items WHERE parent = ? AND ${rowGroup} < 2 AND rank IS NULL`,
    ),
    foldersLargerThan: prepare(
      'SELECT parent FROM items WHERE parent <> 0 GROUP BY parent HAVING count(*) > ?',
    ),
    setChildCount: prepare(
      `UPDATE items SET child_count = ? WHERE row = ? AND flags & ${flagBits.kind} = ${kinds.indexOf('folder')}`,
    ),
    lastRow: prepare('SELECT max(row) AS row FROM items'),
    foldersOfDrive: prepare(
      `SELECT row FROM items WHERE drive = ? AND row >= ? AND row < ?
       AND flags & ${flagBits.kind | flagBits.placeholder} = ${kinds.indexOf('folder')}`,
    ),
    setFlags: prepare('UPDATE items SET flags = ? WHERE row = ?'),
    facts: prepare('SELECT row, parent, flags, drive, id, seen FROM items WHERE row = ?'),
    byRow: prepare(`${entries} WHERE i.row = ?`),
    byKey: prepare('SELECT row, drive, id, flags, child_count FROM items WHERE key = ?'),
    byTargetKey: prepare(
      `SELECT t.row, t.drive, t.id, i.flags, i.child_count FROM targets t JOIN items i ON i.row = t.row WHERE t.key = ?`,
    ),
    contentOf: prepare(
      'SELECT coalesce(t.drive, i.drive) AS drive, coalesce(t.id, i.id) AS id FROM items i LEFT JOIN targets t ON t.row = i.row WHERE i.row = ?',
    ),
    hashOf: prepare('SELECT hash FROM items WHERE row = ?'),
    hashesIn: tuples(prepare('SELECT row, hex(hash) FROM items WHERE parent = ? AND hash IS NOT NULL')),
    orderRow: tuples(
      prepare(
        `SELECT ${orderColumns}, NULL FROM items i LEFT JOIN targets t ON t.row = i.row WHERE i.row = ? AND ${isShown}`,
      ),
    ),
    orderRows: tuples(
      prepare(
        `SELECT ${orderColumns}, iif(f.ranked_in = ?, i.rank, NULL) FROM items i
         LEFT JOIN targets t ON t.row = i.row LEFT JOIN folders f ON f.row = i.parent
         WHERE i.parent = ? AND ${isShown}`,
      ),
    ),
    orderRowsOf: tuples(
      prepare(
        `SELECT ${orderColumns}, iif(f.ranked_in = ?, i.rank, NULL) FROM json_each(?) r CROSS JOIN items i
         ON i.row = r.value LEFT JOIN targets t ON t.row = i.row LEFT JOIN folders f ON f.row = i.parent`,
      ),
    ),
    namesOf: tuples(
      prepare('SELECT i.row, i.name FROM json_each(?) r CROSS JOIN items i ON i.row = r.value'),
    ),
    shownRows: tuples(prepare(`SELECT row FROM items WHERE parent = ? AND ${rowGroup} < 2`)),
    sharedRows: tuples(prepare('SELECT row FROM shared')),
    rankedIn: prepare('SELECT ranked_in FROM folders WHERE row = ?'),
    firstRanked: tuples(prepare(`${groupOrder} AND i.rank IS NOT NULL ORDER BY i.rank LIMIT ?`)),
    unranked: tuples(prepare(`${groupOrder} AND i.rank IS NULL LIMIT ?`)),
    orderShared: tuples(prepare(sharedOrder)),
    orderSharedRow: tuples(prepare(`${sharedOrder} AND s.row = ?`)),
    setRank: prepare('UPDATE items SET rank = ? WHERE row = ? AND parent = ? AND name = ?'),
    setRankedIn: prepare(
      `INSERT INTO folders (row, generation, ranked_in) VALUES (?1, 0, ?2)
       ON CONFLICT DO UPDATE SET ranked_in = ?2`,
    ),
    countItems: prepare(`SELECT count(*) AS items FROM items i WHERE ${isShown}`),
    sync: prepare('SELECT * FROM syncs WHERE row = ?'),
    syncs: prepare('SELECT * FROM syncs'),
    putSync: prepare(
      `INSERT OR REPLACE INTO syncs (row, whole_drive, phase, mark, link, count, fresh_at, resync_at, paused)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    pauseSync: prepare('UPDATE syncs SET paused = ? WHERE row = ?'),
    removeSync: prepare('DELETE FROM syncs WHERE row = ?'),
    addGone: prepare('INSERT OR REPLACE INTO gone (row, sync) VALUES (?, ?)'),
    removeGone: prepare('DELETE FROM gone WHERE row = ?'),
    goneOf: prepare('SELECT row FROM gone WHERE sync = ?'),
    clearGone: prepare('DELETE FROM gone WHERE sync = ?'),
    unseenOfDrive: prepare('SELECT row FROM items WHERE drive = ? AND seen < ? AND row <> ?'),
  };
}

export type Statements = ReturnType<typeof prepareStatements>;

function tuples(statement: StatementSync): StatementSync {
  statement.setReturnArrays(true);
  return statement;
}
