import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

type Method =
  | 'In the browser'
  | 'With a code'
  | 'User name and password'
  | 'As an app, with a client secret'
  | 'As an app, with a certificate';

export interface SignInPage {
  readonly page: Page;
  open(): Promise<void>;
  readonly clientId: Locator;
  readonly tenant: Locator;
  kind(name: 'Any Microsoft account' | 'Personal' | 'Work or school' | 'My organization'): Locator;
  field(label: string): Locator;
  button(name: string): Locator;
  choose(method: Method): Promise<void>;
  openAdvanced(): Promise<void>;
  option(name: string): Locator;
  scope(name: string): Locator;
  step(heading: string): Locator;
  readonly code: Locator;
  readonly failure: Locator;
  expectFailure(title: string): Promise<void>;
  chooseCertificate(...paths: string[]): Promise<void>;
}

export function createSignInPage(page: Page): SignInPage {
  const main = page.getByRole('main');
  const failure = main.getByRole('alert');
  const advanced = main.getByRole('button', { name: /^Advanced/ });
  const openAdvanced = async (): Promise<void> => {
    if ((await advanced.getAttribute('aria-expanded')) !== 'true') await advanced.click();
    await expect(advanced).toHaveAttribute('aria-expanded', 'true');
  };
  const option = (name: string): Locator =>
    main.getByRole('radio', { name }).or(main.getByRole('checkbox', { name })).first();
  return {
    page,
    async open() {
      await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
      await page.getByRole('heading', { name: 'Sign in with Microsoft', level: 1 }).waitFor();
    },
    clientId: main.getByRole('textbox', { name: 'Client ID' }),
    tenant: main.getByRole('textbox', { name: 'Organization’s domain or tenant ID' }),
    kind: (name) =>
      main
        .getByRole('radiogroup', { name: 'Account type' })
        .getByRole('radio', { name: new RegExp(`^${name}`) }),
    field: (label) =>
      main
        .locator('input:not([type=radio],[type=checkbox],[type=file])')
        .and(main.getByLabel(new RegExp(`^${label}`))),
    button: (name) => main.getByRole('button', { name, exact: true }),
    async choose(method) {
      await openAdvanced();
      const radio = main
        .getByRole('radiogroup', { name: 'Sign-in method' })
        .getByRole('radio', { name: method });
      await radio.click();
      await expect(radio).toBeChecked();
    },
    openAdvanced,
    option,
    scope: (name) =>
      main.getByRole('checkbox', { name: new RegExp(`^${name.replaceAll('.', '\\.')} [A-Z]`) }),
    step: (heading) => page.getByRole('heading', { name: heading, level: 1 }),
    code: main.getByRole('button', { name: 'Copy the code' }).locator('xpath=preceding-sibling::span'),
    failure,
    async expectFailure(title) {
      await expect(failure).toContainText(title);
    },
    async chooseCertificate(...paths) {
      const chooser = page.waitForEvent('filechooser');
      await main.getByRole('button', { name: /^Choose (other )?files/ }).click();
      await (await chooser).setFiles(paths);
    },
  };
}
