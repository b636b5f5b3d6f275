import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { host } from '../hosts.ts';
import { createAppPage } from '../pages/app-page.ts';
import { createSettingsPage } from '../pages/settings-page.ts';
import type { SignInPage } from '../pages/sign-in-page.ts';
import { createTransfersPage } from '../pages/transfers-page.ts';
import type { WebBrowser } from '../pages/web-browser.ts';
import { clientId, continueInBrowser, expect, test } from './sign-in-story.ts';

test.use({ sampleOptions: { driveType: 'business' } });

async function signInAs(name: string, signIn: SignInPage, web: WebBrowser): Promise<void> {
  await continueInBrowser(signIn, web);
  await web.click(name, 'Accept');
  await createAppPage(signIn.page).files.expectFolder('My files');
}

const shownTitles = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate((electron) =>
    (electron as unknown as { Notification: { shown: { title: string }[] } }).Notification.shown.map(
      ({ title }) => title,
    ),
  );

test('an expired sign-in is shown above the files, which stay visible, and one button fixes it (P37)', async ({
  app,
  signIn,
  web,
  ui,
  sample,
}) => {
  await signInAs('Alex', signIn, web);
  sample.directory.refreshTokens.clear();
  sample.tokens.revokeAll();
  const window = await app.browserWindow(ui.page);
  // A visible window shows it itself.
  await window.evaluate((it) => it.hide());
  await ui.page.keyboard.press('F5');
  if (host === 'stand-in')
    await expect.poll(() => shownTitles(app)).toEqual(['Alex Sample needs you to sign in again']);
  await window.evaluate((it) => it.show());
  const notice = ui.page.getByRole('region', { name: 'Please sign in again' });
  await expect(notice).toContainText('unfinished transfers are safe');
  await expect(ui.files.row('Finance')).toBeVisible();
  await notice.getByRole('button', { name: 'Sign in again' }).click();
  await expect(signIn.step('Continue in your browser')).toBeVisible();
  await web.visit(2);
  await ui.files.expectFolder('My files');
  await expect(notice).toHaveCount(0);
  await expect(ui.toast('You’re signed in again. Waiting transfers have resumed.')).toBeVisible();
  await expect(ui.places.getByText('Alex Sample')).toHaveCount(1);
});

test.describe('in two windows', () => {
  test.use({ isolation: 'own' });

  test('signing in again in one removes what asked for it in the other', async ({
    app,
    page,
    signIn,
    web,
    ui,
    sample,
  }) => {
    await signInAs('Alex', signIn, web);
    const opened = app.waitForEvent('window');
    await page.keyboard.press('Control+n');
    const other = createAppPage(await opened);
    await other.files.expectFolder('My files');
    sample.directory.refreshTokens.clear();
    sample.tokens.revokeAll();
    await ui.files.row('Finance').click();
    await page.keyboard.press('Control+Shift+l');
    const message = ui.toasts.getByText('Please sign in again');
    await expect(message).toHaveCount(1);
    const notice = other.page.getByRole('region', { name: 'Please sign in again' });
    await notice.getByRole('button', { name: 'Sign in again' }).click();
    await web.visit(2);
    await other.files.expectFolder('My files');
    await expect(message).toHaveCount(0);
  });
});

test('uploads wait while the sign-in has expired, and their row leads to signing in', async ({
  page,
  signIn,
  web,
  ui,
  files,
  local,
  sample,
}) => {
  await signInAs('Alex', signIn, web);
  await files.open('myfiles/Finance');
  sample.directory.refreshTokens.clear();
  sample.tokens.revokeAll();
  await files.choose('Upload files…', await local.write('a.txt', 'text'));
  await ui.goTo('Transfers');
  const list = createTransfersPage(page);
  await expect(list.row('a.txt')).toContainText('Waiting for you to sign in');
  await expect(list.total).toContainText('1 waiting');
  await list.row('a.txt').getByRole('button', { name: 'Sign in again' }).focus();
  await page.keyboard.press('Enter');
  await expect(signIn.step('Continue in your browser')).toBeVisible();
  await web.visit(2);
  await expect(list.row('a.txt')).toContainText('Uploaded');
  expect(sample.drive.bytes('Finance/a.txt').toString()).toBe('text');
});

test('signing in again as someone else is refused, and no data is mixed up', async ({
  signIn,
  web,
  ui,
  sample,
}) => {
  await signInAs('Alex', signIn, web);
  sample.directory.refreshTokens.clear();
  sample.tokens.revokeAll();
  await ui.page.keyboard.press('F5');
  await ui.page
    .getByRole('region', { name: 'Please sign in again' })
    .getByRole('button', { name: 'Sign in again' })
    .click();
  await expect.poll(async () => (await web.opened()).length).toBe(2);
  const asked = new URL((await web.opened())[1] ?? '');
  expect(asked.searchParams.get('login_hint')).toBe('alex@contoso.example');
  asked.searchParams.delete('login_hint');
  await web.page.goto(asked.href);
  await web.click('Kim', 'Accept');
  await signIn.expectFailure('You signed in with a different account');
  await expect(signIn.failure).toContainText('Slipway expected alex@contoso.example');
  await signIn.button('Back').click();
  await ui.files.expectFolder('My files');
});

test.describe('where people bring their own client ID', () => {
  test.use({ policy: null });

  test('does not ask for it again, since the account has it', async ({ signIn, web, ui, sample }) => {
    await signIn.open();
    await signIn.clientId.fill(clientId);
    await signIn.button('Continue in the browser').click();
    await web.visit();
    await web.click('Alex', 'Accept');
    await ui.files.expectFolder('My files');
    sample.directory.refreshTokens.clear();
    sample.tokens.revokeAll();
    await ui.page.keyboard.press('F5');
    const notice = ui.page.getByRole('region', { name: 'Please sign in again' });
    await notice.getByRole('button', { name: 'Sign in again' }).click();
    await web.visit(2);
    expect(new URL((await web.opened())[1] ?? '').searchParams.get('client_id')).toBe(clientId);
    await ui.files.expectFolder('My files');
    await expect(notice).toHaveCount(0);
  });
});

test('being offline is reported, typed text is kept, and Try again works', async ({
  signIn,
  web,
  ui,
  sample,
}) => {
  const fault = sample.faults.add({ route: /./, reset: 'beforeEffect', times: Number.POSITIVE_INFINITY });
  await signIn.open();
  await signIn.button('Continue in the browser').click();
  await signIn.expectFailure('Can’t connect to OneDrive');
  fault.remove();
  await signIn.button('Try again').click();
  await web.visit();
  await web.click('Alex', 'Accept');
  await ui.files.expectFolder('My files');
});

/** The app's own files, without those of the browser. */
async function readProfile(profile: string): Promise<Map<string, Buffer>> {
  const all = await readdir(profile, { recursive: true, withFileTypes: true });
  const files = all
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(profile, path).startsWith('Chromium'));
  const contents = await Promise.all(
    files.map(
      async (path) => [relative(profile, path), await readFile(path).catch(() => Buffer.alloc(0))] as const,
    ),
  );
  return new Map(contents);
}

const mentions = (files: Map<string, Buffer>, ...texts: string[]): string[] =>
  [...files].filter(([, bytes]) => texts.some((text) => bytes.includes(text))).map(([path]) => path);

test.describe('without a keyring', () => {
  test.use({ isolation: 'own' });

  test('only a sign-in for this session is offered, and no key is stored (P38)', async ({
    app,
    signIn,
    web,
    profile,
    sample,
    launch,
  }) => {
    await signIn.open();
    await signIn.openAdvanced();
    await expect(signIn.option('On this computer')).toBeDisabled();
    await expect(signIn.page.getByText(/^No keyring found/)).toBeVisible();
    await signIn.button('Back').click();
    await signInAs('Alex', signIn, web);
    const secrets = [...sample.directory.refreshTokens.keys()];
    expect(secrets).not.toEqual([]);
    expect(mentions(await readProfile(profile), ...secrets)).toEqual([]);
    await app.close();

    const again = await (await launch()).firstWindow();
    const notice = again.getByRole('region', { name: 'Please sign in again' });
    await expect(notice).toContainText('This computer has no keyring');
    const settings = createSettingsPage(again);
    await settings.open();
    await expect(settings.section('Accounts')).toContainText('Sign in again');
    await expect(settings.section('Accounts')).not.toContainText('Signed in');
    expect(mentions(await readProfile(profile), ...secrets)).toEqual([]);
    expect([...(await readProfile(profile)).keys()].filter((path) => path.startsWith('credentials'))).toEqual(
      [],
    );
  });
});

test.describe('with a keyring', () => {
  test.use({ keyring: true });

  test('a sign-in for one session is described as chosen', async ({ app, signIn, web, launch }) => {
    await signIn.open();
    await signIn.openAdvanced();
    await signIn.option('Until Slipway is closed').click();
    await signIn.button('Continue in the browser').click();
    await web.visit();
    await web.click('Alex', 'Accept');
    await createAppPage(signIn.page).files.expectFolder('My files');
    await app.close();
    const again = await (await launch()).firstWindow();
    const notice = again.getByRole('region', { name: 'Please sign in again' });
    await expect(notice).toContainText('Your sign-in was kept only until Slipway was closed.');
    await expect(notice).not.toContainText('keyring');
  });

  test('a sign-in survives a restart, sealed; signing out leaves nothing of it', async ({
    app,
    signIn,
    web,
    profile,
    sample,
    launch,
  }) => {
    await signIn.open();
    await signIn.openAdvanced();
    await expect(signIn.option('On this computer')).toBeChecked();
    await signIn.button('Back').click();
    await signInAs('Alex', signIn, web);
    const before = await readProfile(profile);
    const sealed = [...before.keys()].filter((path) => path.startsWith('credentials'));
    expect(sealed).toHaveLength(1);
    const secrets = [...sample.directory.refreshTokens.keys()];
    expect(mentions(before, ...secrets)).toEqual([]);
    await app.close();

    const page = await (await launch()).firstWindow();
    const ui = createAppPage(page);
    await ui.files.expectFolder('My files');
    await expect(ui.places).toContainText('Alex Sample');
    await ui.openFolder('Finance');
    const settings = createSettingsPage(page);
    await settings.open();
    await settings.section('Accounts').getByRole('button', { name: 'More actions for Alex Sample' }).click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible();
    const after = await readProfile(profile);
    expect([...after.keys()].filter((path) => /^(credentials|index)/.test(path))).toEqual([]);
    expect(mentions(after, 'alex@contoso.example', 'Alex Sample')).toEqual([]);
  });
});
