import { expect, test } from 'vitest';
import { createIndex } from '../index-client.ts';
import { openIndexInMemory } from '../index-schema.ts';
import { createIndexStore } from '../index-store.ts';
import { toEntries } from '../testing/entries.ts';
import { createCatalogue, type Catalogue } from './catalogue.ts';

const folder = { driveId: 'd', itemId: 'root' };
const many = toEntries(Array.from({ length: 17_000 }, (_, at) => ({ name: `file ${at}.txt` })));

function namesIn(catalogue: Catalogue): string[] {
  const table = catalogue.table();
  return Array.from({ length: table.slotCount }, (_, slot) => table.foldedName(slot))
    .filter((name) => name !== '')
    .sort();
}

test('knows what changed while it was being loaded', async () => {
  const database = openIndexInMemory();
  const store = createIndexStore(database);
  store.together(() => many.flatMap((entry) => store.put(entry, folder)));
  const catalogue = createCatalogue(database, store);
  const loading = catalogue.ready();
  let turns = 0;
  const change = () => {
    // In a part that is loaded, in one that is not, and at the end.
    for (const at of [10 + turns, 16_400 + turns]) store.remove(many[at]!.own);
    for (const at of [500 + turns, 16_200 + turns])
      store.put({ ...many[at]!, name: `renamed ${at}.txt` }, folder);
    store.put(toEntries([{ name: `new ${turns}.txt` }])[0]!, folder);
    catalogue.renew();
    turns += 1;
  };
  const timer = setInterval(change, 0);
  await loading;
  clearInterval(timer);
  change();
  expect(turns).toBeGreaterThan(1);
  expect(namesIn(catalogue)).toEqual(namesIn(createCatalogue(database, store)));
  store.close();
});

test('finds duplicates although the items are numbered again meanwhile', async () => {
  const database = openIndexInMemory();
  const store = createIndexStore(database);
  const [old] = toEntries([{ name: 'old', kind: 'folder' }]);
  store.put(old!, folder);
  // One by one they would take many seconds. The last two are equal.
  database.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
    INSERT INTO items (key, drive, id, parent, name, flags, seen, size, hash)
    SELECT i, 1, 'f' || i, iif(i <= 70000, ${store.rowOf(old!.own)}, ${store.rowOf(folder)}), 'f' || i, 1, 1,
    min(i, 199999), zeroblob(20) FROM n`);
  const catalogue = createCatalogue(database, store);
  await catalogue.ready();
  const searching = catalogue.readyDuplicates();
  let isPacked = false;
  setTimeout(() => {
    store.remove(old!.own);
    catalogue.renew();
    isPacked = true;
  });
  await searching;
  expect(isPacked).toBe(true);
  const names = [...catalogue.duplicates()].map((slot) => catalogue.table().foldedName(slot));
  expect(names).toEqual(['f199999', 'f200000']);
  store.close();
});

test('a folder opens while the index is loaded for the first search', async () => {
  const index = createIndex(new URL('../index-worker.ts', import.meta.url), {
    info: () => {},
    warn: () => {},
    error: (message) => expect.fail(message),
  });
  try {
    await index.call('openAccount', { accountId: 'a', file: null });
    await index.call('change', {
      accountId: 'a',
      changes: many.map((entry) => ({ entry, parent: folder })),
    });
    const order: string[] = [];
    const totals = index
      .call('totals', { accountId: 'a', folder })
      .then((found) => order.push(`totals of ${found.files}`));
    const opened = index.call('folder', { accountId: 'a', folder }).then(() => order.push('opened'));
    await Promise.all([totals, opened]);
    expect(order).toEqual(['opened', 'totals of 17000']);
  } finally {
    await index.close();
  }
});
