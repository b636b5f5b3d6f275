import type { Page } from '@playwright/test';
import { expectAccessible } from '../pages/axe.ts';
import { clientId, expect, test } from './sign-in-story.ts';

test.use({ policy: null, sampleOptions: { driveType: 'business' } });

async function tabTo(page: Page, name: string | RegExp, role: 'button' | 'textbox' | 'radio'): Promise<void> {
  const wanted = page.getByRole(role, { name });
  for (let presses = 0; presses < 40; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted, 'reached with Tab').toBeFocused();
}

test('signing in works without a mouse, and the focus is always on what is new', async ({
  signIn,
  web,
  ui,
  sample,
}) => {
  const { page } = signIn;
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).waitFor();
  await tabTo(page, 'Sign in with Microsoft', 'button');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await tabTo(page, 'Client ID', 'textbox');
  await page.keyboard.type(clientId);
  await tabTo(page, /^Any Microsoft account/, 'radio');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(signIn.kind('Work or school')).toBeChecked();
  await tabTo(page, 'Continue in the browser', 'button');
  await page.keyboard.press('Enter');
  await expect(signIn.step('Continue in your browser')).toBeVisible();
  await tabTo(page, 'Cancel', 'button');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Canceled. Nothing was changed.')).toBeVisible();

  sample.directory.troubles.set('alex@contoso.example', 50057);
  await tabTo(page, 'Continue in the browser', 'button');
  await page.keyboard.press('Enter');
  await web.visit(2);
  await web.click('Alex', 'Return to the application');
  await signIn.expectFailure('This account is disabled');
  await expect(page.getByText('You need a client ID'), 'there is one').toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(signIn.button('Use another account')).toBeFocused();
  sample.directory.troubles.clear();
  await tabTo(page, 'Continue in the browser', 'button');
  await page.keyboard.press('Enter');
  await web.visit(3);
  await web.click('Alex', 'Accept');
  await ui.files.expectFolder('My files');
  await expect(ui.files.grid).toBeFocused();
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ theme, windowSize: { width: 900, height: 1100 } });

    test('axe finds no violations while waiting or after a failure', async ({ signIn, web, sample }) => {
      await signIn.open();
      await signIn.clientId.fill(clientId);
      await signIn.button('Continue in the browser').click();
      await signIn.step('Continue in your browser').waitFor();
      await expectAccessible(signIn.page, 'waiting for the browser');
      await signIn.button('Cancel').click();
      await signIn.button('Sign in with a code instead').click();
      await signIn.step('Enter this code on Microsoft’s page').waitFor();
      await expectAccessible(signIn.page, 'a code');
      await signIn.button('Cancel').click();
      sample.directory.adminOnly = 'all';
      await signIn.button('Sign in with the browser instead').click();
      await web.visit(2);
      await web.click('Alex', 'Return to the application');
      await signIn.button('Details').click();
      await expectAccessible(signIn.page, 'a failure with its details');
      await signIn.button('Get the link for an administrator').click();
      await signIn.step('Admin approval needed').waitFor();
      await expectAccessible(signIn.page, 'the link for an administrator');
    });
  });
}
