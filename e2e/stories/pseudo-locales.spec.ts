import { pseudoLocales } from '../../electron/contract/strings/pseudo-locale.ts';
import { languageNames } from '../../electron/contract/strings/languages.ts';
import { setPseudoLocale, t } from '../../electron/contract/strings/translate.ts';
import { expectPicture, makePictureReady } from '../pages/picture.ts';
import { expectReachable } from '../pages/reachable.ts';
import { expectTranslated } from '../pages/pseudo-locale.ts';
import { selfAndDescendants } from '../../electron/sample/model/node.ts';
import type { SampleService } from '../../electron/sample/sample-service.ts';
import { expect, test } from './story.ts';

test.afterEach(() => setPseudoLocale(null));

const pictures: Record<string, string> = {
  'sign in': 'sign-in',
  'the menu of a row': 'row-menu',
  'the dialog of Control+Shift+s': 'share',
};

for (const locale of pseudoLocales) {
  test.describe(locale, () => {
    test.use({ environment: { SLIPWAY_LOCALE: locale } });
    test(`in a language that is ${locale}, nothing is cut off, and nothing is left in English`, async ({
      page,
      sample,
    }) => {
      setPseudoLocale(locale);
      const names = namesOf(sample);
      const check = async (what: string) => {
        await expectReachable(page, what);
        if (locale === 'accented') await expectTranslated(page, what, names);
        else if (pictures[what] !== undefined) await expectPicture(page, `mirrored-${pictures[what]}`);
      };
      await page.emulateMedia({ reducedMotion: 'reduce' });
      if (locale === 'mirrored') await makePictureReady(page);
      const button = (name: string) => page.getByRole('button', { name, exact: true });
      await button(t('welcome.trySample')).waitFor();
      await check('welcome');
      await button(t('app.signIn')).first().click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await check('sign in');
      await page.keyboard.press('Escape');
      await button(t('app.back')).click();
      await button(t('welcome.trySample')).click();
      const rows = page.locator('[role="row"][data-ordinal]');
      await rows.nth(3).click();
      await check('My files with a selection');
      await rows.nth(3).click({ button: 'right' });
      await page.getByRole('menu').waitFor();
      await check('the menu of a row');
      await page.keyboard.press('Escape');
      for (const keys of ['Control+Shift+n', 'Control+Shift+s', 'Delete', '?']) {
        await page.keyboard.press(keys);
        await page.locator('[role="dialog"], [role="alertdialog"]').waitFor();
        await check(`the dialog of ${keys}`);
        await page.keyboard.press('Escape');
        await expect(page.locator('[role="dialog"], [role="alertdialog"]')).toHaveCount(0);
      }
      for (const keys of ['Control+2', 'Control+3', 'Control+j', 'Control+,']) {
        await page.keyboard.press(keys);
        await page.getByRole('main').waitFor();
        await check(`the place of ${keys}`);
      }
    });
  });
}

const ownWords = ['OneDrive', 'Slipway', 'Microsoft', 'myfiles', 'shared', ...Object.values(languageNames)];

function namesOf(sample: SampleService): string[] {
  const items = sample.world.drives.made.flatMap((drive) => [...selfAndDescendants(drive.root)]);
  const people = sample.world.tenants.home.people.flatMap(({ displayName, email }) => [displayName, email]);
  return [...items.map(({ name }) => name), ...people, ...ownWords].filter((name) => name !== '');
}
