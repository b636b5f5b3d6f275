import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whenWritten } from '../lib/atomic-file.ts';
import { createPlaceMemory } from './last-places.ts';

const quiet = { info() {}, warn() {}, error() {} };
const root = {
  place: 'myfiles' as const,
  folder: null,
  sort: [{ key: 'name', direction: 'ascending' }] as const,
  layout: 'tiles' as const,
};
const invoices = { ...root, sort: [...root.sort], folder: { driveId: 'd', itemId: 'invoices' } };
const whole = { split: null, startPart: null };
let folder: string;
const start = () => createPlaceMemory(folder, quiet);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-places-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('restores the last place of each account, and which account was last, after a restart', async () => {
  const memory = await start();
  memory.note('one', invoices);
  memory.note('two', { ...root, sort: [] });
  memory.note('two', { ...invoices, sort: [] });
  await whenWritten(folder);
  expect((await start()).get()).toEqual({
    accountId: 'two',
    places: { one: invoices, two: { ...invoices, sort: [] } },
    ...whole,
  });
});

test('a removed account leaves nothing, and erasing leaves no file', async () => {
  const memory = await start();
  memory.note('one', { ...invoices });
  await memory.removeAccount('one');
  expect((await start()).get()).toEqual({ accountId: null, places: {}, ...whole });
  memory.note('two', invoices);
  await memory.forget();
  expect(await readdir(folder)).toEqual([]);
  expect(memory.get().places).toEqual({});
});

test('restores two panes after a restart, until one of their accounts is removed', async () => {
  const memory = await start();
  const split = {
    start: { ...invoices, accountId: 'one' },
    end: { ...root, sort: [], accountId: 'two' },
    active: 'end' as const,
  };
  memory.noteSplit({ split, startPart: 0.3 });
  memory.note('one', invoices);
  await whenWritten(folder);
  expect((await start()).get()).toMatchObject({ split, startPart: 0.3, accountId: 'one' });
  // It was only open in a pane and never noted itself.
  await memory.removeAccount('two');
  expect((await start()).get()).toMatchObject({ split: null, startPart: 0.3, accountId: 'one' });
});

test('shows a place saved by an earlier version as a list', async () => {
  const { layout: _, ...before } = invoices;
  await writeFile(join(folder, 'places.json'), JSON.stringify({ accountId: 'one', places: { one: before } }));
  expect((await start()).get().places['one']).toEqual({ ...before, layout: 'list' });
});

test('restores layouts and panes that an earlier version saved', async () => {
  const { layout, ...place } = invoices;
  const earlier = { ...place, ['look']: layout };
  const pane = (accountId: string) => ({ ...earlier, accountId });
  const split = { start: pane('one'), end: pane('two'), active: 'end' };
  const saved = { accountId: 'one', places: { one: earlier }, split, startPart: 0.4, recent: [] };
  await writeFile(join(folder, 'places.json'), JSON.stringify(saved));
  expect((await start()).get()).toEqual({
    accountId: 'one',
    places: { one: invoices },
    split: {
      start: { ...invoices, accountId: 'one' },
      end: { ...invoices, accountId: 'two' },
      active: 'end',
    },
    startPart: 0.4,
  });
});

test('starts even if the file is invalid', async () => {
  await writeFile(join(folder, 'places.json'), '{"accountId":7');
  expect((await start()).get()).toEqual({ accountId: null, places: {}, ...whole });
});

const opened = (accountId: string, name: string) => ({
  accountId,
  place: 'myfiles' as const,
  folder: { driveId: 'd', itemId: name },
  name,
});

test('lists each recently open folder once, latest first, until its account is removed', async () => {
  const told: string[][] = [];
  const memory = await createPlaceMemory(folder, quiet, (recent) =>
    told.push(recent.map(({ name }) => name)),
  );
  for (const name of ['a', 'b', 'a']) memory.noteFolder(opened('one', name));
  memory.noteFolder(opened('two', 'c'));
  expect(told).toEqual([['a'], ['b', 'a'], ['a', 'b'], ['c', 'a', 'b']]);
  await whenWritten(folder);
  expect((await start()).recent().map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  await memory.removeAccount('one');
  expect(memory.recent().map(({ name }) => name)).toEqual(['c']);
  for (let at = 0; at < 12; at += 1) memory.noteFolder(opened('two', String(at)));
  expect(memory.recent()).toHaveLength(10);
  await memory.forget();
  expect(told.at(-1)).toEqual([]);
});
