/** Raised when the tables change, with a way from each earlier version in `migrate.ts`. */
export const schemaVersion = 4;

/**
 * A million items have to fit on anybody's disk, so each is stored once and in few bytes. `drives` and `words` (people,
 * types of content) are numbers in a row. `key` is a hash of drive and id, by which an item is found: an index of numbers
 * takes a fifth of one of texts. A parent is the row of its folder; one that nobody has seen yet is a placeholder, an item
 * with no name. `flags` is packed by `index-rows.ts`.
 *
 * `seen` is the number of the last listing or enumeration that knew of the item (numbers grow for all of them together):
 * what one has not seen when it ends is gone. `rank` is the place of a name among its siblings in the language
 * `ranked_in`, so that a huge folder need not be ordered again each time it is opened.
 *
 * targets: where the content of a shortcut is. shared: members of the list of shared items, with the sources that named them
 * (bits) and when they were shared. folders: what was listed, and
 * when. syncs: drives and folders that are known whole. gone: what a delta has named as deleted, until its last page.
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
  CREATE INDEX items_by_parent ON items (parent);
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
