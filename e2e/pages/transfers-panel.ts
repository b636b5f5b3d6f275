import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { TransferState } from '../../electron/contract/records.ts';

/** The bar at the bottom: what is under way, and what became of it. */
export interface TransfersPanel {
  readonly root: Locator;
  /** The line of all transfers together. */
  readonly head: Locator;
  /** Shows the rows; there while they are folded away. */
  readonly unfold: Locator;
  row(name: string): Locator;
  /** What the row says under the name. */
  expectState(name: string, state: TransferState): Promise<void>;
  /** Presses a button in the row of a transfer. */
  press(name: string, button: string): Promise<void>;
  /** Unfolds what support needs, and returns it. */
  details(name: string): Promise<Locator>;
  /** Room for more than three rows. */
  grow(): Promise<void>;
}

export function createTransfersPanel(page: Page): TransfersPanel {
  const root = page.getByRole('region', { name: 'Transfers in progress' });
  const row = (name: string): Locator =>
    root.getByRole('listitem').filter({ has: page.getByTitle(name, { exact: true }) });
  return {
    root,
    head: root.getByRole('heading', { level: 2 }),
    unfold: root.getByRole('button', { name: 'Expand', exact: true }),
    row,
    async expectState(name, state) {
      await expect(row(name).locator('[data-transfer-state]')).toHaveAttribute('data-transfer-state', state);
    },
    press: (name, button) => row(name).getByRole('button', { name: button, exact: true }).click(),
    async details(name) {
      await row(name).getByRole('button', { name: 'Details' }).click();
      return row(name).locator('dl');
    },
    grow: () => root.getByRole('button', { name: 'More space for transfers' }).click(),
  };
}
