import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeltaItem } from '../graph/delta.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { createCacheShares } from './cache-shares.ts';
import { createIndex, type Index } from './index-client.ts';
import { openIndex, openIndexInMemory } from './index-schema.ts';
import { createIndexStore } from './index-store.ts';
import { toEntries } from './testing/entries.ts';
import { createOpenViews } from './open-views.ts';

const folder = { driveId: 'd', itemId: 'root' };
let home: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-index-'));
  file = join(home, 'a.sqlite');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function withIndex<T>(work: (index: Index, errors: unknown[]) => Promise<T>): Promise<T> {
  const errors: unknown[] = [];
  const log = { info: () => {}, warn: () => {}, error: (message: string) => void errors.push(message) };
  const index = createIndex(new URL('./index-worker.ts', import.meta.url), log);
  try {
    return await work(index, errors);
  } finally {
    await index.close();
  }
}

test('a damaged index is rebuilt and reported', async () => {
  await withIndex(async (index) => {
    writeFileSync(file, 'this is no database, but it is long enough to be taken for one'.repeat(200));
    expect(await index.call('openAccount', { accountId: 'a', file })).toEqual({ rebuilt: 'corrupt' });
    await index.call('put', { accountId: 'a', entry: toEntries([{ name: 'x' }])[0]!, parent: folder });
    expect(await index.call('countItems', { accountId: 'a' })).toBe(1);
  });
  expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
});

test('an index of another version is rebuilt', async () => {
  const { database } = openIndex(file);
  database.exec('PRAGMA user_version = 999');
  database.close();
  await withIndex(async (index) => {
    expect(await index.call('openAccount', { accountId: 'a', file })).toEqual({ rebuilt: 'outdated' });
  });
});

test('the caches of many accounts share memory that one may use alone', () => {
  const shares = createCacheShares();
  const opened = Array.from({ length: 80 }, () => new DatabaseSync(':memory:'));
  const sizes = () =>
    new Set(opened.map((each) => Number(each.prepare('PRAGMA cache_size').get()?.['cache_size'])));
  for (const database of opened.slice(0, 4)) shares.add(database);
  expect([...sizes()]).toEqual([-32_768, -2000]);
  for (const database of opened.slice(4)) shares.add(database);
  expect([...sizes()]).toEqual([-2000]);
  for (const database of opened.splice(1)) {
    shares.remove(database);
    database.close();
  }
  expect([...sizes()]).toEqual([-32_768]);
});

test('the log beside an index shrinks again after much was written', () => {
  const { database } = openIndex(file);
  database.exec('CREATE TABLE filler (bytes BLOB)');
  const insert = database.prepare('INSERT INTO filler VALUES (?)');
  for (let count = 0; count < 18; count += 1) insert.run(new Uint8Array(1024 ** 2));
  insert.run(new Uint8Array(1));
  expect(statSync(`${file}-wal`).size).toBeLessThanOrEqual(4 * 1024 ** 2);
  database.close();
});

test('stored rows are available again, and an intact index stays unchanged', async () => {
  const entry = toEntries([{ name: 'Übersicht.dat', size: 3, modified: 20_000 }])[0]!;
  await withIndex(async (index) => {
    await index.call('openAccount', { accountId: 'a', file });
    await index.call('put', { accountId: 'a', entry, parent: folder });
  });
  await withIndex(async (index) => {
    expect(await index.call('openAccount', { accountId: 'a', file })).toEqual({ rebuilt: null });
    expect(await index.call('find', { accountId: 'a', item: entry })).toEqual(entry);
    expect(await index.call('findByName', { accountId: 'a', folder, name: 'ÜBERSICHT.DAT' })).toEqual(entry);
  });
});

test('the item count of a folder follows additions and removals, whether or not it was listed before', async () => {
  await withIndex(async (index) => {
    await index.call('openAccount', { accountId: 'a', file });
    const [made] = toEntries([{ name: 'Album' }]);
    const album = { ...made!, kind: 'folder' as const, sizeBytes: null, childCount: 0 };
    await index.call('put', { accountId: 'a', entry: album, parent: folder });
    const count = async () => (await index.call('find', { accountId: 'a', item: album }))?.childCount;
    const [one, two] = toEntries([{ name: 'one' }, { name: 'two' }]).map((entry, at) => {
      const itemId = `child ${at}`;
      return { ...entry, itemId, own: { driveId: entry.driveId, itemId } };
    });
    await index.call('put', { accountId: 'a', entry: one!, parent: album });
    await index.call('put', { accountId: 'a', entry: two!, parent: album });
    await index.call('put', { accountId: 'a', entry: two!, parent: album });
    expect(await count(), 'never listed').toBe(2);
    await index.call('change', { accountId: 'a', changes: [{ removed: one!.own }] });
    expect(await count()).toBe(1);
    const generation = await index.call('beginListing', { accountId: 'a', folder: album });
    await index.call('putListed', { accountId: 'a', folder: album, generation, entries: [one!, two!] });
    await index.call('endListing', { accountId: 'a', folder: album, generation, listedAt: 1 });
    expect(await count(), 'what a listing found goes before what was counted').toBe(2);
  });
});

test('many changes together count like single ones, and change nothing if one of them fails', () => {
  const store = createIndexStore(openIndexInMemory());
  const [from, to] = toEntries([{ name: 'From' }, { name: 'To' }]).map((entry, at) => {
    const own = { driveId: entry.driveId, itemId: `folder ${at}` };
    return { ...entry, ...own, own, kind: 'folder' as const, sizeBytes: null, childCount: 0 };
  });
  for (const entry of [from!, to!]) store.put(entry, folder);
  const files = toEntries(Array.from({ length: 5 }, (_, at) => ({ name: `file ${at}` }))).map((entry, at) => {
    const own = { driveId: entry.driveId, itemId: `file ${at}` };
    return { ...entry, ...own, own };
  });
  const counts = () => [from!, to!].map(({ own }) => store.find(own)?.childCount);
  store.together(() => files.flatMap((entry) => store.put(entry, from!.own)));
  expect(counts()).toEqual([5, 0]);
  store.together(() => [
    ...files
      .slice(0, 3)
      .flatMap((entry) => [...store.leave(entry.own, from!.own), ...store.put(entry, to!.own)]),
    ...store.remove(files[4]!.own),
  ]);
  expect(counts()).toEqual([1, 3]);
  expect(() =>
    store.together(() => {
      store.remove(files[0]!.own);
      throw new Error('no room');
    }),
  ).toThrow('no room');
  expect(store.find(files[0]!.own)?.name).toBe('file 0');
  store.remove(files[0]!.own);
  expect(counts()).toEqual([1, 2]);
  store.close();
});

test('accounts don’t see each other, and calls to a closed one fail with the right error', async () => {
  await withIndex(async (index) => {
    await index.call('openAccount', { accountId: 'a', file });
    await index.call('openAccount', { accountId: 'b', file: join(home, 'b.sqlite') });
    const entry = toEntries([{ name: 'x' }])[0]!;
    await index.call('put', { accountId: 'a', entry, parent: folder });
    expect(await index.call('find', { accountId: 'b', item: entry })).toBeNull();
    await index.call('closeAccount', { accountId: 'a' });
    await expect(index.call('find', { accountId: 'a', item: entry })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

test('calls that wait when the index is closed end as canceled', async () => {
  const waiting = await withIndex(async (index) => {
    const call = index.call('openAccount', { accountId: 'a', file });
    return { call: call.catch((error: unknown) => error), index };
  });
  expect([{ rebuilt: null }, expect.objectContaining({ code: 'cancelled' })]).toContainEqual(
    await waiting.call,
  );
  await expect(waiting.index.call('countItems', { accountId: 'a' })).rejects.toMatchObject({
    code: 'cancelled',
  });
});

test('T80 P29 spellings of one drive are one drive', () => {
  const store = createIndexStore(openIndexInMemory());
  const [entry] = toEntries([{ name: 'x' }]);
  const spelled = (driveId: string) => ({ ...entry!, driveId, own: { driveId, itemId: 'x' } });
  store.put(spelled('024470056F5C3E43'), { driveId: '024470056F5C3E43', itemId: 'root' });
  store.put(spelled('24470056f5c3e43'), { driveId: '24470056f5c3e43', itemId: 'root' });
  expect(store.count()).toBe(1);
  expect(store.find({ driveId: '024470056f5c3e43', itemId: 'x' })).not.toBeNull();
  expect(store.findByName({ driveId: '24470056F5C3E43', itemId: 'root' }, 'X')).not.toBeNull();
  store.close();
});

test('keeps the order of a huge folder for the next time, but not after a rename', async () => {
  const store = createIndexStore(openIndex(file).database);
  const generation = store.beginListing(folder);
  const files = Array.from({ length: 5_000 }, (_, n) => ({ name: `file ${n}`, id: `${n}` }));
  store.putListed(folder, generation, toEntries(files));
  const { folder: id } = store.folder(folder);
  store.endListing(folder, generation, 1);
  const ranks = () => store.orderRows(id).filter((tuple) => tuple.at(-1) !== null).length;
  const views = createOpenViews(
    store,
    () => {},
    () => {},
  );
  views.open('v', id, { sort: [{ key: 'name', direction: 'ascending' }], filter: '' });
  await views.rank(id);
  expect(ranks()).toBe(files.length);
  store.put(toEntries([{ name: 'another name', id: '7' }])[0]!, folder);
  expect(ranks()).toBe(files.length - 1);
  store.close();
});

test('ranks a huge folder once its drive is enumerated, before it is ever opened', async () => {
  const items = Array.from({ length: 5_000 }, (_, n) => ({
    own: { driveId: 'd', itemId: String(n) },
    parent: folder,
    isDeleted: false,
    hasName: true,
    entry: { ...toEntries([{ name: `file ${n}`, id: String(n) }])[0]!, parent: folder },
  }));
  await withIndex(async (index, errors) => {
    await index.call('openAccount', { accountId: 'a', file });
    const sync = { accountId: 'a', root: folder };
    const { moment } = await index.call('beginSync', { ...sync, isWholeDrive: true, resyncAt: null });
    const response = { items, nextLink: null, deltaLink: 'https://graph.example/delta' };
    await index.call('applyDelta', { ...sync, response, asked: { moment, atMs: 0 } });
    const database = new DatabaseSync(file, { readOnly: true });
    const ranked = database.prepare(
      'SELECT count(rank) AS names FROM items JOIN folders f ON f.row = parent WHERE ranked_in IS NOT NULL',
    );
    await expect.poll(() => ranked.get()?.['names']).toBe(items.length);
    database.close();
    expect(errors).toEqual([]);
  });
});

test('T8 T9 finds an item of a folder by its name in another case or composition', () => {
  const store = createIndexStore(openIndexInMemory());
  for (const name of ['Report.TXT', 'Ärger', 'ΔΕΛΤΑ', '5 \u212A.txt'])
    store.put(toEntries([{ name }])[0]!, folder);
  const find = (name: string) => store.findByName(folder, name)?.name ?? null;
  expect(find('report.txt')).toBe('Report.TXT');
  expect(find('a\u0308RGER')).toBe('Ärger');
  expect(find('δελτα')).toBe('ΔΕΛΤΑ');
  expect(find('5 k.TXT')).toBe('5 \u212A.txt');
  expect(find('report')).toBeNull();
  store.close();
});

const ref = (itemId: string) => ({ driveId: 'd', itemId });

test('a folder around one with very many items is removed in one piece', () => {
  const { database } = openIndex(file);
  const store = createIndexStore(database);
  const outer = toEntries([{ name: 'outer', kind: 'folder' }])[0]!;
  store.delta.begin(folder, true, null);
  store.put({ ...outer, ...ref('outer'), own: ref('outer') }, folder);
  store.put({ ...outer, ...ref('inner'), own: ref('inner') }, ref('outer'));
  const many = 130_000;
  // One by one they would take many seconds.
  database.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${many})
    INSERT INTO items (key, drive, id, parent, name, flags, seen)
    SELECT i, 1, 'f' || i, ${store.rowOf(ref('inner'))}, 'f' || i, 1, 1 FROM n`);
  const gone = { own: ref('outer'), isDeleted: true, hasName: false, entry: null };
  const last = { items: [gone], nextLink: null, deltaLink: 'x' };
  const { changes } = store.delta.apply(folder, last, { moment: store.delta.moment(), atMs: 1 });
  expect(changes.length).toBeGreaterThan(many);
  expect(store.count()).toBe(0);
  store.close();
});

const toDeltaItem = (entry: DriveEntry): DeltaItem => ({
  own: entry.own,
  isDeleted: false,
  hasName: true,
  entry,
});

test('calls are answered while a large response of an enumeration is stored', async () => {
  const count = 5000;
  const entries = toEntries(Array.from({ length: count }, (_, at) => ({ name: `f${at}` })));
  const response = { items: entries.map(toDeltaItem), nextLink: null, deltaLink: 'later' };
  await withIndex(async (index) => {
    await index.call('openAccount', { accountId: 'a', file });
    const sync = { accountId: 'a', root: folder };
    await index.call('beginSync', { ...sync, isWholeDrive: true, resyncAt: null });
    const asked = { moment: 0, atMs: 1 };
    const stored = index.call('applyDelta', { ...sync, response, asked });
    const early = await index.call('countItems', { accountId: 'a' });
    expect(early).toBeLessThan(count);
    expect(await index.call('syncs', { accountId: 'a' })).toMatchObject([{ phase: 'enumerating', count: 0 }]);
    expect(await stored).toMatchObject({ phase: 'changes', count, link: 'later' });
    expect(await index.call('countItems', { accountId: 'a' })).toBe(count);
  });
});

test('a local change between two parts of a response is kept', () => {
  const store = createIndexStore(openIndexInMemory());
  const entries = toEntries(Array.from({ length: 40 }, (_, at) => ({ name: `f${at}` })));
  const response = { items: entries.map(toDeltaItem), nextLink: null, deltaLink: 'later' };
  store.delta.begin(folder, true, null);
  const asked = { moment: store.delta.moment(), atMs: 1 };
  const apply = (from: number) =>
    store.delta.apply(folder, response, asked, { from, shouldPause: () => true });
  const first = apply(0);
  expect(first).toMatchObject({ next: 16, state: { phase: 'enumerating', link: null, count: 0 } });
  const [seen, unseen] = [entries[3]!, entries[30]!];
  store.put({ ...seen, name: 'renamed early' }, folder);
  store.put({ ...unseen, name: 'renamed before it was reported' }, folder);
  // A kill here repeats the response.
  apply(0);
  const last = apply(apply(first.next).next);
  expect(last).toMatchObject({ next: 40, state: { phase: 'changes', link: 'later', count: 40 } });
  expect(store.count()).toBe(40);
  expect(store.find(seen.own)?.name).toBe('renamed early');
  expect(store.find(unseen.own)?.name).toBe('renamed before it was reported');
  store.close();
});
