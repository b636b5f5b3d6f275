import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { TransferState } from '../../electron/contract/transfers.ts';

export interface TransfersPanel {
  readonly root: Locator;
  readonly head: Locator;
  readonly unfold: Locator;
  row(name: string): Locator;
  expectState(name: string, state: TransferState): Promise<void>;
  press(name: string, button: string): Promise<void>;
  details(name: string): Promise<Locator>;
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
