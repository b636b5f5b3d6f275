import { createGuidePage, type GuidePage } from '../pages/guide-page.ts';
import { expectAccessible } from '../pages/axe.ts';
import { clientId, expect, test as base } from './sign-in-story.ts';

const test = base.extend<{ guide: GuidePage }>({
  guide: async ({ page }, use) => {
    const guide = createGuidePage(page);
    await guide.open();
    await use(guide);
  },
});

test.use({ policy: null, sampleOptions: { driveType: 'business' } });

const other = '88888888-2222-4333-8444-555555555555';
const redirect = 'Add the redirect address';
const ids = 'Copy two IDs and test';

test('the guide leads from no registration to the files: its check confirms the registration, and sign-in continues with it', async ({
  guide,
  page,
  web,
  ui,
  signIn,
}) => {
  await expectAccessible(page, 'the guide');
  await guide.fill(clientId, 'contoso.example');
  await guide.check();
  await web.visit();
  await web.click('Alex', 'Accept');
  await expect(guide.status).toContainText('Everything works');
  for (const title of [redirect, ids, 'Add permissions', 'Get admin consent'])
    await expect(guide.mark(title, 'Correct')).toBeVisible();
  await expect(guide.step('Allow public client flows')).toContainText('can’t check this setting');
  expect(await page.evaluate(() => window.slipway.call('accounts.list', {}))).toMatchObject({ value: [] });

  await page.getByRole('button', { name: 'Sign in with it now' }).click();
  await expect(signIn.clientId).toHaveValue(clientId);
  await signIn.button('Continue in the browser').click();
  await web.visit(2);
  await web.click('Alex');
  await ui.files.expectFolder('My files');
});

test('recognizes a registration of type “Web” and names the step that fixes it', async ({
  guide,
  sample,
  web,
}) => {
  sample.directory.register({ clientId: other, platform: 'web', secrets: ['a-secret-of-the-web-app'] });
  await guide.fill(other, 'contoso.example');
  await guide.check();
  await web.visit();
  await web.click('Alex', 'Accept');
  await expect(guide.failure).toContainText(`Step 3 still needs work: ${redirect}`);
  await expect(guide.failure).toContainText('Remove the platform Web');
  await expect(guide.mark(redirect, 'Needs work')).toBeVisible();
  await expect(guide.mark(ids, 'Correct')).toBeVisible();
});

test('distinguishes an unknown client ID from a malformed one', async ({ guide, page }) => {
  await guide.fill('the secret instead', 'contoso.example');
  await expect(page.getByText('Did you enter the secret?')).toBeVisible();
  await guide.fill(other, 'contoso.example');
  await guide.check();
  await expect(guide.failure).toContainText(`still needs work: ${ids}`);
  await guide.failure.getByRole('button', { name: 'Details' }).click();
  await expect(guide.failure).toContainText('AADSTS700016');
});

test('for an app without a user, lists step by step what its secret and its consent lack', async ({
  guide,
  page,
  sample,
}) => {
  const app = sample.directory.register({ clientId: other, secrets: ['the-value-of-the-secret'] });
  await page.getByRole('radio', { name: /without anyone signing in/ }).click();
  await guide.fill(other, 'contoso.example', 'not the right one');
  await guide.check();
  await expect(guide.failure).toContainText('still needs work: Add a secret or a certificate');

  await guide.fill(other, 'contoso.example', 'the-value-of-the-secret');
  await guide.check();
  await expect(guide.failure).toContainText('still needs work: Get admin consent');
  await expect(guide.mark('Add a secret or a certificate', 'Correct')).toBeVisible();

  app.roles.push('Files.ReadWrite.All', 'User.Read.All');
  await guide.check();
  await expect(guide.status).toContainText('Everything works');
  await expect(guide.status).toContainText('Files.ReadWrite.All');
});

test('the check can be canceled, and the page can be opened again', async ({ guide, page, web }) => {
  await guide.fill(clientId, 'contoso.example');
  await guide.check();
  await web.visit();
  await page.getByRole('button', { name: 'Open the page again' }).click();
  await web.visit(2);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Test again' })).toBeEnabled();
  await expect(guide.failure).toHaveCount(0);
});
