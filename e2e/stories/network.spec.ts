import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { serviceHosts } from '../../electron/core/network/testing/proxied-options.ts';
import { SAMPLE_APP } from '../../electron/sample/entra/registration.ts';
import { createNetworkSettings, type NetworkSettingsPage } from '../pages/network-settings.ts';
import { createSettingsPage } from '../pages/settings-page.ts';
import { createSignInPage } from '../pages/sign-in-page.ts';
import {
  domain,
  password,
  startCompanyNetwork,
  updateHost,
  userName,
  type CompanyNetwork,
} from './company-network.ts';
import { expect, test as base, toBytes } from './story.ts';

interface Fixtures {
  company: CompanyNetwork;
  network: NetworkSettingsPage;
}

const test = base.extend<Fixtures>({
  company: async ({}, use) => {
    await using company = await startCompanyNetwork();
    await use(company);
  },
  environment: async ({ company, local }, use) => {
    const rules = { updateFeed: `https://${updateHost}/`, clientId: SAMPLE_APP.clientId };
    const policy = await local.write('policy.json', JSON.stringify(rules));
    const appImage = await local.write('Slipway.AppImage', 'the old one');
    await chmod(appImage, 0o755);
    await use({
      SSL_CERT_FILE: company.storeFile,
      SLIPWAY_POLICY: policy,
      APPIMAGE: appImage,
      XDG_CACHE_HOME: join(local.folder, 'cache'),
      // Microsoft’s hosts are reached through the proxies.
      SLIPWAY_DETOUR: '',
    });
  },
  network: async ({ page, files }, use) => {
    await files.grid.waitFor();
    await createSettingsPage(page).open();
    await use(createNetworkSettings(page));
  },
});

test.skip(process.platform !== 'linux', 'only on Linux the certificate store is a file');

/** In three pieces. */
const sentBytes = 21_000_000;

test('behind an inspecting proxy with NTLM, a person signs in to it once, signs in to OneDrive, uploads, and updates the app (C2)', async ({
  page,
  company,
  network,
  files,
  tray,
  local,
}) => {
  const { strict, feed, oneDrive } = company;
  await expect(network.state).toContainText('Slipway connects to OneDrive directly.');
  await network.choose('Use this proxy');
  await network.enterAddress(strict.name);
  await expect(network.state).toContainText(`through the proxy ${strict.name}.`);
  expect(await network.check()).toEqual([
    'Not checked: NameThe proxy looks names up.',
    `Failed: Proxy${strict.name} requires a user name and password, or didn’t accept them.`,
    'Failed: CertificateThe certificate of graph.microsoft.com couldn’t be checked.',
    `Failed: OneDrivegraph.microsoft.com can’t be reached before you sign in to ${strict.name}.`,
    `Failed: Sign-inlogin.microsoftonline.com can’t be reached before you sign in to ${strict.name}.`,
    'Not checked: FilesChecked once an account is signed in.',
  ]);
  await expect(network.form).toContainText(`The proxy ${strict.name} requires a user name and password.`);

  await network.signIn(`${domain}\\${userName}`, 'wrong');
  await expect(network.form).toHaveCount(0);
  await network.check();
  await expect(network.form).toContainText('didn’t accept the user name and password');
  await expect(network.section.getByRole('button', { name: 'Forget sign-in' })).toHaveCount(1);
  await network.signIn(`${domain}\\${userName}`, password);
  expect(await network.check()).toEqual([
    'Not checked: NameThe proxy looks names up.',
    `Works: Proxy${strict.name} answers.`,
    'Inspected: CertificateConnections are inspected, and they work: the certificate of graph.microsoft.com comes from ' +
      'Contoso, which this computer trusts.',
    `Works: OneDrivegraph.microsoft.com answers through ${strict.name}.`,
    `Works: Sign-inlogin.microsoftonline.com answers through ${strict.name}.`,
    'Not checked: FilesChecked once an account is signed in.',
  ]);
  await expect(network.section).toContainText(
    `The user name and password for ${strict.name} are kept until you close Slipway.`,
  );

  await page.getByRole('button', { name: 'Add an account' }).click();
  const signIn = createSignInPage(page);
  await signIn.choose('User name and password');
  await signIn.field('User name').fill('alex@contoso.example');
  await signIn.field('Password').fill('correct horse');
  await signIn.button('Sign in').click();
  await files.expectFolder('My files');
  await files.choose('Upload files…', await local.write('Report.bin', sentBytes));
  await tray.expectState('Report.bin', 'done');
  expect(oneDrive.drive.bytes('Report.bin').equals(toBytes(sentBytes))).toBe(true);
  expect(strict.seen).toEqual(
    expect.arrayContaining([`${serviceHosts.signIn}:443 200`, `${serviceHosts.content}:443 200`]),
  );

  feed.offer('99.1.0', 'the new one');
  await createSettingsPage(page).open();
  const updates = createSettingsPage(page).section('Updates');
  await updates.getByRole('button', { name: /Check for updates|Try again/ }).click();
  await expect(updates.getByRole('status')).toHaveText('Slipway 99.1.0 is available.');
  await updates.getByRole('button', { name: 'Download' }).click();
  await expect(updates.getByRole('status')).toContainText('is downloaded and verified.');
  expect(strict.seen).toContain(`${updateHost}:443 200`);

  await network.section.getByRole('button', { name: 'Forget sign-in' }).click();
  await expect(network.section.getByRole('button', { name: 'Forget sign-in' })).toHaveCount(0);
  await network.check();
  await expect(network.form).toContainText('requires a user name and password');
});

test('follows a PAC file for each host, and reports a captive portal and a wrong address (C2)', async ({
  app,
  company,
  network,
}) => {
  const { strict, open, oneDrive } = company;
  const pac = `function FindProxyForURL(url, host) {
    if (host === 'login.microsoftonline.com') return 'PROXY ${open.name}';
    return shExpMatch(host, '*.microsoft.com') ? 'PROXY ${strict.name}; PROXY ${open.name}' : 'DIRECT';
  }`;
  await app.evaluate(async ({ session }, script) => {
    const pacScript = `data:application/x-ns-proxy-autoconfig,${encodeURIComponent(script)}`;
    await session.fromPartition('slipway-network').setProxy({ mode: 'pac_script', pacScript });
  }, pac);
  await network.choose('No proxy');
  await network.choose('Use system setting');
  await expect(network.state).toContainText(`through the proxy ${strict.name}`);
  const byPac = await network.check();
  expect(byPac).toContain(`Works: Sign-inlogin.microsoftonline.com answers through ${open.name}.`);
  expect(byPac).toContain(
    `Failed: OneDrivegraph.microsoft.com can’t be reached before you sign in to ${strict.name}.`,
  );

  await network.choose('Use this proxy');
  await network.enterAddress('proxy of the company');
  await expect(network.section).toContainText('This isn’t the address of a proxy.');
  await network.enterAddress(open.name);
  await expect(network.section).not.toContainText('This isn’t the address of a proxy.');
  oneDrive.faults.add({ route: /./, body: '<html>Welcome to the hotel</html>', times: Infinity });
  expect(await network.check()).toContain(
    'Failed: OneDriveThe network sent a page of its own instead of the response from graph.microsoft.com. ' +
      'Open any web page in your browser and ' +
      'sign in to the network, or ask its administrator to allow graph.microsoft.com.',
  );
});
