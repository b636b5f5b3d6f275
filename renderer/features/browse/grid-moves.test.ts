import { expect, test } from 'vitest';
import { columnsFor, toTemplate } from './columns.ts';
import { countHidden } from './fit-crumbs.ts';
import { toMove, toSearch, typeAheadPauseMs, typeOn } from './grid-moves.ts';
import { stemLength } from './stem-length.ts';

test('arrows, pages and ends stay inside the list', () => {
  expect(toMove('ArrowDown', -1, 10, 5)).toBe(0);
  expect(toMove('ArrowUp', 0, 10, 5)).toBe(0);
  expect(toMove('ArrowDown', 9, 10, 5)).toBe(9);
  expect(toMove('PageDown', 0, 120_000, 20)).toBe(19);
  expect(toMove('PageUp', 5, 120_000, 20)).toBe(0);
  expect(toMove('End', 0, 120_000, 20)).toBe(119_999);
  expect(toMove('Home', 500, 120_000, 20)).toBe(0);
});

test('an empty list and other keys move nothing', () => {
  expect(toMove('ArrowDown', -1, 0, 5)).toBe(null);
  expect(toMove('a', 3, 10, 5)).toBe(null);
});

test('letters typed one after the other are one word; after a pause a new one begins', () => {
  const first = typeOn({ typed: '', at: Number.NEGATIVE_INFINITY }, 'i', 1000);
  const second = typeOn(first, 'n', 1100);
  expect(second.typed).toBe('in');
  expect(typeOn(second, 'x', 1100 + typeAheadPauseMs).typed).toBe('x');
});

test('a word is looked for from here on; one letter again and again walks on', () => {
  expect(toSearch('in', 7)).toEqual({ prefix: 'in', from: 7 });
  expect(toSearch('i', 7)).toEqual({ prefix: 'i', from: 8 });
  expect(toSearch('iii', 7)).toEqual({ prefix: 'i', from: 8 });
  expect(toSearch('in', -1)).toEqual({ prefix: 'in', from: 0 });
});

test('renaming selects a file’s name without its extension, and all of anything else', () => {
  expect(stemLength({ kind: 'file', name: 'Report.final.docx' })).toBe('Report.final'.length);
  expect(stemLength({ kind: 'file', name: '.gitignore' })).toBe('.gitignore'.length);
  expect(stemLength({ kind: 'folder', name: 'v1.2' })).toBe('v1.2'.length);
});

test('a long path hides its middle first, never its first or last step', () => {
  const names = ['My files', 'Projects', 'Long name of a project', 'Phase two', 'Drawings'];
  expect(countHidden(names, 2000)).toBe(0);
  expect(countHidden(names, 400)).toBeGreaterThan(0);
  expect(countHidden(names, 10)).toBe(names.length - 2);
  expect(countHidden(['My files', 'Finance'], 10)).toBe(0);
});

test('name and size stay in the narrowest pane; wider ones gain columns, never lose them', () => {
  expect(columnsFor(300, []).map((column) => column.name)).toEqual(['name', 'size']);
  let before = 0;
  for (const width of [300, 500, 700, 1000, 2500]) {
    const columns = columnsFor(width, []);
    expect(columns.length).toBeGreaterThanOrEqual(before);
    before = columns.length;
    expect(toTemplate(columns).match(/px/g)?.length).toBe(columns.length + 1);
  }
});
