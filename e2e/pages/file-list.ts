import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

type ColumnName = 'name' | 'modified' | 'modifiedBy' | 'size' | 'sharing' | 'rights' | 'sources';

export interface FileList {
  readonly grid: Locator;
  row(name: string): Locator;
  readonly rows: Locator;
  rowAt(place: number): Locator;
  cell(name: string, column: Exclude<ColumnName, 'name'>): Locator;
  header(label: string): Locator;
  readonly focused: Locator;
  readonly selected: Locator;
  pressRowButton(name: string, button: 'Download' | 'Rename' | 'Delete' | 'More'): Promise<void>;
  readonly renameBox: Locator;
  expectFolder(name: string): Promise<void>;
  expectNames(names: readonly string[]): Promise<void>;
  expectSelected(names: readonly string[]): Promise<void>;
  expectFocus(name: string): Promise<void>;
  focus(): Promise<void>;
  typeName(beginning: string): Promise<void>;
}

/** `within`: one of two panes. */
export function createFileList(page: Page, within: Page | Locator = page): FileList {
  const grid = within.getByRole('grid', { name: /^Files: / });
  const rows = grid.locator('[role="row"][data-ordinal]');
  const row = (name: string): Locator => rows.filter({ has: page.getByTitle(name, { exact: true }) });
  const selected = grid.locator('[role="row"][data-ordinal][aria-selected="true"]');
  const focused = rows.filter({ has: page.locator('[data-focused="true"]') });
  const nameOf = (of: Locator): Locator => of.locator('[role="gridcell"]:nth-of-type(1) > span[title]');
  return {
    grid,
    row,
    rows,
    rowAt: (place) => grid.locator(`[role="row"][aria-rowindex="${place + 1}"]`),
    cell: (name, column) => row(name).locator(`[data-cell="${column}"]`),
    // The second sort column says so: "Name 2".
    header: (label) => grid.getByRole('columnheader', { name: new RegExp(`^${label}( 2)?$`) }),
    focused,
    selected,
    async pressRowButton(name, button) {
      await row(name).hover();
      await row(name).getByRole('button', { name: button }).click();
    },
    renameBox: grid.getByRole('textbox', { name: /^New name for/ }),
    async expectFolder(name) {
      await expect(within.getByRole('grid', { name: `Files: ${name}`, exact: true })).toHaveAttribute(
        'aria-busy',
        'false',
      );
    },
    async expectNames(names) {
      await expect.poll(() => readNames(rows)).toEqual(names);
    },
    async expectSelected(names) {
      await expect.poll(() => readNames(selected)).toEqual(names);
    },
    async expectFocus(name) {
      await expect(nameOf(focused)).toHaveAttribute('title', name);
      await expect(grid).toBeFocused();
      const active = await grid.getAttribute('aria-activedescendant');
      expect(await focused.getAttribute('id'), 'screen readers are told of the same row').toBe(active);
    },
    focus: () => grid.focus(),
    async typeName(beginning) {
      await Promise.all(Array.from(beginning).map((letter) => page.keyboard.press(letter)));
    },
  };
}

/** In list order, which may differ from page order. */
function readNames(rows: Locator): Promise<string[]> {
  return rows.evaluateAll((all) =>
    all
      .map((row) => ({
        at: Number(row.getAttribute('data-ordinal')),
        name: row.querySelector('[role="gridcell"] > span[title]:not([role])')?.getAttribute('title') ?? '…',
      }))
      .sort((a, b) => a.at - b.at)
      .map(({ name }) => name),
  );
}
