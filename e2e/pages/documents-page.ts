import type { Locator, Page } from '@playwright/test';

export interface DocumentsPage {
  open(): Promise<void>;
  showFolders(): Promise<void>;
  readonly grid: Locator;
  readonly status: Locator;
  row(name: string): Locator;
  readonly current: Locator;
  cell(name: string, column: 'from' | 'downloaded' | 'size' | 'state'): Locator;
  refresh(): Promise<void>;
  press(name: string, button: string): Promise<void>;
}

export function createDocumentsPage(page: Page): DocumentsPage {
  const places = page.getByRole('navigation', { name: 'Places' });
  const grid = page.getByRole('grid', { name: 'Files on this computer' });
  const row = (name: string): Locator =>
    grid.getByRole('row').filter({ has: page.getByTitle(name, { exact: true }) });
  const open = async (): Promise<void> => {
    await places.getByRole('button', { name: /^On this computer/ }).click();
    await page.getByRole('heading', { level: 1, name: 'On this computer' }).waitFor();
    await page.getByRole('button', { name: 'All files', pressed: false }).click();
  };
  return {
    open,
    showFolders: () => page.getByRole('button', { name: 'All files', pressed: true }).click(),
    grid,
    status: page.getByRole('region', { name: 'On this computer' }).locator('footer'),
    row,
    current: grid.getByRole('row').filter({ has: page.locator('[data-focused="true"]') }),
    cell: (name, column) => row(name).locator(`[data-cell="${column}"]`),
    async refresh() {
      await places.getByRole('button', { name: /^Settings/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
      await open();
    },
    async press(name, button) {
      await row(name).hover();
      await row(name).getByRole('button', { name: button, exact: true }).click();
    },
  };
}
