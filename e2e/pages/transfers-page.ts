import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { TransferState } from '../../electron/contract/transfers.ts';

export interface TransfersPage {
  readonly root: Locator;
  readonly rows: Locator;
  row(name: string): Locator;
  batch(title: string): Locator;
  expectState(name: string, state: TransferState): Promise<void>;
  expectCount(state: TransferState, count: number): Promise<void>;
  press(name: string, button: string): Promise<void>;
  command(name: string): Locator;
  filter(name: string): Locator;
  readonly total: Locator;
}

export function createTransfersPage(page: Page): TransfersPage {
  const root = page.getByRole('region', { name: 'Transfers', exact: true });
  const rows = root.getByRole('listitem');
  const row = (name: string): Locator => rows.filter({ has: page.getByTitle(name, { exact: true }) });
  return {
    root,
    rows,
    row,
    batch: (title) => rows.filter({ has: page.getByRole('heading', { level: 2, name: title }) }),
    async expectState(name, state) {
      await expect(row(name).locator('[data-transfer-state]')).toHaveAttribute('data-transfer-state', state);
    },
    expectCount: (state, count) =>
      expect(root.locator(`[data-transfer-state="${state}"]`)).toHaveCount(count),
    press: (name, button) => row(name).getByRole('button', { name: button, exact: true }).click(),
    command: (name) => root.locator('header').getByRole('button', { name, exact: true }),
    total: root.getByRole('group', { name: 'All transfers' }),
    filter: (name) => root.getByRole('tab', { name: new RegExp(`^${name}`) }),
  };
}
