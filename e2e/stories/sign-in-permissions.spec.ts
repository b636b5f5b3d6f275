import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SignInPage } from '../pages/sign-in-page.ts';
import type { WebBrowser } from '../pages/web-browser.ts';
import { continueInBrowser, expect, test } from './sign-in-story.ts';

test.use({ sampleOptions: { driveType: 'business' } });

async function signInWith(scopes: readonly string[], signIn: SignInPage, web: WebBrowser): Promise<void> {
  await signIn.open();
  await signIn.openAdvanced();
  await signIn.scope('Files.ReadWrite').click();
  for (const scope of scopes) await signIn.scope(scope).click();
  await signIn.button('Continue in the browser').click();
  await web.visit();
  await web.click('Alex', 'Accept');
}

/** Goes to Microsoft's page a second time; returns what it is asked for. */
async function visitAgain(signIn: SignInPage, web: WebBrowser): Promise<URLSearchParams> {
  await expect(signIn.step('Continue in your browser')).toBeVisible();
  await web.visit(2);
  return new URL(web.page.url()).searchParams;
}

test('asks for more permissions only when a shared folder is opened, with one button', async ({
  signIn,
  web,
  ui,
}) => {
  await signInWith(['Files.ReadWrite'], signIn, web);
  await ui.files.expectFolder('My files');
  await ui.goTo('Shared');
  await ui.files.row('HR').getByTitle('HR', { exact: true }).first().dblclick();
  const allow = ui.page.getByRole('button', { name: 'Allow access to shared files' });
  await allow.click();
  const asked = await visitAgain(signIn, web);
  expect(asked.get('scope')).toContain('Files.ReadWrite');
  expect(asked.get('scope')).toContain('Files.Read.All');
  expect(asked.get('login_hint')).toBe('alex@contoso.example');
  await web.click('Accept');
  await expect(ui.toast('You’re signed in again. Waiting transfers have resumed.')).toBeVisible();
  await ui.files.expectFolder('HR');
  await expect(ui.files.row('Forms')).toBeVisible();
  await ui.address.goTo('shared/HR/Forms');
  await ui.files.expectFolder('Forms');
});

test('after read-only consent, says so before the user tries to change anything', async ({
  signIn,
  web,
  ui,
}) => {
  await signInWith(['Files.Read'], signIn, web);
  await ui.files.expectFolder('My files');
  await expect(ui.command('New folder')).toBeDisabled();
  await expect(ui.command('Upload')).toBeDisabled();
});

test('an edit in a read-only account can be saved after one more consent', async ({
  profile,
  sample,
  signIn,
  web,
  ui,
}) => {
  await signInWith(['Files.Read'], signIn, web);
  await ui.files.expectFolder('My files');
  await ui.address.goTo('myfiles/Documents');
  await ui.files.row('Reading list.txt').dblclick();
  const copy = join(profile, 'documents/alex@contoso.example/myfiles/Documents/Reading list.txt');
  await expect(
    ui.files.row('Reading list.txt').getByRole('img', { name: 'On this computer, too' }),
  ).toBeVisible();
  await writeFile(copy, 'mine');
  const bar = ui.page.getByRole('region', { name: 'Edited files' });
  await bar.getByRole('button', { name: 'Save to OneDrive: Reading list.txt' }).click();
  await bar.getByRole('button', { name: 'Allow Slipway to change files' }).click();
  expect((await visitAgain(signIn, web)).get('scope')).toContain('Files.ReadWrite');
  await web.click('Accept');
  await expect.poll(() => sample.drive.bytes('Documents/Reading list.txt').toString()).toBe('mine');
});

test('with an app-folder permission, that folder is the only place and there is no Shared', async ({
  signIn,
  web,
  ui,
  sample,
}) => {
  await signInWith(['Files.ReadWrite.AppFolder'], signIn, web);
  await expect(ui.page.getByRole('heading', { name: 'This folder is empty' })).toBeVisible();
  await expect(ui.places.getByRole('button', { name: /^Shared/ })).toHaveCount(0);
  await ui.command('New folder').click();
  await ui.page.keyboard.type('Drafts');
  await ui.page.keyboard.press('Enter');
  await ui.files.expectSelected(['Drafts']);
  expect(sample.drive.find('Drafts')).toBeNull();
});

test('an app folder that OneDrive refuses to open is explained, with what helps', async ({
  signIn,
  web,
  ui,
  sample,
}) => {
  const error = { code: 'accessDenied', message: 'Access Denied' };
  const fault = sample.faults.add({ route: /approot/, status: 403, body: { error }, times: Infinity });
  await signInWith(['Files.ReadWrite.AppFolder'], signIn, web);
  await signIn.expectFailure('OneDrive doesn’t open a folder for this app');
  expect(fault.struck).toBeGreaterThan(0);
  await signIn.button('Choose permissions').click();
  await expect(signIn.scope('Files.ReadWrite')).toBeVisible();
  await signIn.scope('Files.ReadWrite').check();
  await signIn.button('Continue in the browser').click();
  await web.visit(2);
  await web.click('Alex', 'Accept');
  await ui.files.expectFolder('My files');
});

test('without any permission nothing is sent', async ({ signIn, web }) => {
  await signIn.open();
  await signIn.openAdvanced();
  await signIn.scope('Files.ReadWrite').click();
  await signIn.button('Continue in the browser').click();
  await expect(signIn.page.getByText('Choose at least one.')).toBeVisible();
  expect(await web.opened()).toEqual([]);
});

test('explains a missing license instead of showing a number', async ({ signIn, web, sample }) => {
  sample.world.mysites.set('alex@contoso.example', 'unlicensed');
  await continueInBrowser(signIn, web);
  await web.click('Alex', 'Accept');
  await signIn.expectFailure('This account has no license for OneDrive');
});

test('explains how to set up a OneDrive that was never opened (P22)', async ({ signIn, web, ui, sample }) => {
  sample.world.mysites.set('alex@contoso.example', 'missing');
  await continueInBrowser(signIn, web);
  await web.click('Alex', 'Accept');
  await signIn.expectFailure('This OneDrive isn’t set up yet');
  sample.world.mysites.delete('alex@contoso.example');
  await signIn.button('Try again').click();
  await web.visit(2);
  await web.click('Alex');
  await ui.files.expectFolder('My files');
});
