import { expectAccessible } from '../pages/axe.ts';
import { createDriveChooser } from '../pages/drive-chooser.ts';
import { createSettingsPage } from '../pages/settings-page.ts';
import { registerApp, signInAsApp } from './app-only-story.ts';
import { expect, test } from './sign-in-story.ts';

test.use({
  policy: null,
  sampleOptions: {
    driveType: 'business',
    content: 'empty',
    tenants: [{ domain: 'fabrikam.example', people: 3 }],
  },
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('what an account is allowed stands against what it needed: what could be dropped, and what would be enough', async ({
  page,
  signIn,
  ui,
  sample,
}) => {
  registerApp(sample);
  await signInAsApp(signIn);
  const chooser = createDriveChooser(page);
  await chooser.find.fill('user001@fabrikam.example');
  await chooser.found.getByRole('button').first().click();
  await chooser.open('Open 1 drive');
  await ui.files.expectFolder('My files');
  await createSettingsPage(page).open();
  await page.getByRole('button', { name: 'More for Ada Abe' }).click();
  await page.getByRole('menuitem', { name: 'Permissions…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Permissions of “Ada Abe”' });
  await expect(dialog.getByRole('row', { name: /^Files.ReadWrite.All/ })).toContainText(
    'Files.Read.All would be enough',
  );
  await expect(dialog.getByRole('row', { name: /^User.Read.All/ })).toContainText('Could be dropped');
  await expect(dialog).toContainText('Counted since');
  await expect(dialog).toContainText('App registrations, API permissions');
  await expectAccessible(page, 'the review of permissions');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a secret that ends within 14 days is said over the files, with the way to a new one', async ({
  page,
  signIn,
  ui,
  sample,
}) => {
  registerApp(sample);
  await signInAsApp(signIn, 'fabrikam.example', inDays(10));
  const chooser = createDriveChooser(page);
  await chooser.find.fill('user001@fabrikam.example');
  await chooser.found.getByRole('button').first().click();
  await chooser.open('Open 1 drive');
  await ui.files.expectFolder('My files');
  await expect(page.getByText(/The secret of this account ends in (9|10) days/)).toBeVisible();
  await expectAccessible(page, 'a secret that ends soon');
  await page.getByRole('button', { name: 'Enter a new one' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in again' })).toBeVisible();
  await expect(signIn.field('Client secret')).toBeVisible();
});
