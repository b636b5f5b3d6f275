import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as fc from 'fast-check';
import type { Sort, SortKey } from '../../contract/records.ts';
import { sharings } from './index-rows.ts';
import { openIndexInMemory } from './index-schema.ts';
import { createIndexStore, type IndexStore } from './index-store.ts';
import { toEntries, type SimpleFile } from './testing/entries.ts';
import { createOpenViews, type OpenViews } from './open-views.ts';
import type { Ordering, ViewState } from './view.ts';

const folder = { driveId: 'd', itemId: 'root' };
const byName: Sort[] = [{ key: 'name', direction: 'ascending' }];

let store: IndexStore;
let views: OpenViews;
let reordered: (states: ViewState[]) => void;

const fail = (error: unknown) => {
  throw error;
};

beforeEach(() => {
  store = createIndexStore(openIndexInMemory());
  reordered = () => {};
  views = createOpenViews(store, (states) => reordered(states), fail);
});
afterEach(() => {
  views.dispose();
  store.close();
});

function fill(files: readonly SimpleFile[]): void {
  const generation = store.beginListing(folder);
  views.apply(store.putListed(folder, generation, toEntries(files)));
  views.apply(store.endListing(folder, generation, 1));
}

const open = (sort: Sort[] = byName, filter = '') =>
  views.open('v', store.folder(folder).folder, { sort, filter });
const names = (from = 0, to = 100_000) =>
  views.rows('v', from, to).rows.map((row) => store.entry(row)?.name ?? '(gone)');

function shown(files: string[], sort?: Sort[]): string[] {
  fill(files.map((name) => ({ name })));
  open(sort);
  return names();
}

describe('the order people expect', () => {
  test('sorts numbers by value', () => {
    expect(shown(['file 10', 'file 9', 'file 1'])).toEqual(['file 1', 'file 9', 'file 10']);
  });

  test('keeps words together regardless of case and accents', () => {
    expect(shown(['b', 'Ä', 'a', 'B', 'z'])).toEqual(['a', 'Ä', 'b', 'B', 'z']);
  });

  test('puts folders first in both directions', () => {
    fill([{ name: 'b' }, { name: 'z', kind: 'folder' }, { name: 'a' }, { name: 'y', kind: 'folder' }]);
    open();
    expect(names()).toEqual(['y', 'z', 'a', 'b']);
    views.arrange('v', { sort: [{ key: 'name', direction: 'descending' }], filter: '' });
    expect(names()).toEqual(['z', 'y', 'b', 'a']);
  });

  test('mixes folders with files if a person wants that', () => {
    fill([{ name: 'b' }, { name: 'z', kind: 'folder' }, { name: 'a', kind: 'folder' }]);
    open();
    expect(names()).toEqual(['a', 'z', 'b']);
    views.arrange('v', { sort: byName, foldersFirst: false, filter: '' });
    expect(names()).toEqual(['a', 'b', 'z']);
    views.apply(store.put(toEntries([{ name: 'c', kind: 'folder' }])[0]!, folder));
    expect(names()).toEqual(['a', 'b', 'c', 'z']);
  });

  test('sorts people by name, with nobody last', () => {
    fill([
      { name: '1', modifiedBy: 'Zoe' },
      { name: '2', modifiedBy: null },
      { name: '3', modifiedBy: 'ängel' },
      { name: '4', modifiedBy: 'Ben' },
    ]);
    open([{ key: 'modifiedBy', direction: 'ascending' }]);
    expect(names()).toEqual(['3', '4', '1', '2']);
    views.arrange('v', { sort: [{ key: 'modifiedBy', direction: 'descending' }], filter: '' });
    expect(names()).toEqual(['1', '4', '3', '2']);
  });

  test('puts unknown values last in both directions', () => {
    fill([
      { name: 'a', size: null },
      { name: 'b', size: 2 },
      { name: 'c', size: 1 },
    ]);
    open([{ key: 'size', direction: 'ascending' }]);
    expect(names()).toEqual(['c', 'b', 'a']);
    views.arrange('v', { sort: [{ key: 'size', direction: 'descending' }], filter: '' });
    expect(names()).toEqual(['b', 'c', 'a']);
  });

  test('sorts equal values by a second column', () => {
    fill([
      { name: 'a.txt', size: 1 },
      { name: 'b.txt', size: 2 },
      { name: 'c.pdf', size: 1 },
    ]);
    open([
      { key: 'type', direction: 'ascending' },
      { key: 'size', direction: 'descending' },
    ]);
    expect(names()).toEqual(['c.pdf', 'b.txt', 'a.txt']);
  });
});

test('the filter ignores case and accents', () => {
  fill([{ name: 'Übersicht.pdf' }, { name: 'UBER.txt' }, { name: 'other' }]);
  const state = open(byName, 'über');
  expect(state).toMatchObject({ count: 2, unfilteredCount: 3 });
  expect(names()).toEqual(['UBER.txt', 'Übersicht.pdf']);
});

test('type-ahead starts at a row and wraps around', () => {
  fill(['apple', 'avocado', 'banana'].map((name) => ({ name })));
  open();
  expect(views.findPrefix('v', 'A', 1)).toBe(1);
  expect(views.findPrefix('v', 'a', 2)).toBe(0);
  expect(views.findPrefix('v', 'x', 0)).toBeNull();
});

test('a huge folder is shown in a quick order first and then in the final one', async () => {
  const letters = 'zyxwvutsrqponmlkjihgfedcbaäöü';
  const files = Array.from({ length: 9_000 }, (_, n) => ({ name: `${letters[n % letters.length]} ${n}` }));
  fill(files);
  const again = new Promise<ViewState[]>((resolve) => (reordered = resolve));
  const first = open();
  expect(first.count).toBe(9_000);
  // A row that comes while the order is being worked out.
  const late = store.put(toEntries([{ name: 'ä 0', id: 'late' }])[0]!, folder);
  views.apply(late);
  const [state] = await again;
  expect(state!.revision).toBeGreaterThan(first.revision);
  const collator = new Intl.Collator(undefined, { numeric: true });
  expect(names()).toEqual([...files.map(({ name }) => name), 'ä 0'].sort(collator.compare));
});

describe('compared with a simple model', () => {
  interface Model {
    files: Map<string, SimpleFile & { id: string }>;
  }
  const text = fc.string({ unit: fc.constantFrom(...Array.from('aAbBäé019 .')), minLength: 1, maxLength: 6 });
  const file = fc.record({
    id: fc.integer({ min: 0, max: 15 }).map(String),
    name: text,
    kind: fc.constantFrom('file' as const, 'folder' as const, 'package' as const),
    size: fc.option(fc.integer({ min: 0, max: 3 })),
    modified: fc.option(fc.integer({ min: 0, max: 3 })),
    modifiedBy: fc.option(fc.constantFrom('Ann', 'ann', 'Bo')),
    sharing: fc.constantFrom(...sharings),
  });
  const sort = fc.array(
    fc.record({
      key: fc.constantFrom(
        'name' as const,
        'modified' as const,
        'modifiedBy' as const,
        'size' as const,
        'type' as const,
        'sharing' as const,
      ),
      direction: fc.constantFrom('ascending' as const, 'descending' as const),
    }),
    { maxLength: 2 },
  );
  const step = fc.oneof(
    fc.record({ do: fc.constant('put' as const), file }),
    fc.record({ do: fc.constant('remove' as const), id: fc.integer({ min: 0, max: 15 }).map(String) }),
    fc.record({
      do: fc.constant('list' as const),
      files: fc.uniqueArray(file, { selector: ({ id }) => id }),
    }),
    fc.record({
      do: fc.constant('arrange' as const),
      sort,
      foldersFirst: fc.boolean(),
      filter: fc.constantFrom('', 'a', 'É'),
    }),
  );

  test('rows, order, filter, counts and places agree after any history', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
        const store = createIndexStore(openIndexInMemory());
        const views = createOpenViews(store, () => {}, fail);
        const model: Model = { files: new Map() };
        let arrangement: Ordering = { sort: byName, foldersFirst: true, filter: '' };
        let state = views.open('v', store.folder(folder).folder, arrangement);
        for (const taken of steps) {
          const next = take(taken, model, store, views);
          if (taken.do === 'arrange') {
            const { do: _, ...arranged } = taken;
            arrangement = arranged;
          }
          if (next !== null) state = next;
          check(model, arrangement, state, store, views);
        }
        store.close();
      }),
      { numRuns: 200 },
    );
  });

  const files = Array.from({ length: 700 }, (_, at) => ({
    id: String(at),
    name: `${['é', 'B', 'file 10', 'file 9', 'a'][at % 5]} ${(at * 7) % 700}`,
    kind: at % 3 === 0 ? ('folder' as const) : ('file' as const),
  }));

  function rankFiles(store: IndexStore, views: OpenViews): void {
    const { folder: row } = store.folder(folder);
    for (const entry of toEntries(files)) store.put(entry, folder);
    views.open('v', row, { sort: byName, foldersFirst: false, filter: '' });
    const ordered = views.rows('v', 0, files.length).rows.map((one, rank) => ({
      row: one,
      name: store.entry(one)!.name,
      rank,
    }));
    views.close('v');
    store.saveRanks(row, ordered);
    store.setRanked(row);
  }

  test('a ranked folder follows changes before all its rows are loaded', () => {
    rankFiles(store, views);
    const before = open();
    const [first] = names(0, 1);
    const moved = vi.fn();
    reordered = moved;
    const [state] = views.apply(store.put(toEntries([{ id: 'new', name: '0', kind: 'folder' }])[0]!, folder));
    expect(state).toMatchObject({ count: before.count + 1, unfilteredCount: before.count + 1 });
    expect(state!.revision).toBeGreaterThan(before.revision);
    expect(names(0, 2)).toEqual(['0', first]);
    expect(moved).toHaveBeenCalledOnce();
  });

  test('a ranked folder opens with the rows that come first once all are loaded', () => {
    const change = fc.record({
      id: fc.integer({ min: 0, max: 720 }).map(String),
      name: text,
      kind: fc.constant('file' as const),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), fc.boolean(), (changes, foldersFirst) => {
        const store = createIndexStore(openIndexInMemory());
        const reordered = vi.fn();
        const views = createOpenViews(store, reordered, fail);
        const { folder: row } = store.folder(folder);
        const arrangement = { sort: byName, foldersFirst, filter: '' };
        rankFiles(store, views);
        for (const entry of toEntries(changes)) store.put(entry, folder);
        const opened = views.open('v', row, arrangement);
        const first = views.rows('v', 0, 500);
        views.findPrefix('v', 'nothing begins like this', 0);
        expect(views.rows('v', 0, 500)).toEqual(first);
        expect(views.rows('v', 0, 1_000).rows).toHaveLength(opened.count);
        expect(views.arrange('v', arrangement)).toMatchObject({
          count: opened.count,
          unfilteredCount: opened.count,
        });
        expect(views.rows('v', 0, 500).rows).toEqual(first.rows);
        expect(reordered).not.toHaveBeenCalled();
        store.close();
      }),
      { numRuns: 25 },
    );
  });

  const hugeFolder = Array.from({ length: 4_500 }, (_, at) => ({ id: String(at), name: `file ${at}` }));

  test('a huge folder that is closed at once opens with its first rows the next time', async () => {
    fill(hugeFolder);
    open();
    const { folder: row } = store.folder(folder);
    views.close('v');
    await views.rank(row);
    const readFirst = vi.spyOn(store, 'firstRows');
    open();
    expect(names(0, 3)).toEqual(['file 0', 'file 1', 'file 2']);
    expect(readFirst).toHaveReturnedWith(expect.objectContaining({ count: hugeFolder.length }));
  });

  test('a huge folder that is closed before it is listed to the end is ranked, and opens again as it was', async () => {
    const load = vi.spyOn(store, 'orderRows');
    open();
    fill(hugeFolder);
    views.close('v');
    open();
    expect(names(0, 3)).toEqual(['file 0', 'file 1', 'file 2']);
    expect(load).toHaveBeenCalledOnce();
    views.close('v');
    const { folder: row } = store.folder(folder);
    await vi.waitUntil(() => !store.needsRanks(row, 0));
  });

  test('a change while a huge folder is loaded in slices is in its order', async () => {
    fill(hugeFolder);
    const { folder: row } = store.folder(folder);
    await views.rank(row);
    const read = vi.spyOn(store, 'orderRowsOf');
    open();
    await vi.waitUntil(() => read.mock.calls.length > 0, { interval: 1 });
    for (const name of ['zebra', 'aardvark'])
      views.apply(store.put(toEntries([{ id: name, name }])[0]!, folder));
    for (const _ of hugeFolder) await new Promise((resolve) => setImmediate(resolve));
    expect(names(0, 2)).toEqual(['aardvark', 'file 0']);
    expect(names()).toHaveLength(hugeFolder.length + 2);
  });

  test('a huge folder that is opened again while it is ranked is not loaded again, and follows changes', async () => {
    fill(hugeFolder);
    open();
    const { folder: row } = store.folder(folder);
    const put = (id: string, name: string) => views.apply(store.put(toEntries([{ id, name }])[0]!, folder));
    const ranked = views.rank(row);
    const load = vi.spyOn(store, 'orderRows');
    views.close('v');
    open([{ key: 'name', direction: 'descending' }]);
    expect(names(0, 1)).toEqual(['file 4499']);
    views.close('v');
    open();
    views.close('v');
    put('new', 'aardvark');
    expect(open().count).toBe(hugeFolder.length + 1);
    expect(names(0, 2)).toEqual(['aardvark', 'file 0']);
    put('newer', 'file 00');
    expect(names(0, 5)).toEqual(['aardvark', 'file 0', 'file 00', 'file 1', 'file 2']);
    await ranked;
    expect(names(0, 5)).toEqual(['aardvark', 'file 0', 'file 00', 'file 1', 'file 2']);
    expect(load).not.toHaveBeenCalled();
    views.close('v');
    open();
    expect(names()).toHaveLength(hugeFolder.length + 2);
    expect(load).toHaveBeenCalledOnce();
  });

  test.each(['open', 'closed'])(
    'files renamed, moved and added while their huge folder is ranked, %s, are not ranked by their old names',
    async (state) => {
      fill(hugeFolder);
      const { folder: row } = store.folder(folder);
      if (state === 'open') open();
      const ranked = views.rank(row);
      views.apply([
        ...store.put(toEntries([{ id: '0', name: 'zebra' }])[0]!, folder),
        ...store.put(toEntries([{ id: '1', name: 'file 1' }])[0]!, { driveId: 'd', itemId: 'elsewhere' }),
        ...store.put(toEntries([{ id: 'new', name: 'aardvark' }])[0]!, folder),
      ]);
      await ranked;
      if (state === 'closed') open();
      expect(names(0, 3)).toEqual(['aardvark', 'file 2', 'file 3']);
      expect(names().slice(-2)).toEqual(['file 4499', 'zebra']);
    },
  );

  function take(
    step_: typeof step extends fc.Arbitrary<infer S> ? S : never,
    model: Model,
    store: IndexStore,
    views: OpenViews,
  ) {
    if (step_.do === 'put') {
      model.files.set(step_.file.id, step_.file);
      return views.apply(store.put(toEntries([step_.file])[0]!, folder))[0] ?? null;
    }
    if (step_.do === 'remove') {
      model.files.delete(step_.id);
      return views.apply(store.remove({ driveId: 'd', itemId: step_.id }))[0] ?? null;
    }
    if (step_.do === 'list') {
      model.files = new Map(step_.files.map((one) => [one.id, one]));
      const generation = store.beginListing(folder);
      const half = Math.floor(step_.files.length / 2);
      const first = views.apply(store.putListed(folder, generation, toEntries(step_.files.slice(0, half))));
      const second = views.apply(store.putListed(folder, generation, toEntries(step_.files.slice(half))));
      const third = views.apply(store.endListing(folder, generation, 1));
      return [...first, ...second, ...third].at(-1) ?? null;
    }
    const { do: _, ...arranged } = step_;
    return views.arrange('v', arranged);
  }

  function check(
    model: Model,
    { sort: keys, foldersFirst, filter }: Ordering,
    state: ViewState,
    store: IndexStore,
    views: OpenViews,
  ) {
    const expected = [...model.files.values()].filter(({ name }) => fold(name).includes(fold(filter)));
    expect(state).toMatchObject({ count: expected.length, unfilteredCount: model.files.size });
    const rows = views.rows('v', 0, 1000).rows.map((row) => store.entry(row)!);
    expect(rows.map(({ itemId }) => itemId).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
    for (const [ordinal, row] of rows.entries()) {
      expect(views.locate('v', row.itemId)).toBe(ordinal);
      const after = rows[ordinal + 1];
      if (after !== undefined) {
        expect(
          naiveCompare(keys, foldersFirst, model.files.get(row.itemId)!, model.files.get(after.itemId)!),
        ).toBeLessThanOrEqual(0);
      }
    }
    const picked = views.summarize({ viewId: 'v', mode: 'allExcept', itemIds: ['3'] });
    expect(picked.count).toBe(expected.filter(({ id }) => id !== '3').length);
  }
});

const fold = (name: string) => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

function naiveCompare(keys: Sort[], foldersFirst: boolean, a: SimpleFile, b: SimpleFile): number {
  const group = Number(a.kind !== 'folder') - Number(b.kind !== 'folder');
  if (foldersFirst && group !== 0) return group;
  const collator = new Intl.Collator(undefined, { numeric: true });
  for (const { key, direction } of [...keys, { key: 'name' as const, direction: 'ascending' as const }]) {
    const sign = direction === 'ascending' ? 1 : -1;
    if (key === 'name') {
      const order = collator.compare(a.name, b.name);
      if (order !== 0) return sign * order;
      if (a.name !== b.name) return 0;
      continue;
    }
    const [left, right] = [readKey(key, a), readKey(key, b)];
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return (key === 'modifiedBy' ? collator.compare(String(left), String(right)) > 0 : left > right)
      ? sign
      : -sign;
  }
  return 0;
}

function readKey(key: Exclude<SortKey, 'name'>, one: SimpleFile): number | string | null {
  if (key === 'modified') return one.modified ?? null;
  if (key === 'modifiedBy') return one.modifiedBy ?? null;
  if (key === 'size') return one.kind === 'folder' ? null : (one.size ?? null);
  if (key === 'sharing') return sharings.indexOf(one.sharing ?? 'none');
  const dot = one.name.lastIndexOf('.');
  return one.kind === 'file' && dot > 0 ? one.name.slice(dot + 1).toLowerCase() : '';
}
