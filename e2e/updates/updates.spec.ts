import { existsSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAppPage } from '../pages/app-page.ts';
import { createSettingsPage, type SettingsPage } from '../pages/settings-page.ts';
import { expect, test as base } from '../stories/story.ts';
import { serveFeed, type Feed } from './feed.ts';

const toProgram = (marker: string): string => `#!/bin/sh\necho "$0" > '${marker}'\n`;

interface Fixtures {
  feed: Feed;
  appImage: string;
  marker: string;
  settings: SettingsPage;
}

const test = base.extend<Fixtures>({
  feed: async ({}, use) => {
    const feed = await serveFeed();
    await use(feed);
    await feed.close();
  },
  appImage: async ({ local }, use) => {
    const path = await local.write('Slipway.AppImage', 'the old one');
    await chmod(path, 0o755);
    await use(path);
  },
  marker: async ({ local }, use) => use(join(local.folder, 'marker')),
  environment: async ({ feed, appImage, local }, use) => {
    const policy = await local.write('policy.json', JSON.stringify({ updateFeed: feed.url }));
    await use({ SLIPWAY_POLICY: policy, APPIMAGE: appImage, XDG_CACHE_HOME: join(local.folder, 'cache') });
  },
  settings: async ({ page, files }, use) => {
    await files.grid.waitFor();
    await use(createSettingsPage(page));
  },
});

test.skip(process.platform !== 'linux', 'an AppImage replaces itself on Linux only');

test('finds, downloads and installs an update, each on a click, and starts the new version', async ({
  feed,
  settings,
  app,
  appImage,
  marker,
}) => {
  await settings.open();
  const updates = settings.section('Updates');
  const status = updates.getByRole('status');
  feed.offer('99.1.0', toProgram(marker));
  await updates.getByRole('button', { name: /Check for updates|Try again/ }).click();
  await expect(status).toHaveText('Slipway 99.1.0 is available.');
  expect(feed.asked.some((path) => path.endsWith('.AppImage'))).toBe(false);

  await updates.getByRole('button', { name: 'Download' }).click();
  await expect(status).toHaveText(/^Slipway 99\.1\.0 is downloaded and verified\./);
  expect(await readFile(appImage, 'utf8')).toBe('the old one');

  const closed = app.waitForEvent('close');
  await updates.getByRole('button', { name: 'Restart and install' }).click();
  await closed;
  await expect.poll(() => existsSync(marker)).toBe(true);
  expect(await readFile(appImage, 'utf8')).toContain('#!/bin/sh');
});

test('an install waits for running transfers, shows how many, and can be canceled', async ({
  feed,
  files,
  settings,
  local,
  sample,
  tray,
  page,
  appImage,
  marker,
  app,
}) => {
  feed.offer('99.1.0', toProgram(marker));
  await settings.open();
  const updates = settings.section('Updates');
  await updates.getByRole('button', { name: 'Check for updates' }).click();
  await updates.getByRole('button', { name: 'Download' }).click();
  await updates.getByRole('button', { name: 'Restart and install' }).waitFor();

  sample.drive.lock('Documents/Reading list.txt');
  await createAppPage(page).goTo('My files');
  await files.open('myfiles/Documents');
  await files.choose('Update from file…', await local.write('Reading list.txt', 'mine'));
  await createAppPage(page).dialogs.press('Update');
  await tray.expectState('Reading list.txt', 'waiting');
  await settings.open();
  await updates.getByRole('button', { name: 'Restart and install' }).click();
  const status = updates.getByRole('status');
  await expect(status).toHaveText('Slipway 99.1.0 will be installed after 1 transfer finishes.');
  await updates.getByRole('button', { name: 'Not now' }).click();
  await updates.getByRole('button', { name: 'Restart and install' }).click();
  await expect(updates.getByRole('button', { name: 'Not now' })).toBeVisible();
  expect(await readFile(appImage, 'utf8')).toBe('the old one');

  const closed = app.waitForEvent('close');
  sample.drive.lock('Documents/Reading list.txt', false);
  await createAppPage(page).goTo('My files');
  await tray.press('Reading list.txt', 'Retry Reading list.txt');
  await closed;
  await expect.poll(() => existsSync(marker)).toBe(true);
  expect(sample.drive.bytes('Documents/Reading list.txt').toString()).toBe('mine');
});

test('discards and reports an update that does not match the feed', async ({
  feed,
  settings,
  appImage,
  marker,
}) => {
  feed.offer('99.1.0', toProgram(marker), 'something else');
  await settings.open();
  const updates = settings.section('Updates');
  await updates.getByRole('button', { name: 'Check for updates' }).click();
  await updates.getByRole('button', { name: 'Download' }).click();
  await expect(updates.getByRole('status')).toContainText('The download is corrupted and was discarded');
  feed.offer('99.1.0', toProgram(marker));
  await updates.getByRole('button', { name: 'Try again' }).click();
  await expect(updates.getByRole('button', { name: 'Restart and install' })).toBeVisible();
  expect(await readFile(appImage, 'utf8')).toBe('the old one');
});

test('reports when there is no update and when the feed does not respond', async ({ feed, settings }) => {
  await settings.open();
  const updates = settings.section('Updates');
  feed.offer('0.0.1', 'older');
  await updates.getByRole('button', { name: /Check for updates|Try again/ }).click();
  await expect(updates.getByRole('status')).toContainText('is up to date');
  await expect(updates).toContainText('Managed by your administrator');
  await feed.close();
  await updates.getByRole('button', { name: 'Check for updates' }).click();
  await expect(updates.getByRole('status')).toContainText('couldn’t check for updates');
  await expect(updates.getByRole('status')).toContainText('Check the network');
});
