import { expect, test } from 'vitest';
import { columnsFor, defaultColumns, toTemplate } from '../../ui/grid/columns.ts';
import { fitSteps } from './fit-crumbs.ts';
import { toMove, toSearch, typeAheadPauseMs, typeOn } from '../../ui/grid/grid-moves.ts';
import { stemLength } from './stem-length.ts';

const rows = (visibleRows: number) => ({ visibleRows, perRow: 1 });

test('arrows, Page Up/Down, Home, and End stay inside the list', () => {
  expect(toMove('ArrowDown', -1, 10, rows(5))).toBe(0);
  expect(toMove('ArrowUp', 0, 10, rows(5))).toBe(0);
  expect(toMove('ArrowDown', 9, 10, rows(5))).toBe(9);
  expect(toMove('PageDown', 0, 120_000, rows(20))).toBe(19);
  expect(toMove('PageUp', 5, 120_000, rows(20))).toBe(0);
  expect(toMove('End', 0, 120_000, rows(20))).toBe(119_999);
  expect(toMove('Home', 500, 120_000, rows(20))).toBe(0);
});

test('an empty list and other keys move nothing', () => {
  expect(toMove('ArrowDown', -1, 0, rows(5))).toBe(null);
  expect(toMove('a', 3, 10, rows(5))).toBe(null);
});

test('arrows move in two dimensions among tiles, and into the end of a short last row', () => {
  const tiles = { visibleRows: 3, perRow: 4 };
  const move = (key: string, from: number) => toMove(key, from, 10, tiles);
  expect([move('ArrowRight', 3), move('ArrowLeft', 4), move('ArrowLeft', 0)]).toEqual([4, 3, 0]);
  expect([move('ArrowDown', 1), move('ArrowUp', 5), move('ArrowUp', 1)]).toEqual([5, 1, 1]);
  expect([move('ArrowDown', 6), move('ArrowDown', 7), move('ArrowDown', 9)]).toEqual([9, 9, 9]);
  expect([move('PageDown', 1), move('PageUp', 9), move('Home', 7), move('End', 0)]).toEqual([9, 1, 0, 9]);
  expect([move('ArrowDown', -1), move('ArrowRight', -1)]).toEqual([0, 0]);
  expect(move('x', 1)).toBe(null);
});

test('letters typed in quick succession form a prefix; a pause starts a new one', () => {
  const first = typeOn({ typed: '', at: Number.NEGATIVE_INFINITY }, 'i', 1000);
  const second = typeOn(first, 'n', 1100);
  expect(second.typed).toBe('in');
  expect(typeOn(second, 'x', 1100 + typeAheadPauseMs).typed).toBe('x');
});

test('a prefix is searched from the current item; repeating a letter moves on', () => {
  expect(toSearch('in', 7)).toEqual({ prefix: 'in', from: 7 });
  expect(toSearch('i', 7)).toEqual({ prefix: 'i', from: 8 });
  expect(toSearch('iii', 7)).toEqual({ prefix: 'i', from: 8 });
  expect(toSearch('in', -1)).toEqual({ prefix: 'in', from: 0 });
});

test('renaming selects a file’s name without its extension, and other names completely', () => {
  expect(stemLength({ kind: 'file', name: 'Report.final.docx' })).toBe('Report.final'.length);
  expect(stemLength({ kind: 'file', name: '.gitignore' })).toBe('.gitignore'.length);
  expect(stemLength({ kind: 'folder', name: 'v1.2' })).toBe('v1.2'.length);
});

test('a long path hides its middle first, its first step last, and never the open folder', () => {
  const widths = [84, 90, 180, 95, 88];
  expect(fitSteps(widths, 2000).count).toBe(0);
  expect(fitSteps(widths, 400)).toEqual({ from: 1, count: 2 });
  expect(fitSteps(widths, 10)).toEqual({ from: 0, count: 4 });
  expect(fitSteps([84, 80], 10)).toEqual({ from: 0, count: 1 });
  expect(fitSteps([84, 80], 180).count).toBe(0);
});

test('name and size remain in the narrowest pane; wider ones only add columns', () => {
  expect(columnsFor(300, defaultColumns).map((column) => column.name)).toEqual(['name', 'size']);
  let before = 0;
  for (const width of [300, 500, 700, 1000, 2500]) {
    const columns = columnsFor(width, defaultColumns);
    expect(columns.length).toBeGreaterThanOrEqual(before);
    before = columns.length;
    expect(toTemplate(columns).match(/px/g)?.length).toBe(columns.length + 1);
  }
});
