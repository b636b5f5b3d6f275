import { expectAccessible } from '../pages/axe.ts';
import { createDriveChooser } from '../pages/drive-chooser.ts';
import { driveOf, fabrikam, registerApp, signInAsApp } from './app-only-story.ts';
import { expect, test } from './sign-in-story.ts';

const ada = 'user001@fabrikam.example';

test.use({ policy: null, sampleOptions: fabrikam(2500) });

test('an administrator signs in as an app, finds a user in the list of all people and sees their files; the missing Shared is explained', async ({
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
  await expect(page.getByText('2,500 people', { exact: true })).toBeVisible();
  await chooser.find.fill('da abe');
  await expect(page.getByText('5 of 2,500 people')).toBeVisible();
  await expect(chooser.person(ada)).toContainText('Has a drive');
  await expectAccessible(page, 'the choice of drives, with people found');
  await chooser.add('Ada Abe');
  await expect(chooser.person(ada)).toContainText('On the list');
  await expect(chooser.chosen(ada)).toBeVisible();
  await chooser.open('Open 1 drive');
  await ui.files.expectFolder('My files');
  await expect(ui.files.row('Quarterly report.txt')).toBeVisible();
  await expect(ui.places).toContainText('Ada Abe');
  await expect(ui.places.getByRole('link', { name: 'Shared' })).toHaveCount(0);
});

test('lists thousands of people: queries only the visible ones, selects many by rule, and opens them together', async ({
  page,
  signIn,
  ui,
  sample,
}) => {
  registerApp(sample);
  const { mysites } = sample.world;
  mysites.set('user501@fabrikam.example', 'missing');
  mysites.set('user1001@fabrikam.example', 'unlicensed');
  await signInAsApp(signIn);
  const chooser = createDriveChooser(page);
  await expect(chooser.person('user501@')).toContainText('No drive yet');
  await expect(chooser.person('user1001@')).toContainText('No license');
  await expect(page.getByText('2,500 people', { exact: true })).toBeVisible();
  // To the end of the list, and back to the people already queried.
  await chooser.find.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(chooser.person('Tara Yilmaz')).toContainText('Has a drive');
  await expect(chooser.people.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '2500');
  expect(sample.counters.count('GET drive')).toBeLessThan(40);
  await page.keyboard.press('Home');
  await page.getByRole('button', { name: 'Select…' }).click();
  await page.getByRole('menuitem', { name: /^With a drive, of those seen so far \(\d\d\)$/ }).click();
  await expectAccessible(page, 'many people selected');
  await chooser.addSelected.click();
  const open = page.getByRole('button', { name: /^Open \d\d drives$/ });
  const count = Number(/\d+/.exec(await open.innerText())?.[0]);
  await expect(chooser.person('user501@')).not.toContainText('On the list');
  const held = sample.faults.hold({ route: 'GET user', times: Infinity });
  await open.click();
  await expect(page.getByText(`0 of ${count} done…`)).toBeVisible();
  await expectAccessible(page, 'drives being opened');
  held.letGo();
  await ui.files.expectFolder('My files');
  expect(sample.counters.count(/\/users\/[^/?]+\?/)).toBe(count);
});

test('without User.Read.All an address is typed, by keyboard alone, and a folder of the drive is mounted under a heading', async ({
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

test('opens the drives it can; each of the others shows its error and can be fixed', async ({
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
    await chooser.find.press('Enter');
  }
  await chooser.open('Open 3 drives');
  await expect(page.getByText(/^2 drives couldn’t be opened\./)).toBeVisible();
  await expect(chooser.chosen('user002')).toContainText('This OneDrive isn’t set up yet');
  await chooser.find.fill(ada);
  await expect(chooser.person(ada)).toContainText('Open in Slipway');
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
