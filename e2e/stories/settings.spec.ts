import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../pages/axe.ts';
import { createDocumentsPage } from '../pages/documents-page.ts';
import { createSettingsPage, type SettingsPage } from '../pages/settings-page.ts';
import { createAppPage } from '../pages/app-page.ts';
import { expect, test as base } from './story.ts';

const test = base.extend<{ settings: SettingsPage }>({
  settings: async ({ page, files }, use) => {
    await files.grid.waitFor();
    const settings = createSettingsPage(page);
    await settings.open();
    await use(settings);
  },
});

const paperOf = (page: Page): Promise<string> =>
  page.locator('main').evaluate((main) => getComputedStyle(main.parentElement ?? main).backgroundColor);

test('light and dark change the window at once; “Use system setting” follows the system', async ({
  app,
  page,
  settings,
}) => {
  await settings.choose(settings.theme('Dark'));
  await expect.poll(() => paperOf(page)).toBe('rgb(41, 41, 41)');
  await settings.choose(settings.theme('Light'));
  await expect.poll(() => paperOf(page)).toBe('rgb(255, 255, 255)');
  await settings.choose(settings.theme('Use system setting'));
  await expect.poll(() => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('system');
});

test.describe('in its own app', () => {
  test.use({ isolation: 'own' });

  test('row height changes and is kept after a restart', async ({ app, page, settings, launch }) => {
    const heightOf = async (of: Page): Promise<number> =>
      (await of.locator('[role="grid"] [role="row"][data-ordinal]').first().boundingBox())?.height ?? 0;
    await settings.choose(settings.rows('Comfortable'));
    await createAppPage(page).goTo('My files');
    await expect.poll(() => heightOf(page)).toBeGreaterThan(32);
    await app.close();
    const again = await (await launch()).firstWindow();
    await expect.poll(() => heightOf(again)).toBeGreaterThan(32);
    const next = createSettingsPage(again);
    await next.open();
    await next.choose(next.rows('Compact'));
    await createAppPage(again).goTo('My files');
    await expect.poll(() => heightOf(again)).toBe(32);
  });
});

test('shows the documents folder, and Open folder opens it', async ({ app, settings, profile }) => {
  await expect(settings.folder).toHaveText(join(profile, 'documents'));
  await app.evaluate(({ shell }) => {
    shell.openPath = (path) => {
      Object.assign(globalThis, { asked: path });
      return Promise.resolve('');
    };
  });
  await settings.section('Files on this computer').getByRole('button', { name: 'Open folder' }).click();
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { asked?: string }).asked))
    .toBe(join(profile, 'documents'));
});

test('the table lists what is stored on this computer', async ({ files, settings, tray }) => {
  await expect(settings.stored('Files on this computer')).toContainText('0 files');
  await expect(settings.stored('File index (no contents)')).toContainText(/[1-9]\d* items/);
  await expect(settings.stored('Total')).toContainText(/\d (bytes|KB|MB)/);
  await files.around.goTo('My files');
  await files.download('Ideas.txt');
  await tray.expectState('Ideas.txt', 'done');
  await settings.open();
  await expect(settings.stored('Files on this computer')).toContainText('1 file');
  const storage = settings.section('Storage on this computer');
  const space = storage.getByRole('combobox', { name: 'Maximum space for thumbnails' });
  await space.selectOption('512');
  await expect(space).toHaveValue('512');
  await storage.getByRole('button', { name: 'Clear thumbnails' }).click();
  await expect(settings.stored('Total')).toContainText(/\d (bytes|KB|MB)/);
});

test.describe('in its own app', () => {
  test.use({ isolation: 'own' });

  test('account, settings and documents are restored after a restart', async ({
    app,
    tray,
    files,
    settings,
    launch,
  }) => {
    await settings.choose(settings.theme('Dark'));
    await files.around.goTo('My files');
    await files.download('Ideas.txt');
    await tray.expectState('Ideas.txt', 'done');
    await app.close();

    const again = await (await launch()).firstWindow();
    const around = createAppPage(again);
    await around.files.expectFolder('My files');
    await expect(around.places).toContainText('Alex Sample');
    await expect.poll(() => paperOf(again)).toBe('rgb(41, 41, 41)');
    const documents = createDocumentsPage(again);
    await documents.open();
    await expect(documents.cell('Ideas.txt', 'state')).toHaveText('Up to date');
    const next = createSettingsPage(again);
    await next.open();
    await expect(next.theme('Dark')).toBeChecked();
  });
});

test('removing a schedule discards text half typed in it, instead of moving it to the next one', async ({
  settings,
}) => {
  const transfers = settings.section('Transfers');
  const add = transfers.getByRole('button', { name: 'Add schedule' });
  await add.click();
  await add.click();
  const rows = transfers.locator('fieldset');
  await expect(rows).toHaveCount(2);
  await rows.first().getByLabel('Upload').fill('no number');
  await rows.first().getByLabel('Upload').press('Enter');
  await expect(rows.first().getByLabel('Upload')).toHaveValue('no number');
  await rows.first().getByRole('button').last().click();
  await expect(rows).toHaveCount(1);
  await expect(rows.first().getByLabel('Upload')).not.toHaveValue('no number');
});

test('Ctrl+F finds a setting by its words, and Escape shows all of them again', async ({
  page,
  settings,
}) => {
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('dark');
  await expect(settings.theme('Dark')).toBeVisible();
  await expect(settings.rows('Compact')).toBeHidden();
  await expect(settings.section('Transfers')).toBeHidden();
  await expectAccessible(page, 'settings that were searched');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('nothing of this kind');
  await expect(page.getByText('No settings match “nothing of this kind”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings.rows('Compact')).toBeVisible();
  await expect(settings.section('Transfers')).toBeVisible();
});

test('deletes always ask if that is chosen, and files that can be restored are deleted without a question if not', async ({
  files,
  page,
  settings,
}) => {
  const asks = page.getByRole('switch', { name: 'Ask before every delete' });
  const { dialogs } = files.around;
  await asks.click();
  await files.around.goTo('My files');
  await files.select('Ideas.txt');
  await page.keyboard.press('Delete');
  await expect(dialogs.titled('Delete “Ideas.txt”?')).toBeVisible();
  await page.keyboard.press('Escape');
  await dialogs.expectNone();
  await settings.open();
  await asks.click();
  await files.around.goTo('My files');
  await files.select('Ideas.txt');
  await page.keyboard.press('Delete');
  await expect(files.row('Ideas.txt')).toHaveCount(0);
});
