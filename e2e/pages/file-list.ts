import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

type ColumnName = 'name' | 'modified' | 'modifiedBy' | 'size' | 'sharing' | 'rights' | 'sources';

/** The list of files in the folder that is shown. Only rows in sight exist. */
export interface FileList {
  readonly grid: Locator;
  row(name: string): Locator;
  /** Every row but the one of the column heads, those out of sight left out. */
  readonly rows: Locator;
  /** The row at a place in the list; the first is 1. */
  rowAt(place: number): Locator;
  cell(name: string, column: Exclude<ColumnName, 'name'>): Locator;
  header(label: string): Locator;
  /** The row that has the focus of the keyboard. */
  readonly focused: Locator;
  readonly selected: Locator;
  /** Points at a row and presses one of its buttons. */
  pressRowButton(name: string, button: 'Download' | 'Rename' | 'Delete' | 'More'): Promise<void>;
  /** The box in which a name is being edited. */
  readonly renameBox: Locator;
  /** Of the folder called so: waits until that is the one shown, read to its end. */
  expectFolder(name: string): Promise<void>;
  /** The names from the top of the list, in order. */
  expectNames(names: readonly string[]): Promise<void>;
  expectSelected(names: readonly string[]): Promise<void>;
  expectFocus(name: string): Promise<void>;
  /** Puts the keyboard into the list, selecting nothing. */
  focus(): Promise<void>;
  /** Types the beginning of a name at once: letters with a pause between them are not one beginning. */
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
    // The column that is the second key says so: "Name 2".
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
      expect(await focused.getAttribute('id'), 'readers hear of the same row').toBe(active);
    },
    focus: () => grid.focus(),
    async typeName(beginning) {
      await Promise.all(Array.from(beginning).map((letter) => page.keyboard.press(letter)));
    },
  };
}

/** In the order of the list, which is not always that of the page. */
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
