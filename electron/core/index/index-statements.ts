import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { kinds, upsertItem } from './index-rows.ts';

/** In the order that `toOrderedRow` reads them. */
const orderColumns =
  'i.row, i.item_id, i.name, i.kind, i.size, i.child_count, i.modified, i.modified_by, i.sharing';

/** Every statement of the index, prepared once. */
export function prepareStatements(database: DatabaseSync) {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  return {
    findFolder: prepare('SELECT id, listed_at FROM folders WHERE drive = ? AND item = ?'),
    folderById: prepare('SELECT drive, item, listed_at FROM folders WHERE id = ?'),
    addFolder: prepare('INSERT INTO folders (drive, item) VALUES (?, ?) RETURNING id, listed_at'),
    removeFolder: prepare('DELETE FROM folders WHERE id = ?'),
    nextGeneration: prepare(
      'UPDATE folders SET generation = generation + 1 WHERE id = ? RETURNING generation',
    ),
    setListed: prepare('UPDATE folders SET listed_at = ? WHERE id = ?'),
    upsert: prepare(upsertItem),
    addMember: prepare(
      'INSERT INTO members (folder, row, seen) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seen = excluded.seen',
    ),
    removeMember: prepare('DELETE FROM members WHERE folder = ? AND row = ?'),
    removeMembershipsOfRow: prepare('DELETE FROM members WHERE row = ?'),
    removeItem: prepare('DELETE FROM items WHERE row = ?'),
    unseenMembers: prepare(
      'SELECT i.* FROM members m JOIN items i ON i.row = m.row WHERE m.folder = ? AND m.seen <> ?',
    ),
    foldersOfRow: prepare('SELECT folder FROM members WHERE row = ?'),
    rowsOfFolder: prepare('SELECT i.* FROM members m JOIN items i ON i.row = m.row WHERE m.folder = ?'),
    // Letters beyond ASCII have their case, too, but few names are asked for by another one.
    findByName: prepare(
      `SELECT i.* FROM members m JOIN items i ON i.row = m.row
       WHERE m.folder = ? AND i.name = ? COLLATE NOCASE ORDER BY i.kind LIMIT 1`,
    ),
    namesOfFolder: tuples(
      prepare(
        'SELECT i.row, i.name FROM members m JOIN items i ON i.row = m.row WHERE m.folder = ? ORDER BY i.kind',
      ),
    ),
    countMembers: prepare('SELECT count(*) AS members FROM members WHERE folder = ?'),
    setChildCount: prepare(
      `UPDATE items SET child_count = ? WHERE row = ? AND kind = ${kinds.indexOf('folder')}`,
    ),
    setRevoked: prepare('UPDATE items SET revoked = ? WHERE row = ?'),
    findById: prepare('SELECT * FROM items WHERE item_id = ?'),
    findByOwn: prepare('SELECT * FROM items WHERE own_drive = ? AND own_item = ?'),
    byRow: prepare('SELECT * FROM items WHERE row = ?'),
    hashOf: prepare('SELECT hash FROM items WHERE row = ?'),
    orderRow: tuples(prepare(`SELECT ${orderColumns}, NULL FROM items i WHERE i.row = ?`)),
    orderRows: tuples(
      prepare(
        `SELECT ${orderColumns}, iif(f.ranked_in = ?, m.rank, NULL) FROM folders f
         JOIN members m ON m.folder = f.id JOIN items i ON i.row = m.row WHERE f.id = ?`,
      ),
    ),
    setRank: prepare('UPDATE members SET rank = ? WHERE folder = ? AND row = ?'),
    setRankedIn: prepare('UPDATE folders SET ranked_in = ? WHERE id = ?'),
    countItems: prepare('SELECT count(*) AS items FROM items'),
  };
}

function tuples(statement: StatementSync): StatementSync {
  statement.setReturnArrays(true);
  return statement;
}
