import type { ElectronApplication, Page } from '@playwright/test';
import { setPseudoLocale } from '../../electron/contract/strings/translate.ts';
import { expectAriaSnapshot } from '../pages/aria-snapshot.ts';
import { expectTargets } from '../pages/axe.ts';
import { expectPicture, makePictureReady } from '../pages/picture.ts';
import { expectReachable } from '../pages/reachable.ts';
import { expectFocusSeen, expectReflow, expectStill, expectWholeText } from '../pages/view-checks.ts';
import { firstViews, openSample, type View, views } from '../pages/views.ts';
import { test } from './story.ts';

const indexing = { SLIPWAY_INDEXING: 'on' };

/** Views that look like another one, or differ by computer. */
const unpictured = new Set(
  'upload-menu shared-link new-folder empty-folder full-preview libraries this-computer transfers activity bin'.split(
    ' ',
  ),
);

type Check = (view: View) => Promise<void>;

/** Collects the errors of all views in one run. */
async function walk(page: Page, list: readonly View[], check: Check): Promise<string[]> {
  const faults: string[] = [];
  for (const view of list)
    await test.step(view.name, async () => {
      await view.show(page);
      await check(view).catch((fault: unknown) => faults.push(`${view.name}: ${String(fault)}`));
      await view.leave?.(page);
    });
  return faults;
}

async function walkAll(page: Page, check: Check): Promise<void> {
  page.setDefaultTimeout(20_000);
  const faults = await walk(page, firstViews, check);
  await openSample(page);
  faults.push(...(await walk(page, views, check)));
  if (faults.length > 0) throw new Error(faults.join('\n\n'));
}

async function resize(app: ElectronApplication, page: Page, width: number, height: number): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((it, size) => it.setContentSize(...size), [width, height] as const);
  await page.waitForFunction((wanted) => innerWidth === wanted, width);
}

test.describe('every view', () => {
  test.use({ environment: indexing });

  test('describes itself to a screen reader, has large enough targets, and moves nothing if motion is reduced', async ({
    page,
  }) => {
    test.skip(process.platform === 'darwin', 'key names differ there');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await makePictureReady(page);
    await walkAll(page, async ({ name }) => {
      await expectStill(page, name);
      await expectTargets(page, name);
      await expectAriaSnapshot(page, name);
      if (!unpictured.has(name)) await expectPicture(page, `light-${name}`);
    });
  });

  test('reflows at 400%, and shows the focus, also in the system’s contrast colors', async ({
    app,
    page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await resize(app, page, 320, 640);
    await walkAll(page, async ({ name, isPopup }) => {
      await expectReflow(page, name);
      await expectWholeText(page, name);
      // A map needs two dimensions; the list below it shows the same items.
      if (!isPopup && name !== 'space') await expectReachable(page, name);
      if (!isPopup) await expectFocusSeen(page, name, 12);
    });
  });
});

test.describe('longer words', () => {
  test.use({
    windowSize: { width: 900, height: 600 },
    environment: { ...indexing, SLIPWAY_LOCALE: 'accented' },
  });
  test.afterEach(() => setPseudoLocale(null));

  test('are not cut off and cover nothing in any view', async ({ page }) => {
    setPseudoLocale('accented');
    await walkAll(page, async ({ name, isPopup }) => {
      await expectWholeText(page, name);
      if (!isPopup) await expectReachable(page, name);
    });
  });
});
