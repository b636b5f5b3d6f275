import { clientId, continueInBrowser, expect, test } from './sign-in-story.ts';

test('with a client ID, one button and one page in the browser lead to the files (PKCE)', async ({
  signIn,
  web,
  ui,
  sample,
}) => {
  const buttons = signIn.page.getByRole('button', {
    name: /^(Try the sample drive|Sign in with Microsoft)$/,
  });
  await expect(buttons).toHaveText(['Sign in with Microsoft', 'Try the sample drive']);
  await signIn.open();
  await expect(signIn.page.getByText('You need a client ID')).toHaveCount(0);
  await expect(signIn.page.getByRole('main').getByRole('textbox')).toHaveCount(0);
  await signIn.button('Continue in the browser').click();
  await expect(signIn.step('Continue in your browser')).toBeVisible();
  await expect(signIn.page.getByText(/^Slipway waits .+ more\.$/)).toBeVisible();
  await web.visit();
  const asked = new URL(web.page.url()).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(asked.get('client_id')).toBe(clientId);
  await web.click('Alex', 'Accept');
  await ui.files.expectFolder('My files');
  await expect(ui.places).toContainText('Alex Sample');
  await expect(ui.files.row('Finance')).toBeVisible();
  await expect(web.page.getByRole('heading', { name: 'You can go back to Slipway' })).toBeVisible();
  expect(sample.counters.count('POST token')).toBe(1);
});

test.describe('without a client id', () => {
  test.use({ policy: null });

  test('asks for the client ID, says where to find it, and offers the guide without losing what was typed', async ({
    signIn,
    web,
    ui,
  }) => {
    await signIn.open();
    await signIn.button('Continue in the browser').click();
    await expect(signIn.page.getByText('Enter the client ID of an app registration.')).toBeVisible();
    await expect(signIn.clientId).toBeFocused();
    await signIn.clientId.fill('my secret');
    await expect(signIn.page.getByText(/32 digits and letters/)).toBeVisible();
    await signIn.kind('My organization').click();
    await signIn.tenant.fill('contoso.example');

    await signIn.button('I don’t have one').click();
    await expect(signIn.page.getByRole('heading', { name: 'Get a client ID' })).toBeVisible();
    await signIn.page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect(signIn.clientId).toHaveValue('my secret');
    await expect(signIn.tenant).toHaveValue('contoso.example');

    await signIn.clientId.fill(clientId);
    await signIn.clientId.press('Enter');
    await web.visit();
    expect(new URL(web.page.url()).pathname).toMatch(/^\/contoso\.example\//);
    await web.click('Dana', 'Accept');
    await ui.files.expectFolder('My files');
    await expect(ui.places).toContainText('Dana Reyes');
  });

  test('Back leads to the welcome page', async ({ signIn }) => {
    await signIn.open();
    await signIn.button('Back').click();
    await expect(signIn.page.getByRole('button', { name: 'Try the sample drive' })).toBeVisible();
  });
});

test('refuses the response to another attempt and keeps waiting for the right one', async ({
  signIn,
  web,
  ui,
  sample,
}) => {
  await continueInBrowser(signIn, web);
  const redirect = new URL(web.page.url()).searchParams.get('redirect_uri') ?? '';
  const forged = await fetch(redirect, {
    method: 'POST',
    body: new URLSearchParams({ code: 'stolen', state: 'of another attempt' }),
  });
  expect(forged.status).toBe(400);
  await expect(signIn.step('Continue in your browser')).toBeVisible();
  expect(sample.counters.count('POST token')).toBe(0);
  await web.click('Alex', 'Accept');
  await ui.files.expectFolder('My files');
});

test('Cancel ends the wait, the listener closes, and the next try works', async ({ signIn, web, ui }) => {
  await continueInBrowser(signIn, web);
  const redirect = new URL(web.page.url()).searchParams.get('redirect_uri') ?? '';
  await signIn.button('Cancel').click();
  await expect(signIn.page.getByText('Canceled. Nothing was changed.')).toBeVisible();
  await expect
    .poll(() =>
      fetch(redirect).then(
        () => 'listens',
        () => 'gone',
      ),
    )
    .toBe('gone');
  await signIn.button('Continue in the browser').click();
  await web.visit(2);
  await web.click('Alex', 'Accept');
  await ui.files.expectFolder('My files');
});

test('a closed page can be opened again for the same attempt', async ({ signIn, web, ui }) => {
  await continueInBrowser(signIn, web);
  await web.page.goto('about:blank');
  await signIn.button('Open the page again').click();
  await web.visit(2);
  const [first, second] = await web.opened();
  expect(second).toBe(first);
  await web.click('Alex', 'Accept');
  await ui.files.expectFolder('My files');
});

test('declining changes nothing, says so, and allows another start at once', async ({ signIn, web, ui }) => {
  await continueInBrowser(signIn, web);
  await web.click('Alex', 'Decline');
  await signIn.expectFailure('You declined the permissions');
  await expect(web.page.getByRole('heading', { name: 'Not signed in' })).toBeVisible();
  await signIn.button('Details').click();
  await expect(signIn.failure).toContainText('AADSTS65004');
  await expect(signIn.button('Copy report')).toBeVisible();
  await signIn.button('Start over').click();
  await web.visit(2);
  await web.click('Alex', 'Accept');
  await ui.files.expectFolder('My files');
});

test.describe('where a registration is for one organization only', () => {
  test.use({ policy: null });

  test('reports the wrong kind of account and offers the choice that fixes it', async ({
    signIn,
    web,
    ui,
    sample,
  }) => {
    const app = sample.directory.register({
      clientId: '99999999-2222-4333-8444-555555555555',
      platform: 'desktop',
      audience: sample.directory.tenants.home.id,
    });
    await signIn.open();
    await signIn.clientId.fill(app.clientId);
    await signIn.button('Continue in the browser').click();
    await signIn.expectFailure('This app doesn’t support this type of account');
    await signIn.button('Choose the account type').click();
    await expect(signIn.kind('Any Microsoft account')).toBeFocused();
    await signIn.kind('My organization').click();
    await signIn.tenant.fill('contoso.example');
    await signIn.button('Continue in the browser').click();
    await web.visit();
    await web.click('Kim', 'Accept');
    await ui.files.expectFolder('My files');
  });

  test('a user of another organization is asked to choose theirs, with the focus in the box', async ({
    signIn,
    web,
    sample,
  }) => {
    sample.directory.troubles.set('alex@contoso.example', 50020);
    await signIn.open();
    await signIn.clientId.fill(clientId);
    await signIn.button('Continue in the browser').click();
    await web.visit();
    await web.click('Alex', 'Return to the application');
    await signIn.expectFailure('This account isn’t in the organization you chose');
    await signIn.button('Enter the organization').click();
    await expect(signIn.tenant).toBeFocused();
    await expect(signIn.clientId).toHaveValue(clientId);
  });
});

test('reports at once that the browser can’t be opened, and offers a device code', async ({
  app,
  signIn,
}) => {
  await app.evaluate(({ shell }) => {
    shell.openExternal = () => Promise.reject(new Error('no browser'));
  });
  await signIn.open();
  await signIn.button('Continue in the browser').click();
  await signIn.expectFailure('No browser could be opened');
  await signIn.button('Sign in with a code').click();
  await expect(signIn.step('Enter this code on Microsoft’s page')).toBeVisible();
});
