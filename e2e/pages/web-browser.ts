import { expect } from '@playwright/test';
import type { Browser, ElectronApplication, Page } from '@playwright/test';

/** The person's own browser, beside the app. */
export interface WebBrowser {
  readonly page: Page;
  /** Addresses that the app has asked the system to open, oldest first. */
  opened(): Promise<string[]>;
  /** Opens what the app asked for last, as the system would have. `count`: once it has asked that often. */
  visit(count?: number): Promise<void>;
  /** Follows links by how they begin: a name, "Accept", "Decline" … */
  click(...links: string[]): Promise<void>;
  close(): Promise<void>;
}

/** Where the app's process keeps what it wanted to open. */
interface Asked {
  openedOutside?: string[];
}

/**
 * From now on the app's requests to open something outside are heard here, and nothing opens by itself. `browser` plays
 * the person's own, in a context of its own.
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
