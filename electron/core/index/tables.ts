import { flagBits } from './index-rows.ts';

/** Increase when the tables change, and add a migration in `migrate.ts`. */
export const schemaVersion = 5;

/** 0 folder, 1 file or package, 2 not shown. */
export const rowGroup = `iif(flags & ${flagBits.root | flagBits.placeholder}, 2, flags & ${flagBits.kind} <> 0)`;

/** Counts a folder, and finds its first rows, without reading the others. */
export const parentIndex = `CREATE INDEX items_by_parent ON items (parent, ${rowGroup}, rank)`;

/**
 * A million items must fit on any disk, so each is stored once and compactly. `drives` and `words` (people,
 * content types) are referenced by number. `key` is a hash of drive and id: an index of numbers needs a fifth
 * of the space of one of texts. A parent is the row of its folder; one not yet seen is a placeholder without
 * a name.
 *
 * `seen` is the number of the last listing or enumeration that saw the item: what it has not seen when it
 * ends is gone. `rank` is the place of a name among its siblings in the language `ranked_in`, so that a huge
 * folder is not sorted on every open.
 *
 * targets: where a shortcut's content is. shared: members of the list of shared items. syncs: drives and
 * folders known as a whole. gone: items reported as deleted, until the delta's last response.
 */
export const tables = `
  CREATE TABLE drives (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, spelling TEXT NOT NULL);
  CREATE TABLE words (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
  CREATE TABLE items (
    row INTEGER PRIMARY KEY,
    key INTEGER NOT NULL,
    drive INTEGER NOT NULL,
    id TEXT NOT NULL,
    parent INTEGER NOT NULL,
    name TEXT NOT NULL,
    flags INTEGER NOT NULL,
    size INTEGER,
    child_count INTEGER,
    modified INTEGER,
    modified_by INTEGER,
    shared_by INTEGER,
    owner INTEGER,
    mime INTEGER,
    etag TEXT,
    ctag TEXT,
    hash,
    seen INTEGER NOT NULL,
    rank INTEGER
  );
  CREATE INDEX items_by_key ON items (key);
  ${parentIndex};
  CREATE TABLE targets (row INTEGER PRIMARY KEY, key INTEGER NOT NULL, drive INTEGER NOT NULL, id TEXT NOT NULL);
  CREATE INDEX targets_by_key ON targets (key);
  CREATE TABLE shared (
    row INTEGER PRIMARY KEY,
    seen INTEGER NOT NULL,
    sources INTEGER NOT NULL DEFAULT 0,
    shared_at INTEGER
  );
  CREATE TABLE folders (
    row INTEGER PRIMARY KEY,
    listed_at INTEGER,
    generation INTEGER NOT NULL,
    ranked_in TEXT
  );
  CREATE TABLE syncs (
    row INTEGER PRIMARY KEY,
    whole_drive INTEGER NOT NULL,
    phase TEXT NOT NULL,
    mark INTEGER NOT NULL,
    link TEXT,
    count INTEGER NOT NULL,
    fresh_at INTEGER,
    resync_at INTEGER,
    paused INTEGER NOT NULL
  );
  CREATE TABLE gone (row INTEGER PRIMARY KEY, sync INTEGER NOT NULL);
  PRAGMA user_version = ${schemaVersion};
`;
