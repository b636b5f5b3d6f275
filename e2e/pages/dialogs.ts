import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export interface Dialogs {
  readonly open: Locator;
  titled(title: string | RegExp): Locator;
  button(name: string): Locator;
  press(button: string): Promise<void>;
  expectNone(): Promise<void>;
}

export function createDialogs(page: Page): Dialogs {
  const open = page.locator('[role="dialog"], [role="alertdialog"]');
  const button = (name: string): Locator => open.getByRole('button', { name, exact: true });
  return {
    open,
    titled: (title) => open.filter({ has: page.getByRole('heading', { name: title }) }),
    button,
    press: (name) => button(name).click(),
    async expectNone() {
      await expect(open).toHaveCount(0);
    },
  };
}
