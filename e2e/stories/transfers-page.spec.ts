import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../pages/axe.ts';
import { createSettingsPage } from '../pages/settings-page.ts';
import { createTransfersPage, type TransfersPage } from '../pages/transfers-page.ts';
import { expect, test as base } from './story.ts';

const test = base.extend<{ list: TransfersPage }>({
  list: async ({ page }, use) => use(createTransfersPage(page)),
});

const endless = Number.POSITIVE_INFINITY;

test('the headings of a batch and of the page show bytes, speed and time left while files move', async ({
  files,
  list,
  upload,
  sample,
}) => {
  const slow = sample.faults.add({ route: 'PUT upload range', times: endless, bytesPerSecond: 250_000 });
  await upload({ 'One.mp4': 12_000_000, 'Two.mp4': 12_000_000 });
  await files.around.goTo('Transfers');
  const batch = list.batch('Upload of 2 files to myfiles/Inbox');
  const moving = /of 23 MB.*\/s/;
  await expect(batch).toContainText(/left · .* of 23 MB · .*\/s/);
  await expect(list.total).toContainText(moving);
  await expect(list.total.getByRole('progressbar')).toBeVisible();
  await expect(list.total).not.toContainText('Safe to close');
  await batch.getByRole('button', { name: /^Pause/ }).click();
  await list.expectCount('paused', 2);
  await expect(batch).not.toContainText('/s');
  await expect(list.total).toContainText('Safe to close');
  slow.remove();
  await batch.getByRole('button', { name: /^Resume/ }).click();
  await list.expectCount('done', 2);
  await expect(batch).toContainText('2 of 2 done · 23 MB');
});

test('T43 a batch in which everything waits shows no time left, and “Pause all” stops the countdown', async ({
  files,
  list,
  upload,
  sample,
}) => {
  sample.faults.add({ route: 'PUT content', times: endless, status: 429, headers: { 'Retry-After': '300' } });
  await upload({ 'a.txt': 'a' });
  await files.around.goTo('Transfers');
  await expect(list.row('a.txt')).toContainText(/OneDrive is busy\. Continuing in [45] min/);
  await expect(list.total).toContainText('1 waiting');
  await expect(list.total).not.toContainText('left');
  await list.command('Pause all').click();
  await expect(list.row('a.txt')).toContainText('Paused with all others');
});

test('T19 only the visible rows of thousands are in the page, also at its end', async ({
  page,
  files,
  list,
  sample,
}) => {
  sample.drive.addFolder('Inbox/Big', { files: 3000 });
  sample.faults.add({ route: 'GET item', times: endless, delayMs: 600_000 });
  await files.open('myfiles/Inbox');
  await files.download('Big');
  await files.around.goTo('Transfers');
  const lineAt = (at: number): Locator => list.root.locator(`[aria-posinset="${at}"][aria-setsize="3002"]`);
  await expect(lineAt(10)).toBeInViewport();
  await list.root.getByRole('list').hover();
  await page.mouse.wheel(0, 1_000_000);
  await expect(lineAt(3002).locator('[data-transfer-state]')).toBeInViewport();
  expect(await list.rows.count()).toBeLessThan(60);
  await page.mouse.wheel(0, -1_000_000);
  await expect(lineAt(1)).toBeInViewport();
  await list.filter('In progress').click();
  await expect(list.root.locator('[aria-posinset="1"]')).toBeInViewport();
});

async function tabTo(page: Page, name: string): Promise<void> {
  const focused = () =>
    page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? '');
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    if ((await focused()).startsWith(name)) return;
  }
  throw new Error(`Tab never reached “${name}”`);
}

test('everything on the transfers page works by keyboard, and axe finds no violations on the way', async ({
  page,
  list,
  upload,
  sample,
}) => {
  const held = sample.faults.hold({ route: 'PUT upload range', times: endless });
  sample.faults.add({ route: /denied/, method: 'PUT', status: 403, code: 'accessDenied' });
  await upload({ 'Film.mp4': 5_000_000, 'Clip.mp4': 5_000_000, 'denied.txt': 'x' });
  const go = async (name: string) => {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
  };
  await page.keyboard.press('Control+j');
  await list.expectState('denied.txt', 'failed');
  await expectAccessible(page, 'running and failed transfers');
  await go('Pause Film.mp4');
  await list.expectState('Film.mp4', 'paused');
  await expect(list.row('Film.mp4').getByRole('button', { name: 'Resume Film.mp4' })).toBeFocused();
  await page.keyboard.press('Enter');
  await list.expectState('Film.mp4', 'running');
  await go('Cancel Clip.mp4');
  await list.expectState('Clip.mp4', 'cancelled');
  await go('Try again: denied.txt');
  await list.expectState('denied.txt', 'done');
  await go('Collapse Upload of 3 files');
  await list.expectCount('done', 0);
  await expectAccessible(page, 'a collapsed batch');
  await page.keyboard.press('Enter');
  await list.expectCount('done', 1);
  await tabTo(page, 'All');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(list.row('Clip.mp4')).toBeHidden();
  await expectAccessible(page, 'running transfers only');
  held.letGo();
});

test.describe('in its own app', () => {
  test.use({ isolation: 'own' });

  test('warns in the panel and on the page while the list can’t be written to the disk', async ({
    page,
    profile,
    tray,
    upload,
    files,
  }) => {
    // A disk that is missing, where the journal belongs.
    const disk = join(profile, 'disk');
    await symlink(join(disk, 'journal'), join(profile, 'transfers.sqlite'));
    await upload({ 'a.txt': 'a' });
    const told = page
      .getByRole('status')
      .filter({ hasText: /^The transfer list can’t be saved because Slipway can’t write to its folder/ });
    await tray.expectState('a.txt', 'done');
    await expect(told).toBeVisible();
    await files.around.goTo('Transfers');
    await expect(told).toBeVisible();
    await expectAccessible(page, 'a list that can’t be written');
    await mkdir(disk);
    await files.around.goTo('My files');
    await upload({ 'b.txt': 'b' });
    await expect(told).toHaveCount(0);
  });
});

test('a speed limit typed in Settings applies, and the speed shows the reason', async ({
  page,
  files,
  list,
  tray,
  local,
}) => {
  const settings = createSettingsPage(page);
  await files.open('myfiles/Inbox');
  await settings.open();
  const limits = settings.section('Transfers').getByRole('group', { name: 'Speed limits' });
  const upload = limits.getByRole('textbox', { name: 'Upload' });
  await upload.fill('much');
  await page.keyboard.press('Enter');
  await expect(limits).toContainText('The limit wasn’t changed');
  await upload.fill('0,5');
  await page.keyboard.press('Enter');
  await expect(upload).toHaveValue('0.5');
  await files.around.goTo('My files');
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', await local.write('a.bin', 4_000_000));
  await tray.expectState('a.bin', 'running');
  await files.around.goTo('Transfers');
  await expect(list.total).toContainText('limited to 512 KB/s up');
  await settings.open();
  await upload.fill('');
  await page.keyboard.press('Enter');
  await files.around.goTo('Transfers');
  await list.expectCount('done', 1);
  await expect(list.total).not.toContainText('limited');
});
