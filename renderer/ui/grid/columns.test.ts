import { describe, expect, it } from 'vitest';
import type { ListColumn } from '../../../electron/contract/settings.ts';
import {
  columnsFor,
  completeColumns,
  defaultColumns,
  defaultsOf,
  moveColumn,
  neighbourOf,
  resizeAt,
  toTemplate,
  withWidths,
} from './columns.ts';

const names = (columns: readonly { name: string }[]) => columns.map(({ name }) => name);
const withWidth = (name: ListColumn['name'], widthPx: number) =>
  defaultColumns.map((column) => (column.name === name ? { ...column, widthPx } : column));

describe('the columns of a list', () => {
  it('appear as there is room, the least important last', () => {
    expect(names(columnsFor(1200, defaultColumns))).toEqual([
      'name',
      'modified',
      'modifiedBy',
      'size',
      'sharing',
    ]);
    expect(names(columnsFor(700, defaultColumns))).toEqual(['name', 'modified', 'size', 'sharing']);
    expect(names(columnsFor(400, defaultColumns))).toEqual(['name', 'size']);
    expect(names(columnsFor(200, defaultColumns))).toEqual(['name']);
  });

  it('leave room for the buttons at the end of rows of local copies', () => {
    const copies = defaultsOf('copies');
    const shown = columnsFor(1000, copies, 'copies');
    expect(names(shown)).toEqual(['name', 'from', 'downloaded', 'size', 'state']);
    expect(toTemplate(shown, 'copies')).toMatch(/ 216px$/);
    expect(names(columnsFor(660, copies, 'copies'))).toEqual(['name', 'size', 'state']);
    expect(names(columnsFor(400, copies, 'copies'))).toEqual(['name']);
  });

  it('leave room for the name, however wide another one is', () => {
    expect(names(columnsFor(700, withWidth('sharing', 400)))).toEqual(['name', 'modified', 'size']);
    expect(toTemplate(columnsFor(1200, withWidth('size', 90)))).toContain(' 90px ');
  });

  it('each appear once, whatever was saved, with new ones last', () => {
    const [modified, , size] = defaultColumns;
    const stored = [size, modified, size].filter((column) => column !== undefined);
    expect(names(completeColumns(stored))).toEqual(['size', 'modified', 'modifiedBy', 'type', 'sharing']);
    expect(completeColumns(undefined)).toBe(defaultColumns);
  });

  it('move to the position of another column', () => {
    expect(names(moveColumn(defaultColumns, 'sharing', 'modified'))[0]).toBe('sharing');
    expect(names(moveColumn(defaultColumns, 'modified', 'size'))).toEqual([
      'modifiedBy',
      'size',
      'modified',
      'type',
      'sharing',
    ]);
    const shown = columnsFor(700, defaultColumns);
    expect(neighbourOf(shown, 'modified', -1)).toBeNull();
    expect(neighbourOf(shown, 'size', 1)).toBe('sharing');
    expect(neighbourOf(shown, 'sharing', 1)).toBeNull();
  });
});

describe('the edge between two columns', () => {
  const widths = new Map([
    ['name', 300],
    ['modified', 120],
    ['size', 100],
  ] as const);

  it('takes from one column what it gives to the other, and moves nothing else', () => {
    expect([...resizeAt(widths, 'modified', 'size', 20)]).toEqual([
      ['name', 300],
      ['modified', 140],
      ['size', 80],
    ]);
  });

  it.each([
    ['name', 'modified', -900, 120, 300],
    ['name', 'modified', 900, 364, 56],
    ['modified', 'size', -900, 56, 164],
  ] as const)('stops at the minimum width of %s or %s (%d px)', (before, name, byPx, left, right) => {
    const after = resizeAt(widths, before, name, byPx);
    expect([after.get(before), after.get(name)]).toEqual([left, right]);
  });

  it('saves the widths of all visible columns except the name', () => {
    const kept = withWidths(defaultColumns, widths);
    expect(kept.map(({ name, widthPx }) => [name, widthPx])).toEqual([
      ['modified', 120],
      ['modifiedBy', null],
      ['size', 100],
      ['type', null],
      ['sharing', null],
    ]);
  });
});
