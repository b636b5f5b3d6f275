// Bytes of disk and memory per item, opening folders, search by length of query, facts, 10,000 changes. ITEMS=100000 by
// default, with names made of words. All times are of the processor: other programs don't inflate them.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseQuery } from '../../electron/contract/query.ts';
import type { DeltaItem } from '../../electron/core/graph/delta.ts';
import { openIndex } from '../../electron/core/index/index-schema.ts';
import { createIndexStore, type IndexStore } from '../../electron/core/index/index-store.ts';
import { createOpenViews } from '../../electron/core/index/open-views.ts';
import { createCatalogue, type Catalogue } from '../../electron/core/index/search/catalogue.ts';
import { createFactCalls } from '../../electron/core/index/search/fact-calls.ts';
import { searchAccounts } from '../../electron/core/index/search/search-accounts.ts';
import { printTable } from './measure.ts';

const items = Number(process.env.ITEMS ?? 100_000);
const pageItems = 1000;
const perFolder = 100;
const home = mkdtempSync(join(tmpdir(), 'slipway-bench-index-'));

function cpuNow(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const words =
  'report invoice meeting budget plan draft final review photo holiday contract offer summary minutes notes design logo team client project north harbour coffee bright lake winter summer spring annual quarterly tax salary travel hotel flight ticket receipt scan letter agenda roadmap sketch archive backup old new copy'.split(
    ' ',
  );
const ends = ['pdf', 'docx', 'xlsx', 'jpg', 'png', 'txt', 'pptx', 'md'];
let seed = 7;
const random = (below: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return (seed >>> 8) % below;
};
const one = (list: readonly string[]): string => list[random(list.length)] ?? '';
const root = { driveId: '8c9a1b2c3d4e5f60', itemId: '8C9A1B2C3D4E5F60!root' };
const idOf = (number: number) => `8C9A1B2C3D4E5F60!s${number.toString(16).padStart(32, '0')}`;

function makeItem(number: number): DeltaItem {
  const isFolder = number % perFolder === 0;
  const own = { driveId: root.driveId, itemId: idOf(number) };
  const above = number < perFolder ? 0 : Math.floor(number / perFolder / (isFolder ? 10 : 1)) * perFolder;
  const parent = number === above || above === 0 ? root : { driveId: root.driveId, itemId: idOf(above) };
  const name = `${one(words)} ${one(words)} ${random(3000)}${isFolder ? '' : `.${one(ends)}`}`;
  const hash = Buffer.alloc(20);
  hash.writeUInt32LE(random(items), 0);
  hash.writeUInt32LE(number % 7, 8);
  return {
    own,
    isDeleted: false,
    hasName: true,
    entry: {
      ...own,
      own,
      parent,
      name,
      kind: isFolder ? 'folder' : 'file',
      sizeBytes: isFolder ? null : random(40_000_000),
      childCount: isFolder ? perFolder : null,
      modifiedAt: new Date(1_600_000_000_000 + random(150_000_000) * 1000).toISOString(),
      modifiedBy: one(['Alex Sample', 'Dana Sample', 'Núria Serra']),
      sharing: 'none',
      sharedBy: null,
      hasThumbnail: false,
      preview: 'none',
      problem: null,
      eTag: `aOEM5QTFCMkMzRDRFNUY2MCFzJHtudW1iZXJ9.${number}`,
      cTag: `aYzo4QzlBMUIyQzNENEU1RjYwIXMke251bWJlcn0.${number}`,
      mimeType: 'application/octet-stream',
      quickXorHash: isFolder ? null : hash.toString('base64'),
      owner: null,
    },
  };
}

function fill(store: IndexStore): number {
  store.delta.begin(root, true, null);
  const startMs = cpuNow();
  for (let from = 0; from < items; from += pageItems) {
    const page = Array.from({ length: Math.min(pageItems, items - from) }, (_, at) =>
      makeItem(from + at + 1),
    );
    const isLast = from + pageItems >= items;
    const links = isLast ? { nextLink: null, deltaLink: 'link' } : { nextLink: 'next', deltaLink: null };
    store.delta.apply(root, { items: page, ...links }, { moment: 0, atMs: 1 });
    store.takeChangedRows();
  }
  return cpuNow() - startMs;
}

const largeFolders = [10_000, 120_000];
const folderOf = (size: number) => ({ driveId: root.driveId, itemId: idOf(items + size * 1000) });

/** Beside the other items, as pages of a delta. */
function addLargeFolders(store: IndexStore): void {
  for (const size of largeFolders) {
    const folder = folderOf(size);
    const made = Array.from({ length: size + 1 }, (_, at): DeltaItem => {
      const item = makeItem(at + 1);
      const { entry } = item;
      const own = at === 0 ? folder : { driveId: root.driveId, itemId: idOf(items + size * 1000 + at) };
      const parent = at === 0 ? root : folder;
      const kind = at === 0 ? 'folder' : 'file';
      return {
        ...item,
        own,
        entry: { ...entry!, ...own, own, parent, kind, sizeBytes: at === 0 ? null : at },
      };
    });
    for (let from = 0; from < made.length; from += pageItems) {
      const page = made.slice(from, from + pageItems);
      store.delta.apply(root, { items: page, nextLink: null, deltaLink: 'link' }, { moment: 0, atMs: 1 });
    }
    store.takeChangedRows();
  }
}

/** The first rows of folders in the default order, and the next ones after it. */
async function open(store: IndexStore) {
  const views = createOpenViews(store, () => {}, console.error);
  const small = () => ({
    driveId: root.driveId,
    itemId: idOf((1 + random(items / perFolder - 2)) * perFolder),
  });
  const rankStart = performance.now();
  await views.rankAll();
  const rankedMs = Math.round(performance.now() - rankStart);
  console.log(`Huge folders ranked in ${rankedMs} ms, in the background after the enumeration.`);
  const rows = [];
  for (const [what, rounds, pick] of [
    ['100 items', 200, small],
    ...largeFolders.map((size) => [`${size} items`, 10, () => folderOf(size)] as const),
  ] as const) {
    const first: number[] = [];
    const again: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { folder } = store.folder(pick());
      for (const times of [first, again]) {
        const startMs = cpuNow();
        views.open('view', folder, { sort: [{ key: 'name', direction: 'ascending' }], filter: '' });
        views.rows('view', 0, 100).rows.map((row) => store.entry(row));
        times.push(cpuNow() - startMs);
        await views.rank(folder);
        views.close('view');
      }
    }
    rows.push({ 'opened folder': what, ...spread(first, ''), ...spread(again, 'again, ') });
  }
  views.dispose();
  printTable(rows);
}

function spread(times: number[], label: string) {
  times.sort((a, b) => a - b);
  const at = (part: number) => Math.round((times[Math.floor(times.length * part)] ?? 0) * 10) / 10;
  return { [`${label}p50 ms`]: at(0.5), [`${label}p95 ms`]: at(0.95), [`${label}p99 ms`]: at(0.99) };
}

function search(catalogue: Catalogue) {
  const rows = [];
  const texts = [...words, 'quarterlytax', 'übersicht', 'zzz'];
  const lengths = [1, 2, 3, 4, 5, 6, 8, 12];
  const queries = lengths.map((length) => ({
    what: `${length} letters`,
    make: () => (one(texts) + one(texts)).slice(0, length),
  }));
  queries.push(
    { what: '3 words', make: () => `${one(words)} ${one(words).slice(0, 4)} ${random(100)}` },
    { what: 'type:pdf size:>10MB', make: () => 'type:pdf size:>10MB' },
    { what: 'largest', make: () => 'type:file' },
  );
  for (const { what, make } of queries) {
    const times: number[] = [];
    let hits = 0;
    for (let round = 0; round < 30; round += 1) {
      const nowMs = Date.now();
      const sort = what === 'largest' ? [{ key: 'size' as const, direction: 'descending' as const }] : [];
      const startMs = cpuNow();
      const found = searchAccounts(
        {
          accountId: 'a',
          accountIds: ['a'],
          driveIds: [root.driveId],
          query: parseQuery(make(), nowMs),
          sort,
          max: 10_000,
          nowMs,
          near: null,
          within: null,
        },
        [{ catalogue, store }],
      );
      times.push(cpuNow() - startMs);
      hits += found.total;
    }
    rows.push({ query: what, hits: Math.round(hits / 30), ...spread(times, '') });
  }
  printTable(rows);
}

async function facts(store: IndexStore, catalogue: Catalogue) {
  const calls = createFactCalls(() => ({ store, catalogue }));
  const at = { accountId: 'a', folder: root };
  const ms = async (work: () => unknown) => {
    const startMs = cpuNow();
    await work();
    return Math.round(cpuNow() - startMs);
  };
  printTable([
    {
      'totals, first ms': await ms(() => calls.totals(at)),
      'treemap ms': await ms(() => calls.tree({ ...at, depth: 3, max: 30 })),
      'duplicates ms': await ms(() => calls.duplicates({ ...at, minBytes: 1, from: 0, to: 50 })),
      'types ms': await ms(() => calls.types(at)),
      'changes ms': await ms(() => calls.changes({ ...at, sinceMs: 1_700_000_000_000 })),
    },
  ]);
}

/** As pages of a delta: a tenth renamed, the rest resized. Search must reflect them. */
function change(store: IndexStore, catalogue: Catalogue) {
  const changed = Math.min(10_000, items);
  const startMs = cpuNow();
  for (let from = 0; from < changed; from += pageItems) {
    const page = Array.from({ length: pageItems }, (_, at) => {
      const item = makeItem(Math.floor(((from + at) * items) / changed) + 1);
      const name = at % 10 === 0 ? `renamed ${from + at}.txt` : item.entry?.name;
      return { ...item, entry: { ...item.entry, name, sizeBytes: 12_345 } } as DeltaItem;
    });
    const isLast = from + pageItems >= changed;
    const links = isLast ? { nextLink: null, deltaLink: 'link' } : { nextLink: 'next', deltaLink: null };
    store.delta.apply(root, { items: page, ...links }, { moment: 0, atMs: 2 });
  }
  const appliedMs = cpuNow() - startMs;
  catalogue.renew();
  catalogue.table();
  printTable([
    {
      changes: changed,
      'applied ms': Math.round(appliedMs),
      'searched ms later': Math.round(cpuNow() - startMs - appliedMs),
    },
  ]);
}

const file = join(home, 'a.sqlite');
const { database } = openIndex(file);
const store = createIndexStore(database);
const writtenMs = fill(store);
database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
const diskBytes = statSync(file).size;
const before = process.memoryUsage();
const catalogue = createCatalogue(database, store);
const loadStartMs = cpuNow();
const table = catalogue.table();
const loadMs = cpuNow() - loadStartMs;
const { columns, bytes } = table;
const packed = bytes.length + columns.capacity * (4 * 4 + 8 + 2 * 3 + 1);
printTable([
  {
    items,
    'written, items/s': Math.round((items / writtenMs) * 1000),
    'disk, bytes/item': Math.round(diskBytes / items),
    'memory for search, bytes/item': Math.round(packed / items),
    'loaded for the first search, ms': Math.round(loadMs),
    'process grew by MiB': Math.round((process.memoryUsage().rss - before.rss) / 1024 ** 2),
  },
]);
search(catalogue);
addLargeFolders(store);
await open(store);
await facts(store, catalogue);
change(store, catalogue);
store.close();
rmSync(home, { recursive: true, force: true });
