import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export interface DriveChooser {
  readonly heading: Locator;
  readonly find: Locator;
  readonly people: Locator;
  person(text: string): Locator;
  readonly addSelected: Locator;
  add(name: string): Promise<void>;
  chosen(text: string): Locator;
  describe(text: string, what: { name?: string; group?: string; folder?: string }): Promise<void>;
  open(label: string): Promise<void>;
}

export function createDriveChooser(page: Page): DriveChooser {
  const people = page.getByRole('grid', { name: 'People in your organization' });
  const person = (text: string): Locator => people.getByRole('row').filter({ hasText: text }).first();
  const addSelected = page.getByRole('button', { name: /^Add (\d[\d,]* (person|people) )?to the list$/ });
  const list = page.getByRole('list', { name: 'Drives to open' });
  const chosen = (text: string): Locator => list.getByRole('listitem').filter({ hasText: text });
  return {
    heading: page.getByRole('heading', { name: 'Whose drives do you want to open?' }),
    find: page.getByRole('search').getByRole('textbox'),
    people,
    person,
    addSelected,
    async add(name) {
      await person(name).click();
      await addSelected.click();
    },
    chosen,
    async describe(text, { name, group, folder }) {
      const line = chosen(text);
      await line.getByRole('button', { name: /^More: name/ }).click();
      if (group !== undefined) await line.getByRole('combobox', { name: 'Group' }).fill(group);
      if (folder !== undefined) await line.getByRole('textbox', { name: 'Folder' }).fill(folder);
      if (name !== undefined) await line.getByRole('textbox', { name: 'Name in Slipway' }).fill(name);
    },
    async open(label) {
      const button = page.getByRole('button', { name: label, exact: true });
      await expect(button).toBeEnabled();
      await button.click();
    },
  };
}
