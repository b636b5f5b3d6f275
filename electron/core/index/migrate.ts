import type { DatabaseSync } from 'node:sqlite';
import type { DriveEntry } from '../graph/drive-item.ts';
import { sharedList } from './index-calls.ts';
import { kinds, sharings, flagBits, type SqlRow } from './index-rows.ts';
import { createInterned } from './interned.ts';
import { createItemWriter } from './item-writer.ts';
import { parentIndex, schemaVersion, tables } from './tables.ts';

export const migratedVersions: readonly number[] = [1, 2, 3, 4];

/**
 * In one transaction. Versions 1 and 2 kept each item with all its ids, and folders in a table `members`;
 * ranks of version 2 are computed again. Version 3 did not know the source of entries in the list of shared
 * items. The index of folders in version 4 had no ranks.
 */
export function migrate(database: DatabaseSync): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  database.exec('BEGIN IMMEDIATE');
  try {
    if (version < 3) rebuildTables(database);
    else database.exec(`DROP INDEX items_by_parent; ${parentIndex}`);
    if (version === 3) addSources(database);
    database.exec(`PRAGMA user_version = ${schemaVersion}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function addSources(database: DatabaseSync): void {
  database.exec(`ALTER TABLE shared ADD COLUMN sources INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE shared ADD COLUMN shared_at INTEGER`);
}

function rebuildTables(database: DatabaseSync): void {
  for (const name of ['items', 'folders', 'members'])
    database.exec(`ALTER TABLE ${name} RENAME TO old_${name}`);
  database.exec('DROP TRIGGER IF EXISTS forget_rank; DROP INDEX items_by_id; DROP INDEX members_by_row');
  database.exec(tables);
  takeOver(database);
  database.exec('DROP TABLE old_items; DROP TABLE old_folders; DROP TABLE old_members');
}

function takeOver(database: DatabaseSync): void {
  const interned = createInterned(database);
  for (const old of database.prepare('SELECT DISTINCT own_drive_id, drive_id FROM old_items').all())
    for (const driveId of [old['own_drive_id'], old['drive_id']]) interned.drive(String(driveId));
  const writer = createItemWriter(database, interned);
  const setListed = database.prepare(
    'INSERT OR REPLACE INTO folders (row, listed_at, generation) VALUES (?, ?, 0)',
  );
  const addShared = database.prepare('INSERT OR IGNORE INTO shared (row, seen) VALUES (?, 0)');
  const setFlags = database.prepare('UPDATE items SET flags = flags | ? WHERE row = ?');
  const folders = new Map<number, number>();
  for (const old of database.prepare('SELECT * FROM old_folders').all()) {
    const row = writer.folderRow({ driveId: String(old['drive']), itemId: String(old['item']) });
    folders.set(Number(old['id']), row);
    setListed.run(row, old['listed_at'] ?? null);
  }
  const shared = writer.folderRow(sharedList);
  const memberships = database.prepare('SELECT folder FROM old_members WHERE row = ?');
  for (const old of database.prepare('SELECT * FROM old_items').iterate()) {
    const places = memberships.all(old['row'] ?? null).map((one) => folders.get(Number(one['folder'])) ?? 0);
    const parent = places.find((place) => place !== shared) ?? null;
    const { row } = writer.write(toEntry(old), parent, 0);
    if (places.includes(shared)) addShared.run(row);
    const revoked = Number(old['revoked']);
    if (revoked > 0) setFlags.run(flagBits.revoked, row);
  }
}

function toEntry(old: SqlRow): DriveEntry {
  const text = (name: string) => (typeof old[name] === 'string' ? old[name] : null);
  const number = (name: string) => (typeof old[name] === 'number' ? old[name] : null);
  const modified = number('modified');
  const parentItem = text('parent_item');
  return {
    driveId: String(old['drive_id']),
    itemId: String(old['item_id']),
    own: { driveId: String(old['own_drive_id']), itemId: String(old['own_item']) },
    parent: parentItem === null ? null : { driveId: String(old['parent_drive_id']), itemId: parentItem },
    name: String(old['name']),
    kind: kinds[Number(old['kind'])] ?? 'file',
    sizeBytes: number('size'),
    childCount: number('child_count'),
    modifiedAt: modified === null ? null : new Date(modified).toISOString(),
    modifiedBy: text('modified_by'),
    sharing: sharings[Number(old['sharing'])] ?? 'none',
    sharedBy: text('shared_by'),
    owner: text('owner'),
    hasThumbnail: old['has_thumbnail'] === 1,
    preview: 'none',
    problem: old['malware'] === 1 ? 'malware' : null,
    eTag: text('etag'),
    cTag: text('ctag'),
    mimeType: text('mime'),
    quickXorHash: text('hash'),
  };
}
