import { expectAccessible } from '../pages/axe.ts';
import { createDriveChooser } from '../pages/drive-chooser.ts';
import { createSettingsPage } from '../pages/settings-page.ts';
import { fabrikam, registerApp, signInAsApp } from './app-only-story.ts';
import { expect, test } from './sign-in-story.ts';

test.use({ policy: null, sampleOptions: fabrikam(3) });

test('compares granted permissions with those used, and shows which could be dropped or would be enough', async ({
  page,
  signIn,
  ui,
  sample,
}) => {
  registerApp(sample);
  await signInAsApp(signIn);
  const chooser = createDriveChooser(page);
  await chooser.find.fill('user001@fabrikam.example');
  await chooser.find.press('Enter');
  await chooser.open('Open 1 drive');
  await ui.files.expectFolder('My files');
  await createSettingsPage(page).open();
  await page.getByRole('button', { name: 'More actions for Ada Abe' }).click();
  await page.getByRole('menuitem', { name: 'Permissions…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Permissions of “Ada Abe”' });
  await expect(dialog.getByRole('row', { name: /^Files.ReadWrite.All/ })).toContainText(
    'Files.Read.All is enough',
  );
  await expect(dialog.getByRole('row', { name: /^User.Read.All/ })).toContainText('Can be removed');
  await expect(dialog).toContainText('Counted since today');
  await expect(dialog).toContainText('App registrations, API permissions');
  await expectAccessible(page, 'the review of permissions');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
