import { test as base } from '../fixtures.ts';
import { createAppPage } from '../pages/app-page.ts';
import type { AppPage } from '../pages/app-page.ts';

export { expect } from '../fixtures.ts';

/** The window, with My files of the sample drive on screen. */
export const test = base.extend<{ ui: AppPage }>({
  ui: async ({ page }, use) => {
    const ui = createAppPage(page);
    await ui.openSampleDrive();
    await use(ui);
  },
});
