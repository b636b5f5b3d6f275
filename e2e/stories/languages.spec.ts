import { withoutAccessKey } from '../../electron/contract/strings/join-texts.ts';
import type { Language } from '../../electron/contract/strings/languages.ts';
import { chooseLanguage, english } from '../../electron/contract/strings/languages.ts';
import { setLanguage, t } from '../../electron/contract/strings/translate.ts';
import { host } from '../hosts.ts';
import { expectReachable } from '../pages/reachable.ts';
import { packLanguage } from '../run/message-files.ts';
import { expect, test } from './story.ts';

const speak = (language: Language): void =>
  setLanguage({ ...chooseLanguage(language, []), messages: packLanguage(language) });

test.afterEach(() => setLanguage({ ...english, messages: {} }));

for (const language of ['de', 'ja'] as const) {
  test(`${language}: chosen in Settings, applies to every view at once and nothing is cut off`, async ({
    app,
    page,
    files,
  }) => {
    await files.grid.waitFor();
    await page.keyboard.press('Control+,');
    await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption(language);
    speak(language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText(t('settings.heading'));
    await expectReachable(page, 'Settings');
    const labels = await app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.items.map((item) => item.label.replace('&', '')),
    );
    expect(labels).toContain(t('menus.file').replace('&', ''));

    for (const keys of ['Control+1', 'Control+2', 'Control+3', 'Control+j']) {
      await page.keyboard.press(keys);
      await page.getByRole('main').waitFor();
      await expectReachable(page, `the place of ${keys}`);
    }
    await page.keyboard.press('Control+1');
    const rows = page.locator('[role="row"][data-ordinal]');
    await rows.nth(3).click();
    const window = await app.browserWindow(page);
    for (const width of [1024, 900, 1280]) {
      await window.evaluate((it, to) => it.setContentSize(to, 800), width);
      // Used most, so it keeps its label longest.
      const name = withoutAccessKey(t('commandNames.download'));
      await expect(page.getByRole('toolbar').getByRole('button', { name })).toHaveText(name);
      await expectReachable(page, `the commands in a window of ${width} px`);
    }
    for (const keys of ['Control+Shift+n', 'Control+Shift+s', 'Delete', '?']) {
      await page.keyboard.press(keys);
      const dialog = page.locator('[role="dialog"], [role="alertdialog"]');
      await dialog.waitFor();
      await expectReachable(page, `the dialog of ${keys}`);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }

    await page.keyboard.press('Control+,');
    const field = page.getByRole('combobox', { name: t('settings.appearance.language'), exact: true });
    await field.selectOption('system');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('combobox', { name: 'Language', exact: true })).toHaveValue('system');
  });
}

test.describe('a system in German', () => {
  test.use({ environment: { STAND_IN_LANGUAGES: 'de-AT,en-US' } });
  test.skip(host !== 'stand-in', 'real Electron uses the system’s languages');
  test('the first window is in German, with Austrian dates', async ({ page }) => {
    speak('de');
    await page.getByRole('button', { name: t('welcome.trySample'), exact: true }).waitFor();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  });
});
