// Compares two folders in the index as the worker does: names, hashes from the tables, and the rules that
// select differences. ITEMS=100000 in each by default; in the second one half are equal, a quarter differ,
// and a quarter have moved.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { DriveEntry } from '../../electron/core/graph/drive-item.ts';
import { compareFolders } from '../../electron/core/index/compare-rows.ts';
import { openIndex } from '../../electron/core/index/index-schema.ts';
import { createIndexStore } from '../../electron/core/index/index-store.ts';
import { createOpenViews } from '../../electron/core/index/open-views.ts';
import { toEntries } from '../../electron/core/index/testing/entries.ts';
import { printTable } from './measure.ts';

const items = Number(process.env.ITEMS ?? 100_000);
const rounds = 5;
const home = mkdtempSync(join(tmpdir(), 'slipway-bench-compare-'));
const store = createIndexStore(openIndex(join(home, 'a.sqlite')).database);
const fail = (error: unknown) => {
  throw error;
};
const views = createOpenViews(store, () => {}, fail);
const chosen = { first: ['only', 'different'], second: ['only', 'different'] } as const;

const toHash = (number: number): string => {
  const hash = Buffer.alloc(20);
  hash.writeUInt32LE(number);
  return hash.toString('base64');
};

function fill(itemId: string, entryOf: (number: number) => Partial<DriveEntry> & { name: string }): void {
  const folder = { driveId: 'd', itemId };
  const generation = store.beginListing(folder);
  for (let from = 0; from < items; from += 1000) {
    const numbers = Array.from({ length: Math.min(1000, items - from) }, (_, at) => from + at);
    const page = numbers.flatMap((number) => {
      const { name, ...rest } = entryOf(number);
      return toEntries([{ name, id: `${itemId} ${number}` }]).map((entry) => ({ ...entry, ...rest }));
    });
    store.putListed(folder, generation, page);
  }
  store.endListing(folder, generation, 1);
  views.open(itemId, store.folder(folder).folder, { sort: [], filter: '' });
}

fill('first', (number) => ({ name: `Report ${number}.pdf`, quickXorHash: toHash(number) }));
fill('second', (number) => ({
  name: number % 4 === 0 ? `Other ${number}.pdf` : `REPORT ${number}.pdf`,
  quickXorHash: toHash(number % 4 === 1 ? number + 1 : number),
}));

const toCompared = (viewId: string) => {
  const { folder, rows } = views.allOf(viewId);
  return { rows, hashes: () => store.hashesIn(folder) };
};

const times: number[] = [];
let found = null;
for (let round = 0; round < rounds; round += 1) {
  const startMs = performance.now();
  found = compareFolders(toCompared('first'), toCompared('second'), {
    first: [...chosen.first],
    second: [...chosen.second],
  });
  times.push(performance.now() - startMs);
}
times.sort((a, b) => a - b);
printTable([
  {
    'items in each': items,
    'middle ms': Math.round(times[Math.floor(rounds / 2)] ?? 0),
    'longest ms': Math.round(times.at(-1) ?? 0),
    only: found?.first.counts.only ?? 0,
    different: found?.first.counts.different ?? 0,
    same: found?.first.counts.same ?? 0,
    'by hash': found?.byHash ?? 0,
  },
]);
views.dispose();
store.close();
rmSync(home, { recursive: true, force: true });
