import { expectAccessible } from '../pages/axe.ts';
import { continueInBrowser, expect, test } from './sign-in-story.ts';

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ theme });

    test('axe finds no violations with two accounts', async ({ page, signIn, web, ui }) => {
      await continueInBrowser(signIn, web);
      await web.click('Alex', 'Accept');
      await ui.files.expectFolder('My files');
      await ui.goTo('Settings');
      await page.getByRole('button', { name: 'Add an account' }).click();
      await page.getByRole('button', { name: 'Use the sample drive instead' }).click();
      await ui.files.expectFolder('My files');
      await expectAccessible(page, 'a list of accounts');
      await ui.places.getByRole('button').first().click();
      await expect(page.getByRole('menuitemradio')).toHaveCount(2);
      await expectAccessible(page, 'the menu of accounts');
      await page.keyboard.press('Escape');
      await ui.goTo('Settings');
      await expectAccessible(page, 'settings with two accounts');
      const actions = page.getByRole('button', { name: /^More actions for/ });
      await actions.first().click();
      await expectAccessible(page, 'the menu of one account');
      await ui.menuItem('Account settings…').click();
      const group = page.getByRole('combobox', { name: 'Group' });
      await group.fill('Work');
      await ui.dialogs.press('Save');
      await expect(page.getByRole('heading', { name: 'Work', level: 3 })).toBeVisible();
      await expectAccessible(page, 'settings with groups of accounts');
      await actions.first().click();
      await ui.menuItem('Account settings…').click();
      await group.click();
      await expect(page.getByRole('option', { name: 'Work' })).toBeVisible();
      await expectAccessible(page, 'a list in a dialog');
    });
  });
}
