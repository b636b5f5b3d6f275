import { expect, test } from './sign-in-story.ts';
import type { SignInPage } from '../pages/sign-in-page.ts';

async function fill(signIn: SignInPage, password: string): Promise<void> {
  await signIn.field('User name').fill('alex@contoso.example');
  await signIn.field('Password').fill(password);
}

test.use({ sampleOptions: { driveType: 'business' } });

test('user name and password are discouraged, limited to organizations, and work where no second factor is required', async ({
  signIn,
  ui,
}) => {
  await signIn.open();
  await signIn.choose('User name and password');
  await expect(signIn.page.getByText(/Microsoft advises against it/)).toBeVisible();
  await expect(signIn.kind('Personal')).toBeDisabled();
  await expect(signIn.kind('Work or school')).toBeChecked();
  await fill(signIn, 'correct horse');
  await signIn.button('Sign in').click();
  await ui.files.expectFolder('My files');
  await expect(ui.places).toContainText('Alex Sample');
});

test('reports and clears a wrong password and keeps the user name', async ({ signIn, ui }) => {
  await signIn.open();
  await signIn.choose('User name and password');
  await fill(signIn, 'wrong horse');
  await signIn.button('Sign in').click();
  await signIn.expectFailure('The user name or password is incorrect');
  await expect(signIn.field('Password')).toHaveValue('');
  await expect(signIn.page.getByText(/the field was cleared/)).toBeVisible();
  await expect(signIn.field('User name')).toHaveValue('alex@contoso.example');
  await signIn.button('Try again').click();
  await expect(signIn.field('Password')).toBeFocused();
  await signIn.page.keyboard.type('correct horse');
  await signIn.page.keyboard.press('Enter');
  await ui.files.expectFolder('My files');
});

test('leads to the browser where a second factor is required (P37)', async ({ signIn, web, ui, sample }) => {
  sample.directory.needsMfa.add('alex@contoso.example');
  await signIn.open();
  await signIn.choose('User name and password');
  await fill(signIn, 'correct horse');
  await signIn.button('Sign in').click();
  await signIn.expectFailure('Your organization requires two-step verification');
  await signIn.button('Sign in with the browser').click();
  await web.visit();
  await web.click('Alex', 'Approve', 'Accept');
  await ui.files.expectFolder('My files');
});
