import { expectAccessible } from '../pages/axe.ts';
import { createDriveChooser } from '../pages/drive-chooser.ts';
import { driveOf, fabrikam, registerApp, signInAsApp } from './app-only-story.ts';
import { expect, test } from './sign-in-story.ts';

const ada = 'user001@fabrikam.example';

test.use({ policy: null, sampleOptions: fabrikam(40) });

test('an administrator signs in as an app, looks for somebody, and their files are there; there is no Shared, and why', async ({
  page,
  signIn,
  ui,
  sample,
}) => {
  registerApp(sample);
  driveOf(sample, ada).addFile('Quarterly report.txt', 'x');
  await signInAsApp(signIn);
  const chooser = createDriveChooser(page);
  await expect(chooser.heading).toBeVisible();
  await expect(page.getByText(/These accounts have no Shared view/)).toBeVisible();
  await chooser.find.fill('ada');
  await expect(chooser.found.getByRole('listitem').first()).toContainText('Ada');
  await expectAccessible(page, 'the choice of drives, with people found');
  await chooser.add('Ada Abe');
  await expect(chooser.chosen(ada)).toBeVisible();
  await chooser.open('Open 1 drive');
  await ui.files.expectFolder('My files');
  await expect(ui.files.row('Quarterly report.txt')).toBeVisible();
  await expect(ui.places).toContainText('Ada Abe');
  await expect(ui.places.getByRole('link', { name: 'Shared' })).toHaveCount(0);
});

test('without User.Read.All an address is typed, by key only; a folder of the drive is mounted under a heading', async ({
  page,
  signIn,
  ui,
  sample,
}) => {
  registerApp(sample, ['Files.Read.All']);
  driveOf(sample, ada).addFile('Finance/2026/bill.txt', 'x');
  await signInAsApp(signIn);
  const chooser = createDriveChooser(page);
  await expect(page.getByText(/the app also needs the application permission User.Read.All/)).toBeVisible();
  await chooser.find.focus();
  await page.keyboard.type('ada');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enter a full address')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(ada);
  await page.keyboard.press('Enter');
  await chooser.describe(ada, { name: 'Invoices', group: 'Finance', folder: '/Finance/2026' });
  await expectAccessible(page, 'the choice of drives, with one opened');
  await chooser.open('Open 1 drive');
  await expect(ui.files.row('bill.txt')).toBeVisible();
  await expect(ui.places).toContainText('Invoices');
  await expect(ui.places).toContainText('/Finance/2026');
  await ui.address.goTo('myfiles/Finance');
  await expect(page.getByText(/Can’t find “Finance” in myfiles/)).toBeVisible();
});

test('of several drives those that can be opened are, and each of the others says why and can be put right', async ({
  page,
  signIn,
  ui,
  sample,
}) => {
  registerApp(sample);
  sample.world.mysites.set('user002@fabrikam.example', 'missing');
  await signInAsApp(signIn);
  const chooser = createDriveChooser(page);
  for (const user of [ada, 'user002@fabrikam.example', 'nobody@fabrikam.example']) {
    await chooser.find.fill(user);
    await chooser.found.getByRole('button').first().click();
  }
  await chooser.open('Open 3 drives');
  await expect(page.getByText(/^2 drives couldn’t be opened\./)).toBeVisible();
  await expect(chooser.chosen('user002')).toContainText('This OneDrive isn’t set up yet');
  await expect(chooser.chosen('nobody')).toContainText(
    '“nobody@fabrikam.example” isn’t in this organization',
  );
  await expectAccessible(page, 'drives that could not be opened');
  sample.world.mysites.clear();
  await chooser
    .chosen('nobody')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await chooser.open('Open 1 drive');
  await ui.files.expectFolder('My files');
  await expect(ui.places).toContainText('Bao Abe');
});
