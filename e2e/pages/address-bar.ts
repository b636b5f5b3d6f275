import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export interface AddressBar {
  readonly crumbs: Locator;
  crumb(name: string): Locator;
  readonly input: Locator;
  readonly failure: Locator;
  goTo(address: string): Promise<void>;
  expectCrumbs(names: readonly string[]): Promise<void>;
}

export function createAddressBar(page: Page): AddressBar {
  const crumbs = page.getByRole('navigation', { name: 'Location' });
  const input = page.getByRole('textbox', { name: 'Go to' });
  return {
    crumbs,
    crumb: (name) => crumbs.getByRole('button', { name, exact: true }),
    input,
    failure: page.locator('[data-pane="path"]').getByRole('alert'),
    async goTo(address) {
      await page.keyboard.press('Control+l');
      await expect(input).toBeFocused();
      await input.fill(address);
      await input.press('Enter');
    },
    async expectCrumbs(names) {
      await expect(crumbs.getByRole('button')).toHaveText([...names]);
    },
  };
}
