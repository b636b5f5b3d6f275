import type { ElectronApplication, Page } from '@playwright/test';
import type { Settings } from '../../electron/contract/settings.ts';
import { chooseLanguage, english, type Language } from '../../electron/contract/strings/languages.ts';
import { setLanguage } from '../../electron/contract/strings/translate.ts';
import { host } from '../hosts.ts';
import { expectPicture, makePictureReady } from '../pages/picture.ts';
import { views } from '../pages/views.ts';
import { createTransfersPanel } from '../pages/transfers-panel.ts';
import { packLanguage } from '../run/message-files.ts';
import { test } from './story.ts';

test.skip(host !== 'stand-in', 'other systems draw scroll bars and controls in their own way');
test.afterEach(() => setLanguage({ ...english, messages: {} }));

const change = (page: Page, patch: Partial<Settings>): Promise<unknown> =>
  page.evaluate((wanted) => window.slipway.call('settings.change', wanted), patch);

/** Shows and pictures views one after the other. */
async function picture(page: Page, prefix: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const view = views.find((each) => each.name === name);
    if (view === undefined) throw new Error(`no view is called ${name}`);
    await view.show(page);
    await expectPicture(page, `${prefix}-${name}`);
    await view.leave?.(page);
  }
}

async function resize(app: ElectronApplication, page: Page, width: number, height: number): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((it, size) => it.setContentSize(...size), [width, height] as const);
  await page.waitForFunction((wanted) => innerWidth === wanted, width);
}

/** The page is loaded again before it gets a reply. */
async function choose(page: Page, language: Settings['language']): Promise<void> {
  await page.evaluate(() => Object.assign(window, { isFormer: true }));
  await change(page, { language }).catch(() => null);
  await page.waitForFunction(() => !('isFormer' in window) && 'slipway' in window);
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
}

async function prepare(page: Page): Promise<void> {
  await makePictureReady(page);
  // What is shown already keeps its dates, and a command bar that was measured with another font its labels.
  await page.keyboard.press('ControlOrMeta+,');
  await page.getByRole('toolbar').waitFor({ state: 'detached' });
}

async function speak(page: Page, language: Language): Promise<void> {
  await choose(page, language);
  setLanguage({ ...chooseLanguage(language, []), messages: packLanguage(language) });
  await prepare(page);
}

test('views look as they did: dark, in contrast colors, small, and in other languages', async ({
  app,
  page,
  files,
  local,
}) => {
  const tray = createTransfersPanel(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await prepare(page);
  await page.keyboard.press('ControlOrMeta+1');
  await files.open('myfiles/Finance');
  await files.choose('Upload files…', await local.write('Read me first.txt', 'mine'));
  await tray.expectState('Read me first.txt', 'conflict');
  await expectPicture(page, 'light-conflict');
  await tray.row('Read me first.txt').getByRole('button', { name: 'Cancel' }).click();
  await tray.root.getByRole('button', { name: 'Close' }).click();
  await change(page, { theme: 'dark' });
  await page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await picture(page, 'dark', ['my-files', 'selection', 'share', 'settings']);
  await change(page, { theme: 'light' });
  await page.emulateMedia({ forcedColors: 'active' });
  await picture(page, 'contrast', ['my-files', 'selection', 'delete']);
  await page.emulateMedia({ forcedColors: 'none' });
  await resize(app, page, 900, 600);
  await picture(page, 'narrow', ['my-files', 'two-panes', 'settings']);
  await resize(app, page, 450, 300);
  await picture(page, 'small', ['my-files', 'new-folder', 'settings']);
  await resize(app, page, 1280, 800);
  await speak(page, 'de');
  await picture(page, 'de', ['my-files', 'row-menu', 'share', 'settings']);
  await speak(page, 'ja');
  await picture(page, 'ja', ['my-files', 'delete', 'settings']);
  await choose(page, 'system');
  await page.emulateMedia({ reducedMotion: null, forcedColors: null });
});
