import { expectAccessible } from '../pages/axe.ts';
import { createAccountImportPage } from '../pages/account-import-page.ts';
import { createSettingsPage } from '../pages/settings-page.ts';
import { appId, appSecret, registerApp } from './app-only-story.ts';
import { expect, test } from './sign-in-story.ts';

const domains = ['fabrikam.example', 'tailspin.example', 'agency.example'] as const;

test.use({
  policy: null,
  sampleOptions: {
    driveType: 'business',
    content: 'empty',
    tenants: [
      { domain: domains[0], people: 40 },
      { domain: domains[1], people: 40 },
      { domain: domains[2], people: 40, cloud: 'usGovL4' },
    ],
  },
});

const tenantOf = (name: string, domain: string, cloud = 'global'): string =>
  `  ${name}:\n    cloud: ${cloud}\n    tenant: ${domain}\n    client-id: ${appId}\n    secret: prompt\n`;

const usersOf = (name: string, domain: string): string =>
  Array.from({ length: 40 }, (_, at) => {
    const user = `user${String(at + 1).padStart(3, '0')}`;
    return `    - ${name} ${user}: ${name}:${user}@${domain}\n`;
  }).join('');

const file = [
  'tenants:\n',
  tenantOf('fabrikam', domains[0]),
  tenantOf('tailspin', domains[1]),
  tenantOf('agency', domains[2], 'usGovL4'),
  'categories:\n',
  '  Finance:\n',
  usersOf('fabrikam', domains[0]),
  '  Sales:\n',
  usersOf('tailspin', domains[1]),
  '  Agency:\n',
  usersOf('agency', domains[2]),
].join('');

/** The file itself shows these four mistakes; only the service knows about the fifth. */
const mistaken = file
  .replace('fabrikam:user005@', 'fabrikm:user005@')
  .replace('tailspin:user003@', 'tailspin:user003 at ')
  .replace('agency:user002@', 'agency:user001@')
  .replace('agency:user003@agency.example', 'agency:user003@agency.example:/Fin?nce');

test('imports 3 tenants with 40 users each: the dry run lists 4 mistakes by line, then 115 accounts appear under their headings', async ({
  page,
  ui,
  sample,
  local,
}) => {
  registerApp(sample, ['Files.ReadWrite.All']);
  sample.world.mysites.set('user007@tailspin.example', 'missing');
  const accountImport = createAccountImportPage(page);
  await accountImport.open();
  await accountImport.choose(await local.write('accounts.yaml', mistaken));
  await expect(accountImport.status).toHaveText('116 accounts to add, 4 lines skipped, 4 errors');
  await expect(accountImport.problems).toHaveCount(4);
  await expect(accountImport.problems.first()).toContainText('Line 23');
  await expect(accountImport.problems.first()).toContainText('Did you mean “fabrikam”?');
  await expect(accountImport.row('fabrikam user005')).toContainText('Skipped');
  await expectAccessible(page, 'the dry run');
  await accountImport.button('Add 116 accounts').click();
  await expect(page.getByText('Enter the secrets first.').first()).toBeVisible();
  for (const tenant of ['fabrikam', 'tailspin', 'agency']) await accountImport.secret(tenant).fill(appSecret);
  await accountImport.button('Add 116 accounts').click();
  await expect(accountImport.status).toHaveText('115 accounts added, 1 failed.');
  await expect(page.getByText('“tailspin user007”', { exact: true })).toBeVisible();
  await expect(page.getByText(/^This OneDrive isn’t set up yet\./)).toBeVisible();
  await expectAccessible(page, 'the result');
  await accountImport.button('View files').click();
  await ui.files.expectFolder('My files');
  for (const heading of ['Finance', 'Sales', 'Agency']) await expect(ui.places).toContainText(heading);
});

test('exports the accounts without secrets, and importing that file again changes nothing', async ({
  page,
  ui,
  sample,
  local,
}) => {
  registerApp(sample, ['Files.ReadWrite.All']);
  const accountImport = createAccountImportPage(page);
  await accountImport.open();
  const small = `tenants:\n${tenantOf('fabrikam', domains[0])}categories:\n  Finance:\n    - Ada: fabrikam:user001@fabrikam.example\n`;
  await accountImport.choose(await local.write('accounts.yaml', small));
  await accountImport.secret('fabrikam').fill(appSecret);
  await page.keyboard.press('Enter');
  await expect(accountImport.status).toHaveText('1 account added.');
  await accountImport.button('View files').click();
  await ui.files.expectFolder('My files');
  await createSettingsPage(page).open();
  await accountImport.open();
  await accountImport.button('Export accounts').click();
  const written = (await page.locator('pre').textContent()) ?? '';
  expect(written).toContain('Ada: fabrikam:user001@fabrikam.example');
  expect(written).not.toContain(appSecret);
  await accountImport.choose(await local.write('again.yaml', written));
  await expect(accountImport.status).toHaveText('Nothing to add, 1 already added');
  await accountImport.button('Back').click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('explains a wrong secret, a file that contains a secret, and an invalid file', async ({
  page,
  sample,
  local,
}) => {
  registerApp(sample, ['Files.ReadWrite.All']);
  const accountImport = createAccountImportPage(page);
  await accountImport.open();
  await accountImport.choose(await local.write('song.yaml', 'La la la'));
  await expect(accountImport.problems).toContainText('This isn’t valid YAML.');
  const open = file.replace('secret: prompt', 'secret: open sesame');
  await accountImport.choose(await local.write('open.yaml', open));
  await expect(accountImport.problems).toContainText('the file must not contain a secret');
  await expect(page.getByText('open sesame')).toHaveCount(0);
  await expect(accountImport.status).toHaveText('80 accounts to add, 40 lines skipped, 1 error');
  await accountImport.secret('tailspin').fill(appSecret);
  await accountImport.secret('agency').fill('not the secret');
  await accountImport.button('Add 80 accounts').click();
  await expect(accountImport.status).toHaveText('40 accounts added, 40 failed.');
  await expect(page.getByText('The client secret is incorrect').first()).toBeVisible();
});
