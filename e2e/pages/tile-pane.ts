import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** Only tiles near the visible ones exist in the page. */
export interface TilePane {
  readonly grid: Locator;
  tile(name: string): Locator;
  expectSelected(names: readonly string[]): Promise<void>;
  /** Also checks what screen readers are told. */
  expectFocus(name: string): Promise<void>;
  /** From the lower left of one tile to the middle of another. */
  drawBand(from: string, to: string): Promise<void>;
}

export function createTilePane(page: Page): TilePane {
  const grid = page.getByRole('grid', { name: /^Files: / });
  const tile = (name: string): Locator =>
    grid.getByRole('gridcell').filter({ has: page.locator(`[data-name="${name}"]`) });
  return {
    grid,
    tile,
    async expectSelected(names) {
      const selected = grid.locator('[role="gridcell"][aria-selected="true"] [data-name]');
      await expect
        .poll(() => selected.evaluateAll((all) => all.map((one) => one.getAttribute('data-name'))))
        .toEqual(names);
    },
    async expectFocus(name) {
      await expect(grid).toBeFocused();
      await expect(tile(name)).toHaveAttribute('data-focused', 'true');
      await expect(grid).toHaveAttribute(
        'aria-activedescendant',
        (await tile(name).getAttribute('id')) ?? '-',
      );
    },
    async drawBand(from, to) {
      const [start, end] = [await tile(from).boundingBox(), await tile(to).boundingBox()];
      if (start === null || end === null) throw new Error(`${from} or ${to} is not visible`);
      await page.mouse.move(start.x - 4, start.y + 10);
      await page.mouse.down();
      await page.mouse.move(start.x + 10, start.y + 20);
      await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2);
      await page.mouse.up();
    },
  };
}
