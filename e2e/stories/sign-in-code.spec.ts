import { expect, test } from './sign-in-story.ts';
import type { SignInPage } from '../pages/sign-in-page.ts';

const step = 'Enter this code on Microsoft’s page';

async function getCode(signIn: SignInPage): Promise<string> {
  await signIn.open();
  await signIn.button('Sign in with a code instead').click();
  await expect(signIn.step(step)).toBeVisible();
  return (await signIn.code.textContent()) ?? '';
}

test('shows a large code that can be copied and is typed on the page that opens (T83)', async ({
  signIn,
  web,
  ui,
}) => {
  const code = await getCode(signIn);
  expect(code).toMatch(/^[A-Z0-9]{6,12}$/);
  await expect(signIn.page.getByText(/^The code is valid for .+ more\.$/)).toBeVisible();
  await signIn.button('Copy the code').click();
  await expect(signIn.page.getByText('Copied', { exact: true })).toBeVisible();
  await signIn.button('Open the page here').click();
  await web.visit();
  await web.page.getByRole('textbox', { name: 'Code' }).fill(code);
  await web.page.getByRole('button', { name: 'Next' }).click();
  await web.click('Kim', 'Accept');
  await expect(web.page.getByRole('heading', { name: 'Signed in' })).toBeVisible();
  await ui.files.expectFolder('My files');
  await expect(ui.places).toContainText('Kim Osei');
});

test('reports a declined code and offers a new one', async ({ signIn, web, ui }) => {
  const code = await getCode(signIn);
  await signIn.button('Open the page here').click();
  await web.visit();
  await web.page.getByRole('textbox', { name: 'Code' }).fill(code);
  await web.page.getByRole('button', { name: 'Next' }).click();
  await web.click('Cancel');
  await signIn.expectFailure('You declined the permissions');
  await signIn.button('Start over').click();
  await expect(signIn.step(step)).toBeVisible();
  expect(await signIn.code.textContent()).not.toBe(code);
  await signIn.button('Cancel').click();
  await expect(signIn.page.getByText('Canceled. Nothing was changed.')).toBeVisible();
  await signIn.button('Sign in with the browser instead').click();
  await web.visit(2);
  await web.click('Alex', 'Accept');
  await ui.files.expectFolder('My files');
});

test('reports an expired code and offers a new one', async ({ signIn, sample }) => {
  await getCode(signIn);
  for (const device of sample.directory.devices) device.expiresMs = 0;
  await signIn.expectFailure('The code is no longer valid');
  await signIn.button('Get a new code').click();
  await expect(signIn.step(step)).toBeVisible();
});

test.describe('with an app that allows no public client flows', () => {
  test.use({ policy: null });

  test('no code is available, and the guide is offered', async ({ signIn, sample }) => {
    const app = sample.directory.register({
      clientId: '99999999-2222-4333-8444-555555555555',
      platform: 'desktop',
    });
    await signIn.open();
    await signIn.clientId.fill(app.clientId);
    await signIn.button('Sign in with a code instead').click();
    await signIn.button('Open the registration guide').click();
    await expect(signIn.page.getByRole('heading', { name: 'Get a client ID' })).toBeVisible();
  });
});
