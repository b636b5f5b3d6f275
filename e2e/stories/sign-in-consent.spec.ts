import { continueInBrowser, expect, test } from './sign-in-story.ts';

test.use({ sampleOptions: { driveType: 'business' } });

test('where an administrator must consent, a link can be copied and opened, and its outcome is shown (P37)', async ({
  signIn,
  web,
  ui,
  sample,
}) => {
  sample.directory.adminOnly = 'all';
  await continueInBrowser(signIn, web);
  await web.click('Alex', 'Return to the application');
  await signIn.expectFailure('Admin approval needed');
  await signIn.button('Get the link for an administrator').click();
  await expect(signIn.step('Admin approval needed')).toBeVisible();
  await expect(
    signIn.page.getByText(/^https:\/\/login\.microsoftonline\.com\/organizations\/v2\.0\/adminconsent\?/),
  ).toBeVisible();
  await signIn.button('Copy the link').click();
  await expect(signIn.page.getByText('Copied', { exact: true })).toBeVisible();
  expect(await web.opened(), 'an administrator opens it elsewhere, so nothing opens here').toHaveLength(1);
  await signIn.button('Open in my browser').click();
  await web.visit(2);
  await web.click('Accept');
  await expect(signIn.page.getByText('Your administrator has approved Slipway')).toBeVisible();
  await signIn.button('Sign in now').click();
  await web.visit(3);
  await web.click('Alex');
  await ui.files.expectFolder('My files');
});

test('reports that an administrator declined, and keeps what was typed', async ({ signIn, web, sample }) => {
  sample.directory.adminOnly = 'all';
  await signIn.open();
  await signIn.openAdvanced();
  await signIn.scope('Files.Read.All').click();
  await signIn.button('Continue in the browser').click();
  await web.visit();
  await web.click('Alex', 'Return to the application');
  await signIn.button('Get the link for an administrator').click();
  await signIn.button('Open in my browser').click();
  await web.visit(2);
  await web.click('Decline');
  await signIn.expectFailure('You declined the permissions');
  await expect(signIn.scope('Files.Read.All')).toBeChecked();
});

test.describe('with an administrator’s policy', () => {
  test.use({
    policy: {
      clientId: '5a3b1e00-0c1d-4e2f-9a8b-7c6d5e4f3a21',
      tenant: 'contoso.example',
      cloud: 'global',
      allowedScopes: ['Files.Read', 'Files.ReadWrite'],
    },
  });

  test('shows fixed settings as locked, with the reason, and enforces them', async ({ signIn, web, ui }) => {
    await signIn.open();
    await signIn.openAdvanced();
    await expect(signIn.clientId).toBeDisabled();
    await expect(signIn.tenant).toBeDisabled();
    await expect(signIn.tenant).toHaveValue('contoso.example');
    await expect(signIn.page.getByText('Set by your administrator.')).not.toHaveCount(0);
    await expect(signIn.scope('Files.ReadWrite.All')).toBeDisabled();
    await expect(signIn.scope('Sites.Read.All')).toBeDisabled();
    await expect(signIn.page.getByText('Not allowed by your administrator.')).toHaveCount(7);
    await signIn.button('Continue in the browser').click();
    await web.visit();
    expect(new URL(web.page.url()).pathname).toMatch(/^\/contoso\.example\//);
    await web.click('Alex', 'Accept');
    await ui.files.expectFolder('My files');
  });
});

test.describe('with a policy that leaves nothing', () => {
  test.use({ policy: { clientId: null } });

  test('says so instead of offering boxes that could not help', async ({ signIn }) => {
    await signIn.open();
    await expect(signIn.page.getByText('A policy on this computer doesn’t allow sign-in')).toBeVisible();
    await expect(signIn.page.getByRole('button', { name: 'Continue in the browser' })).toHaveCount(0);
  });
});

test('lists permissions from least to most, with one line each, and explains those that can’t be chosen', async ({
  signIn,
}) => {
  await signIn.open();
  await signIn.openAdvanced();
  const boxes = signIn.page.getByRole('group', { name: 'Permissions' }).getByRole('checkbox');
  await expect(boxes).toHaveCount(11);
  await expect(boxes.nth(0)).toHaveAccessibleName(/^Files\.ReadWrite\.AppFolder One folder of its own/);
  await expect(signIn.scope('Files.ReadWrite')).toBeChecked();
  for (const name of ['Files.Read.Selected', 'Files.ReadWrite.Selected']) {
    await expect(signIn.scope(name)).toBeDisabled();
    await expect(signIn.scope(name)).toHaveAccessibleName(/file handlers in Office/i);
  }
});
