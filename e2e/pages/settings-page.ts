import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export interface SettingsPage {
  open(): Promise<void>;
  section(name: string): Locator;
  theme(name: 'Use system setting' | 'Light' | 'Dark'): Locator;
  rows(name: 'Compact' | 'Comfortable'): Locator;
  choose(radio: Locator): Promise<void>;
  stored(what: 'Files on this computer' | 'File index (no contents)' | 'Settings' | 'Log' | 'Total'): Locator;
  readonly folder: Locator;
  forget(): Promise<Locator>;
}

export function createSettingsPage(page: Page): SettingsPage {
  const root = page.getByRole('region', { name: 'Settings', exact: true });
  const section = (name: string): Locator => root.getByRole('region', { name, exact: true });
  return {
    async open() {
      await page
        .getByRole('navigation', { name: 'Places' })
        .getByRole('button', { name: 'Settings' })
        .click();
      await root.waitFor();
    },
    section,
    theme: (name) =>
      section('Appearance').getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name }),
    rows: (name) =>
      section('Appearance').getByRole('radiogroup', { name: 'Row height' }).getByRole('radio', { name }),
    async choose(radio) {
      // `check()` would require it to be checked immediately after the click.
      await radio.click();
      await expect(radio).toBeChecked();
    },
    stored: (what) =>
      root
        .getByRole('table')
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: what, exact: true }) }),
    folder: section('Files on this computer').locator('code'),
    async forget() {
      await section('Storage on this computer').getByRole('button', { name: 'Erase all data…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Erase all data on this computer?' });
      await dialog.waitFor();
      return dialog;
    },
  };
}
