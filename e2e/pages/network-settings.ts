import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { createSettingsPage } from './settings-page.ts';

export interface NetworkSettingsPage {
  readonly section: Locator;
  readonly state: Locator;
  readonly form: Locator;
  choose(proxy: 'Use system setting' | 'No proxy' | 'Use this proxy'): Promise<void>;
  enterAddress(address: string): Promise<void>;
  signIn(userName: string, password: string): Promise<void>;
  check(): Promise<string[]>;
}

export function createNetworkSettings(page: Page): NetworkSettingsPage {
  const section = createSettingsPage(page).section('Network');
  const form = section.getByRole('form', { name: 'Sign in to the proxy' });
  const results = section.getByRole('list', { name: 'Result of the check' });
  return {
    section,
    state: section.getByRole('status').first(),
    form,
    async choose(proxy) {
      await section.getByRole('combobox', { name: 'Proxy' }).click();
      await page.getByRole('listbox').getByRole('option', { name: proxy }).click();
      await expect(section.getByRole('combobox', { name: 'Proxy' })).toHaveText(proxy);
    },
    async enterAddress(address) {
      const field = section.getByLabel('Address of the proxy');
      await field.fill(address);
      await field.press('Enter');
    },
    async signIn(userName, password) {
      await form.getByLabel('User name').fill(userName);
      await form.getByLabel('Password').fill(password);
      await form.getByRole('button', { name: 'Sign in to the proxy' }).click();
    },
    async check() {
      const button = section.getByRole('button', { name: /Check/ });
      await button.click();
      await expect(button).toHaveText('Check connection');
      await results.waitFor();
      return results.getByRole('listitem').evaluateAll((lines) =>
        lines.map((line) => {
          const state = line.querySelector('[role="img"]')?.getAttribute('aria-label') ?? '';
          return `${state}: ${line.textContent}`;
        }),
      );
    },
  };
}
