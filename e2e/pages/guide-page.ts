import type { Locator, Page } from '@playwright/test';

export interface GuidePage {
  open(): Promise<void>;
  step(title: string): Locator;
  mark(title: string, found: 'Correct' | 'Needs work'): Locator;
  /** `secret`: for an app without a user. */
  fill(clientId: string, tenant: string, secret?: string): Promise<void>;
  check(): Promise<void>;
  readonly status: Locator;
  readonly failure: Locator;
}

export function createGuidePage(page: Page): GuidePage {
  const main = page.getByRole('main');
  const step = (title: string): Locator =>
    main.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  return {
    async open() {
      await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
      await page.getByRole('button', { name: 'I don’t have one' }).click();
      await page.getByRole('heading', { name: 'Get a client ID', level: 1 }).waitFor();
    },
    step,
    mark: (title, found) => step(title).getByRole('img', { name: new RegExp(`\\. ${found}$`) }),
    async fill(clientId, tenant, secret) {
      await main.getByRole('textbox', { name: 'Application (client) ID' }).fill(clientId);
      await main.getByRole('textbox', { name: /^Directory \(tenant\) ID/ }).fill(tenant);
      if (secret !== undefined) await main.getByLabel('The secret’s value').fill(secret);
    },
    check: () => main.getByRole('button', { name: /^Test (it|again)$/ }).click(),
    status: main.getByRole('status').filter({ hasText: /./ }),
    failure: main.getByRole('alert'),
  };
}
