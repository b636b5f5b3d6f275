import { makeCertificate } from '../../electron/core/testing/certificates.ts';
import type { Registration } from '../../electron/sample/entra/registration.ts';
import type { SampleService } from '../../electron/sample/sample-service.ts';
import { createDriveChooser } from '../pages/drive-chooser.ts';
import type { SignInPage } from '../pages/sign-in-page.ts';
import { expect, test } from './sign-in-story.ts';

const appId = '77777777-2222-4333-8444-555555555555';
const secret = 'gK~8Q~the-value-of-the-secret';
const choice = 'Whose drives do you want to open?';

test.use({ sampleOptions: { driveType: 'business' }, policy: null });

const register = ({ directory }: SampleService, more: Partial<Registration> = {}): Registration =>
  directory.register({
    clientId: appId,
    secrets: [secret],
    roles: ['Files.ReadWrite.All', 'User.Read.All'],
    ...more,
  });

async function fill(signIn: SignInPage, value: string | null): Promise<void> {
  await signIn.open();
  await signIn.choose(value === null ? 'As an app, with a certificate' : 'As an app, with a client secret');
  await signIn.clientId.fill(appId);
  await signIn.tenant.fill('contoso.example');
  if (value !== null) await signIn.field('Client secret').fill(value);
}

test('a client secret opens the drives of chosen users, without Shared', async ({ signIn, ui, sample }) => {
  register(sample);
  await fill(signIn, secret);
  await expect(signIn.page.getByText(/The portal shows it only once/)).toBeVisible();
  await signIn.button('Sign in as the app').click();
  await expect(signIn.step(choice)).toBeVisible();
  await signIn.page.getByRole('textbox', { name: 'Name or address' }).fill('Dan');
  await createDriveChooser(signIn.page).add('Dana Reyes');
  await signIn.button('Open 1 drive').click();
  await ui.files.expectFolder('My files');
  await expect(ui.places).toContainText('Dana Reyes');
  await expect(ui.places.getByRole('button', { name: /^Shared/ })).toHaveCount(0);
});

test('a Secret ID entered instead of the secret is detected before anything is sent', async ({
  signIn,
  sample,
}) => {
  register(sample);
  await fill(signIn, '12345678-1234-4234-8234-123456789012');
  await signIn.button('Sign in as the app').click();
  await expect(signIn.page.getByText(/This looks like the Secret ID/)).toBeVisible();
  await expect(signIn.field('Client secret')).toBeFocused();
  expect(sample.counters.count('POST token')).toBe(0);
});

test('reports and clears a wrong secret, and keeps everything else that was typed', async ({
  signIn,
  sample,
}) => {
  register(sample);
  await fill(signIn, 'not the right one');
  await signIn.button('Sign in as the app').click();
  await signIn.expectFailure('The client secret is incorrect');
  await expect(signIn.field('Client secret')).toHaveValue('');
  await expect(signIn.page.getByText(/the field was cleared/)).toBeVisible();
  await expect(signIn.clientId).toHaveValue(appId);
  await expect(signIn.tenant).toHaveValue('contoso.example');
  await signIn.button('Details').click();
  await expect(signIn.failure).toContainText('AADSTS7000215');
});

test('reports an expired secret, and detects an expiry date in the past', async ({ signIn, sample }) => {
  register(sample, { secrets: [], expiredSecrets: [secret] });
  await fill(signIn, secret);
  await signIn.field('Expires on').fill('2020-01-31');
  await signIn.button('Sign in as the app').click();
  await expect(signIn.page.getByText(/This date is in the past/)).toBeVisible();
  await signIn.field('Expires on').fill('');
  await signIn.button('Sign in as the app').click();
  await signIn.expectFailure('The client secret has expired');
});

test('warns 14 days before a secret expires, and a new one is entered without losing the account', async ({
  signIn,
  ui,
  sample,
}) => {
  const app = register(sample);
  await fill(signIn, secret);
  const inTenDays = new Date(Date.now() + 10 * 24 * 3_600_000).toISOString().slice(0, 10);
  await signIn.field('Expires on').fill(inTenDays);
  await signIn.button('Sign in as the app').click();
  await signIn.page.getByRole('textbox', { name: 'Name or address' }).fill('Dan');
  await createDriveChooser(signIn.page).add('Dana Reyes');
  await signIn.button('Open 1 drive').click();
  await ui.files.expectFolder('My files');
  const notice = ui.page.getByText(/^The client secret expires in/);
  await expect(notice).toBeVisible();
  await ui.page.getByRole('button', { name: 'Enter a new secret' }).click();
  app.secrets = ['hP~9R~a-newer-secret'];
  await signIn.field('Client secret').fill('hP~9R~a-newer-secret');
  await signIn.button('Sign in as the app').click();
  await ui.files.expectFolder('My files');
  await expect(notice).toHaveCount(0);
  await expect(ui.files.row('HR')).toBeVisible();
});

test('an app without consent for a permission is reported, and an administrator’s consent fixes it (T84)', async ({
  signIn,
  web,
  sample,
}) => {
  register(sample, { roles: [], requestedRoles: ['Files.Read.All', 'User.Read.All'], platform: 'desktop' });
  await fill(signIn, secret);
  await signIn.button('Sign in as the app').click();
  await signIn.expectFailure('hasn’t approved this app’s application permissions');
  await signIn.button('Get the link for an administrator').click();
  await signIn.button('Open in my browser').click();
  await web.visit();
  await web.click('Accept');
  await expect(signIn.page.getByText('Your administrator has approved Slipway')).toBeVisible();
  await signIn.button('Sign in now').click();
  await expect(signIn.field('Client secret')).toBeFocused();
  await signIn.field('Client secret').fill(secret);
  await signIn.button('Sign in as the app').click();
  await expect(signIn.step(choice)).toBeVisible();
});

test('a registration for the Web platform is recognized, and works once it is fixed in the portal (AADSTS7000218)', async ({
  signIn,
  web,
  ui,
  sample,
}) => {
  const app = register(sample, { platform: 'web' });
  await signIn.open();
  await signIn.clientId.fill(appId);
  await signIn.button('Continue in the browser').click();
  await web.visit();
  await web.click('Alex', 'Accept');
  await signIn.expectFailure('The registration is set up for a web server');
  await expect(signIn.button('Open the registration guide')).toBeVisible();
  app.platform = 'desktop';
  await signIn.button('Continue in the browser').click();
  await web.visit(2);
  await web.click('Alex');
  await ui.files.expectFolder('My files');
});

test('a registration for users needs no secret, and the browser is offered instead (AADSTS700025)', async ({
  signIn,
  sample,
}) => {
  sample.directory.script.push({
    at: 'token',
    refusal: { number: 700025, error: 'invalid_client', message: 'Client is public.' },
    times: 1,
  });
  register(sample);
  await fill(signIn, secret);
  await signIn.button('Sign in as the app').click();
  await signIn.expectFailure('This registration doesn’t use a secret');
  await signIn.button('Sign in with the browser').click();
  await expect(
    signIn.step('Continue in your browser').or(signIn.failure),
    'the typed organization is kept',
  ).toBeVisible();
});

test('accepts a certificate from two files or names what is wrong with a file; chosen files stay chosen', async ({
  signIn,
  local,
  sample,
}) => {
  const made = makeCertificate();
  register(sample, { secrets: [], certificates: [made.certificatePem] });
  await fill(signIn, null);
  await signIn.button('Sign in as the app').click();
  await expect(signIn.page.getByText(/Choose the file with the certificate/)).toBeVisible();
  await signIn.chooseCertificate(await local.write('notes.pem', 'no certificate at all'));
  await signIn.button('Sign in as the app').click();
  await signIn.expectFailure('can’t be used as a certificate');
  await expect(signIn.page.getByText('notes.pem', { exact: true })).toBeVisible();
  await signIn.chooseCertificate(
    await local.write('slipway.cer.pem', made.certificatePem),
    await local.write('slipway.key.pem', made.keyPem),
  );
  await signIn.button('Sign in as the app').click();
  await expect(signIn.step(choice)).toBeVisible();
});
