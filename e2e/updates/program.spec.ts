import { expectAccessible } from '../pages/axe.ts';
import { createAppPage } from '../pages/app-page.ts';
import { createSettingsPage } from '../pages/settings-page.ts';
import { runToEnd } from '../shell/run-to-end.ts';
import { expect, test } from '../stories/story.ts';

test.describe('an onedrive: address opened outside', () => {
  // A second start finds the first one only in the same temporary folder.
  test.use({ isolation: 'own' });

  test('opens its folder in the open window', async ({ page, files, profile }) => {
    await files.grid.waitFor();
    const { code } = await runToEnd([`--user-data-dir=${profile}`, 'onedrive://Finance/Invoices/']);
    expect(code).toBe(0);
    await files.expectFolder('Invoices');
    await createAppPage(page).address.expectCrumbs(['My files', 'Finance', 'Invoices']);
  });

  test('waits until an account is signed in', async ({ page, profile }) => {
    const slipway = createAppPage(page);
    await page.getByRole('button', { name: 'Try the sample drive' }).waitFor();
    await runToEnd([`--user-data-dir=${profile}`, 'onedrive://finance']);
    await page.getByRole('button', { name: 'Try the sample drive' }).click();
    await slipway.files.expectFolder('Finance');
  });

  test('names the part of it that does not exist', async ({ page, files, profile }) => {
    await files.grid.waitFor();
    await runToEnd([`--user-data-dir=${profile}`, 'onedrive://Finance/No%20such%20folder']);
    await expect(createAppPage(page).toasts).toContainText('Can’t find “No such folder” in myfiles/Finance');
    await files.expectFolder('My files');
  });
});

test('the Licenses dialog covers everything in the program and opens by keyboard', async ({
  page,
  files,
}) => {
  await files.grid.waitFor();
  const settings = createSettingsPage(page);
  await settings.open();
  const opener = settings.section('About').getByRole('button', { name: 'Licenses…' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Licenses' });
  await expect(dialog).toContainText(/includes \d\d+ other packages/);
  const items = dialog.getByRole('list', { name: 'Licenses' }).getByRole('listitem');
  await expect.poll(() => items.count()).toBeGreaterThan(30);
  await dialog.getByRole('textbox', { name: 'Find a package' }).focus();
  await page.keyboard.type('react-dom');
  await expect(items).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(items.first()).toContainText('Permission is hereby granted, free of charge');
  await expectAccessible(page, 'the licences');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test.describe('an administrator’s file', () => {
  const managed = test.extend<{ policy: string }>({
    policy: ['{}', { option: true }],
    environment: async ({ local, policy }, use) =>
      use({ SLIPWAY_POLICY: await local.write('policy.json', policy) }),
  });

  managed.describe('that is valid', () => {
    managed.use({ policy: '{ "tenant": "contoso.example", "updateFeed": null }' });
    managed(
      'is shown with the settings it fixes; the administrator manages updates',
      async ({ page, files }) => {
        await files.grid.waitFor();
        const settings = createSettingsPage(page);
        await settings.open();
        await expect(settings.section('Managed')).toContainText('contoso.example');
        await expect(settings.section('Managed').getByRole('alert')).toHaveCount(0);
        await expect(settings.section('Updates')).toContainText('Your administrator manages updates');
      },
    );
  });

  managed.describe('with mistakes', () => {
    managed.use({ policy: '{\n  "tenant": "con toso",\n  "clientID": "x"\n}' });
    managed('is shown with the line and name of each mistake', async ({ page, files }) => {
      await files.grid.waitFor();
      const settings = createSettingsPage(page);
      await settings.open();
      const alert = settings.section('Managed').getByRole('alert');
      await expect(alert).toContainText('Line 2: “tenant” must be "common", "organizations"');
      await expect(alert).toContainText('Line 3: “clientID” is unknown');
      await expectAccessible(page, 'mistakes of the administrator’s file');
    });
  });
});
