import { expectAccessible } from '../pages/axe.ts';
import { createAppPage } from '../pages/app-page.ts';
import { expect, test } from './story.ts';

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ theme });

    test('axe finds no violations on any page', async ({ page }) => {
      const ui = createAppPage(page);
      await expect(page.getByRole('heading', { name: 'Slipway', level: 1 })).toBeVisible();
      await expectAccessible(page, 'welcome');
      await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
      await page.getByRole('heading', { name: 'Sign in with Microsoft', level: 1 }).waitFor();
      await page.getByRole('button', { name: /^Advanced/ }).click();
      await expectAccessible(page, 'sign in, everything expanded');
      await page.getByRole('combobox', { name: 'Cloud' }).click();
      await expect(page.getByRole('listbox')).toBeVisible();
      await expectAccessible(page, 'sign in, the list of clouds');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Continue in the browser' }).click();
      await expectAccessible(page, 'sign in, something missing');
      await page.getByRole('button', { name: 'Back' }).click();

      await ui.openSampleDrive();
      await expectAccessible(page, 'My files');
      await ui.files.row('Finance').click();
      await ui.files.row('Team handbook').click({ modifiers: ['Control'] });
      await ui.files.row('Ideas.txt').hover();
      await expectAccessible(page, 'a selection and a row under the pointer');
      await ui.goTo('Shared');
      await ui.files.expectFolder('Shared');
      await ui.files.row('Quarterly figures.xlsx').dblclick();
      await expect(ui.toasts).toContainText('no longer shared');
      await expectAccessible(page, 'Shared, one revoked, with a failure shown');
      for (const place of ['On this computer', 'Transfers', 'Settings'] as const) {
        await ui.goTo(place);
        await expectAccessible(page, place);
      }
    });

    test('axe finds no violations in any state of a folder', async ({ page, sample }) => {
      const ui = createAppPage(page);
      await ui.openSampleDrive();
      await ui.openFolder('Documents/To sort');
      await expect(page.getByRole('heading', { name: 'This folder is empty' })).toBeVisible();
      await expectAccessible(page, 'an empty folder');
      await ui.address.goTo('myfiles/Nowhere');
      await expect(ui.address.failure).toBeVisible();
      await expectAccessible(page, 'an unknown address');
      await page.keyboard.press('Escape');
      await ui.goTo('My files');
      await ui.files.expectFolder('My files');
      await ui.filter.fill('zebra');
      await expect(page.getByRole('heading', { name: /^No match/ })).toBeVisible();
      await expectAccessible(page, 'a filter without a match');
      await ui.filter.fill('');

      await ui.openFolder('Finance');
      await ui.files.row('Budget 2026 (open elsewhere).xlsx').click();
      await page.keyboard.press('F2');
      await ui.files.renameBox.fill('Budget.xlsx');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('alert').filter({ hasText: 'is in use' })).toBeVisible();
      await expectAccessible(page, 'a refused name');
      await page.keyboard.press('Escape');

      const held = sample.faults.hold({ route: 'GET children' });
      await ui.files.row('Taxes').dblclick();
      await expect(page.getByRole('status', { name: 'Loading…' })).toBeVisible();
      await expectAccessible(page, 'a loading folder');
      held.letGo();
      await ui.files.expectFolder('Taxes');
      held.remove();
      sample.faults.add({ route: /./, reset: 'beforeEffect', times: Number.POSITIVE_INFINITY });
      await page.keyboard.press('F5');
      await expect(page.getByRole('status').filter({ hasText: 'Showing the' })).toBeVisible();
      await expectAccessible(page, 'rows that could not be refreshed');
      await ui.files.row('2024').dblclick();
      await expect(page.getByRole('heading', { name: 'Can’t connect to OneDrive' })).toBeVisible();
      await expectAccessible(page, 'a folder that could not be listed');
    });

    test('axe finds no violations in any dialog or menu', async ({ page }) => {
      const ui = createAppPage(page);
      const { dialogs } = ui;
      await ui.openSampleDrive();
      const closed = async () => {
        await page.keyboard.press('Escape');
        await dialogs.expectNone();
      };
      await ui.command('New folder').click();
      await dialogs.open.getByRole('textbox').fill('a/b');
      await expect(dialogs.open).toContainText('Names can’t contain /');
      await expectAccessible(page, 'new folder, with an invalid name');
      await dialogs.open.getByRole('textbox').fill('Finance');
      await dialogs.press('Create');
      await expect(dialogs.open).toContainText('already exists');
      await expectAccessible(page, 'new folder, refused');
      await closed();
      await ui.files.focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await expect(dialogs.titled('Delete 12 items?')).toBeVisible();
      await expectAccessible(page, 'delete');
      await closed();
      await page.keyboard.press('?');
      await expect(dialogs.titled('Keyboard shortcuts')).toBeVisible();
      await expectAccessible(page, 'all keys');
      await closed();

      await ui.files.row('Finance').click({ button: 'right' });
      await expect(ui.menuItem('Rename')).toBeVisible();
      await expectAccessible(page, 'the context menu');
      await page.keyboard.press('Escape');
      for (const menu of ['Upload', 'Sort', 'More']) {
        await ui.command(menu).click();
        await expect(page.getByRole('menu')).toBeVisible();
        await expectAccessible(page, `the menu ${menu}`);
        // A tooltip shown right after another one appears without delay, over the menu that the key would
        // reach.
        await ui.command('New folder').hover();
        await expect(page.getByRole('tooltip')).toBeVisible();
        await ui.command(menu).hover();
        await expect(page.getByRole('tooltip')).toBeHidden();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('menu')).toHaveCount(0);
      }

      await ui.goTo('Settings');
      await page.getByRole('button', { name: 'Add schedule' }).click();
      await expect(page.getByRole('button', { name: 'Mon' })).toBeVisible();
      await expectAccessible(page, 'scheduled limits');
      await page.getByRole('button', { name: 'Erase all data…' }).click();
      await expect(dialogs.titled(/Erase all data/)).toBeVisible();
      await expectAccessible(page, 'forget everything');
      await closed();
      await page
        .getByRole('button', { name: /^More actions for/ })
        .first()
        .click();
      await page.getByRole('menuitem', { name: 'Account settings…' }).click();
      await expect(dialogs.titled(/^Settings of/)).toBeVisible();
      await expectAccessible(page, 'name an account');
      await closed();
      await page
        .getByRole('button', { name: /^More actions for/ })
        .first()
        .click();
      await page.getByRole('menuitem', { name: 'Remove…' }).click();
      await expect(dialogs.titled(/^Remove/)).toBeVisible();
      await expectAccessible(page, 'remove an account');
    });

    test('axe finds no violations in previews, transfers and conflicts', async ({
      page,
      files,
      local,
      tray,
    }) => {
      const ui = createAppPage(page);
      await files.open('myfiles/Pictures/Lake house');
      await files.select('Boat house.png');
      await page.keyboard.press('Space');
      await expect(page.getByRole('img', { name: 'Picture: Boat house.png' })).toBeVisible();
      await expectAccessible(page, 'a picture beside the list');
      await files.open('myfiles/Finance');
      await files.select('Read me first.txt');
      await expect(page.locator('iframe[title="Text of Read me first.txt"]')).toBeVisible();
      await expectAccessible(page, 'a text beside the list');

      const paths = [await local.write('Read me first.txt', 'mine'), await local.write('New.txt', 'mine')];
      await files.choose('Upload files…', paths);
      await tray.expectState('Read me first.txt', 'conflict');
      await expect(files.row('New.txt')).toBeVisible();
      await expectAccessible(page, 'the tray with a conflict');
      await ui.goTo('Transfers');
      await expectAccessible(page, 'transfers with a conflict');
      await ui.goTo('My files');
      await files.open('myfiles/Finance');
      await files.download('New.txt');
      await tray.root.getByText('New.txt').last().waitFor();
      await ui.goTo('On this computer');
      await page.getByRole('button', { name: 'All files' }).click();
      await expect(page.getByRole('grid', { name: 'Files on this computer' })).toContainText('New.txt');
      await expectAccessible(page, 'documents with a copy');
    });
  });
}
