import { DatabaseSync } from 'node:sqlite';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sharedList } from './index-calls.ts';
import { openIndex } from './index-schema.ts';
import { createIndexStore } from './index-store.ts';
import { toEntries } from './testing/entries.ts';

let home: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-index-'));
  file = join(home, 'a.sqlite');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const parentIndexOf4 = 'DROP INDEX items_by_parent; CREATE INDEX items_by_parent ON items (parent);';

/** The tables as versions 1 and 2 made them; 2 brought the ranks. */
const earlier = (version: 1 | 2) => `
  CREATE TABLE folders (id INTEGER PRIMARY KEY, drive TEXT NOT NULL, item TEXT NOT NULL, listed_at INTEGER,
    generation INTEGER NOT NULL DEFAULT 0, ${version === 2 ? 'ranked_in TEXT,' : ''} UNIQUE (drive, item));
  CREATE TABLE items (row INTEGER PRIMARY KEY, own_drive TEXT NOT NULL, own_item TEXT NOT NULL,
    own_drive_id TEXT NOT NULL, drive_id TEXT NOT NULL, item_id TEXT NOT NULL, parent_drive_id TEXT, parent_item TEXT,
    name TEXT NOT NULL, kind INTEGER NOT NULL, size INTEGER, child_count INTEGER, modified INTEGER, modified_by TEXT,
    sharing INTEGER NOT NULL, shared_by TEXT, owner TEXT, has_thumbnail INTEGER NOT NULL, preview INTEGER NOT NULL,
    malware INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0, etag TEXT, ctag TEXT, mime TEXT, hash TEXT,
    UNIQUE (own_drive, own_item));
  CREATE INDEX items_by_id ON items (item_id);
  CREATE TABLE members (folder INTEGER NOT NULL, row INTEGER NOT NULL, seen INTEGER NOT NULL,
    ${version === 2 ? 'rank INTEGER,' : ''} PRIMARY KEY (folder, row)) WITHOUT ROWID;
  CREATE INDEX members_by_row ON members (row);
  ${
    version === 2
      ? `CREATE TRIGGER forget_rank AFTER UPDATE OF name ON items WHEN old.name <> new.name BEGIN
           UPDATE members SET rank = NULL WHERE row = new.row; END;`
      : ''
  }
  PRAGMA user_version = ${version};
  INSERT INTO folders (id, drive, item, listed_at, generation) VALUES
    (1, 'd', 'root', 1000, 4), (2, 'd', 'A', 2000, 1), (3, ':shared', ':list', 3000, 1);
  INSERT INTO items VALUES
    (1, 'd', 'A', 'D', 'D', 'A', 'D', 'root', 'Äpfel', 0, NULL, 1, 5000, 'Alex', 0, NULL, NULL, 0, 0, 0, 0, 'e1', 'c1', NULL, NULL),
    (2, 'd', 'f', 'D', 'D', 'f', 'D', 'A', 'one.jpg', 1, 12, NULL, 6000, 'Dana', 1, NULL, NULL, 1, 1, 1, 0, 'e2', 'c2', 'image/jpeg', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='),
    (3, 'd', 's', 'D', 'X', 'far', 'D', 'root', 'short cut', 0, NULL, NULL, NULL, NULL, 2, 'Dana', 'Dana', 0, 0, 0, 0, NULL, NULL, NULL, NULL),
    (4, 'x', 'r', 'X', 'X', 'r', NULL, NULL, 'revoked.txt', 1, 3, NULL, NULL, NULL, 2, 'Dana', 'Dana', 0, 2, 0, 1, NULL, NULL, 'text/plain', NULL);
  INSERT INTO members (folder, row, seen) VALUES (1, 1, 4), (1, 3, 4), (2, 2, 1), (3, 4, 1);
`;

test.each([1, 2] as const)('keeps what version %i had listed', (version) => {
  const old = new DatabaseSync(file);
  old.exec(earlier(version));
  old.close();
  const { database, rebuilt } = openIndex(file);
  expect(rebuilt).toBeNull();
  const store = createIndexStore(database);
  const root = { driveId: 'd', itemId: 'root' };
  expect(store.folder(root).listedAt).toBe(1000);
  const names = (ref: { driveId: string; itemId: string }) =>
    store
      .orderRows(store.folder(ref).folder)
      .map(([, , name]) => String(name))
      .sort();
  expect(names(root)).toEqual(['short cut', 'Äpfel']);
  expect(names(sharedList)).toEqual(['revoked.txt']);
  expect(store.find({ driveId: 'd', itemId: 'f' })).toEqual({
    driveId: 'D',
    itemId: 'f',
    own: { driveId: 'D', itemId: 'f' },
    parent: { driveId: 'D', itemId: 'A' },
    name: 'one.jpg',
    kind: 'file',
    sizeBytes: 12,
    childCount: null,
    modifiedAt: new Date(6000).toISOString(),
    modifiedBy: 'Dana',
    sharing: 'byMe',
    sharedBy: null,
    owner: null,
    hasThumbnail: true,
    preview: 'image',
    problem: 'malware',
    eTag: 'e2',
    cTag: 'c2',
    mimeType: 'image/jpeg',
    quickXorHash: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  });
  expect(store.find({ driveId: 'x', itemId: 'far' })).toMatchObject({
    own: { itemId: 's' },
    name: 'short cut',
  });
  expect(store.find({ driveId: 'x', itemId: 'r' })).toMatchObject({ problem: 'revoked' });
  expect(store.count()).toBe(4);
  store.close();
});

test('keeps what version 3 had listed and shared', () => {
  const { database: old } = openIndex(file);
  const before = createIndexStore(old);
  const root = { driveId: 'd', itemId: 'root' };
  const [entry] = toEntries([{ name: 'shared.dat', size: 5 }]);
  const generation = before.beginListing(sharedList);
  before.putShared(generation, 1, [{ entry: entry!, sharedAtMs: 1000 }]);
  before.endListing(sharedList, generation, 3000);
  before.close();
  const earlierOne = new DatabaseSync(file);
  earlierOne.exec(
    `ALTER TABLE shared DROP COLUMN sources; ALTER TABLE shared DROP COLUMN shared_at; ${parentIndexOf4}
     PRAGMA user_version = 3`,
  );
  earlierOne.close();
  const { database, rebuilt } = openIndex(file);
  expect(rebuilt).toBeNull();
  const store = createIndexStore(database);
  expect(store.find(entry!)).toEqual(entry);
  expect(store.isMember(root, entry!)).toBe(true);
  expect(store.folder(sharedList).listedAt).toBe(3000);
  expect(store.isMember(sharedList, entry!)).toBe(true);
  expect(store.sharedFacts(entry!)).toEqual({ sources: 0, sharedAtMs: null });
  store.close();
});

test('opens a folder that version 4 had ranked with its first rows', () => {
  const { database: old } = openIndex(file);
  const before = createIndexStore(old);
  const root = { driveId: 'd', itemId: 'root' };
  const { folder } = before.folder(root);
  for (const entry of toEntries([{ name: 'b' }, { name: 'a' }, { name: 'c' }])) before.put(entry, root);
  const rowOf = new Map(before.orderRows(folder).map(([row, , name]) => [name, Number(row)]));
  before.saveRanks(
    folder,
    ['a', 'b', 'c'].map((name, rank) => ({ row: rowOf.get(name)!, name, rank })),
  );
  before.setRanked(folder);
  before.close();
  const earlierOne = new DatabaseSync(file);
  earlierOne.exec(`${parentIndexOf4} PRAGMA user_version = 4`);
  earlierOne.close();
  const { database, rebuilt } = openIndex(file);
  expect(rebuilt).toBeNull();
  const store = createIndexStore(database);
  const first = store.firstRows(folder, 2, 10);
  expect(first?.tuples.map(([, , name]) => name)).toEqual(['a', 'b']);
  expect(first?.count).toBe(3);
  store.close();
});

test('tables that don’t match their version are set aside and rebuilt', () => {
  const old = new DatabaseSync(file);
  old.exec('CREATE TABLE items (x); PRAGMA user_version = 2');
  old.close();
  const { database, rebuilt } = openIndex(file);
  expect(rebuilt).toBe('outdated');
  expect(existsSync(`${file}.broken`)).toBe(true);
  database.close();
});
