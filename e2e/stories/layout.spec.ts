import { createAppPage } from '../pages/app-page.ts';
import { createTransfersPanel } from '../pages/transfers-panel.ts';
import { expectReachable } from '../pages/reachable.ts';
import { expect, test } from './story.ts';

test('transfers and notices take up their own space, and one line is left when all transfers are done', async ({
  page,
  sample,
  files,
  local,
  ui,
}) => {
  const tray = createTransfersPanel(page);
  for (let at = 1; at <= 60; at += 1) sample.drive.addFile(`Inbox/Page ${at}.txt`, { sizeBytes: at });
  const held = sample.faults.hold({ route: 'PUT upload range', times: Infinity });
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', await local.write('Slow.bin', 6_000_000));
  await tray.expectState('Slow.bin', 'running');
  await files.focus();
  await page.keyboard.press('End');
  await files.expectFocus('Page 60.txt');
  await page.keyboard.press('Delete');
  await expect(ui.toast('deleted')).toBeVisible();
  await files.expectFocus('Page 59.txt');
  await expect(files.focused, 'the focused element stays visible').toBeInViewport({ ratio: 1 });
  const offline = sample.faults.add({
    method: 'GET',
    route: 'GET children',
    reset: 'beforeEffect',
    times: Infinity,
  });
  await page.keyboard.press('F5');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expectReachable(page, 'a transfer, a notice and a failed refresh');
  await ui.goTo('Settings');
  await expectReachable(page, 'Settings with a transfer');
  offline.remove();

  held.letGo();
  await expect(tray.head).toHaveText('1 file uploaded to myfiles/Inbox');
  await expect(tray.row('Slow.bin')).toBeHidden();
  expect((await tray.root.boundingBox())?.height, 'one line').toBeLessThan(48);
  await tray.unfold.click();
  await tray.expectState('Slow.bin', 'done');
});

test.describe('at 200% in a window of 900 by 600', () => {
  test.use({ windowSize: { width: 450, height: 300 } });

  test('no control is cut off or covered', async ({ page }) => {
    const ui = createAppPage(page);
    await page.getByRole('button', { name: 'Try the sample drive' }).waitFor();
    await expectReachable(page, 'welcome');
    await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectReachable(page, 'sign in');
    await page.getByRole('button', { name: 'Back' }).click();
    await ui.openSampleDrive();
    await expectReachable(page, 'My files');
    await expect(ui.files.rowAt(1)).toBeInViewport({ ratio: 1 });
    await ui.command('More').click();
    await expect(ui.menuItem('Rename')).toBeVisible();
    await expectReachable(page, 'the overflow menu');
    await page.keyboard.press('Escape');
    await ui.address.goTo('myfiles/Finance/Invoices/2026');
    await ui.files.expectFolder('2026');
    await ui.files.rowAt(1).click();
    await expectReachable(page, 'a deep folder with a selection');
    await page.keyboard.press('Delete');
    await expect(ui.toast('deleted')).toBeVisible();
    await expectReachable(page, 'a notice');
    await ui.files.rowAt(2).click();
    await page.keyboard.press('Space');
    await expect(page.getByRole('complementary', { name: 'Preview' }).locator(':focus')).toBeVisible();
    await expectReachable(page, 'a preview');
    await page.keyboard.press('Escape');
    await expect(ui.files.grid).toBeFocused();
    for (const place of ['Shared', 'On this computer', 'Transfers', 'Settings'] as const) {
      await ui.goTo(place);
      await expectReachable(page, place);
    }
  });
});
