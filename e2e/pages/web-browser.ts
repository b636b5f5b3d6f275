import { expect } from '@playwright/test';
import type { Browser, ElectronApplication, Page } from '@playwright/test';

export interface WebBrowser {
  readonly page: Page;
  /** URLs that the app asked the system to open, oldest first. */
  opened(): Promise<string[]>;
  /** Opens the most recent of them. `count`: waits until there are this many. */
  visit(count?: number): Promise<void>;
  /** Follows links by the start of their text: a name, "Accept", "Decline", … */
  click(...links: string[]): Promise<void>;
  close(): Promise<void>;
}

interface Asked {
  openedOutside?: string[];
}

/**
 * Intercepts the app's requests to open something outside, so that nothing opens. `browser` plays the user's
 * browser, with its own context.
 */
export async function createWebBrowser(app: ElectronApplication, browser: Browser): Promise<WebBrowser> {
  await app.evaluate(({ shell }) => {
    const asked: string[] = [];
    (globalThis as Asked).openedOutside = asked;
    shell.openExternal = (url) => Promise.resolve(void asked.push(url));
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  const opened = (): Promise<string[]> => app.evaluate(() => (globalThis as Asked).openedOutside ?? []);
  return {
    page,
    opened,
    async visit(count = 1) {
      await expect.poll(async () => (await opened()).length).toBeGreaterThanOrEqual(count);
      await page.goto((await opened()).at(-1) ?? '');
    },
    async click(...links) {
      for (const link of links) await page.getByRole('link', { name: new RegExp(`^${link}`) }).click();
    },
    close: () => context.close(),
  };
}
