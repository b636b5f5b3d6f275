import type { Locator, Page } from '@playwright/test';

export interface AccountImportPage {
  open(): Promise<void>;
  choose(path: string): Promise<void>;
  readonly status: Locator;
  readonly problems: Locator;
  row(text: string): Locator;
  secret(tenant: string): Locator;
  button(name: string | RegExp): Locator;
}

export function createAccountImportPage(page: Page): AccountImportPage {
  const main = page.getByRole('main');
  return {
    async open() {
      await page.getByRole('button', { name: 'Import accounts…' }).click();
      await page.getByRole('heading', { name: 'Import accounts', level: 1 }).waitFor();
    },
    async choose(path) {
      const chooser = page.waitForEvent('filechooser');
      await main.getByRole('button', { name: /^Choose (a|another) file…/ }).click();
      await (await chooser).setFiles(path);
    },
    status: main.getByRole('status'),
    problems: main.getByRole('list', { name: 'Errors in the file' }).getByRole('listitem'),
    row: (text) =>
      main.getByRole('table', { name: 'Lines in the file' }).getByRole('row').filter({ hasText: text }),
    secret: (tenant) => main.getByLabel(`Client secret of ${tenant}`),
    button: (name) => main.getByRole('button', { name }),
  };
}
