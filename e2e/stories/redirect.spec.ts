import type { Page } from '@playwright/test';
import type { SampleService } from '../../electron/sample/sample-service.ts';
import type { AppPage } from '../pages/app-page.ts';
import { expectAccessible } from '../pages/axe.ts';
import { createTransfersPage } from '../pages/transfers-page.ts';
import { expect, test } from './story.ts';

async function tabTo(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  for (let presses = 0; presses < 60; presses += 1) {
    if (await button.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab doesn’t reach ${name}`);
}

/** The folder is deleted while the dialog is open; ends on the Transfers page. */
async function moveIntoDeletedFolder(
  page: Page,
  { dialogs, files }: AppPage,
  sample: SampleService,
  name: string,
) {
  await files.row(name).click();
  await page.keyboard.press('Control+Shift+M');
  await dialogs.open.getByRole('treeitem', { name: 'Finance' }).click();
  sample.drive.remove('Finance');
  await dialogs.press('Move here');
  await dialogs.expectNone();
  await page.keyboard.press('Control+j');
  const list = createTransfersPage(page);
  await list.expectState(name, 'failed');
  return list;
}

test('an upload whose folder was deleted goes to a folder that I choose, with what failed together with it', async ({
  page,
  tray,
  ui: { dialogs },
  files,
  upload,
  sample,
}) => {
  await files.open('myfiles/Inbox');
  sample.drive.remove('Inbox');
  await upload({ 'a.txt': 'a', 'b.txt': 'b' });
  await tray.expectState('a.txt', 'failed');
  await tray.expectState('b.txt', 'failed');
  await expect(tray.row('a.txt').getByRole('button')).toHaveText([
    'Try again',
    'Choose another folder…',
    'Details',
  ]);
  await tray.press('a.txt', 'Choose another folder: a.txt');
  await expect(dialogs.titled('Choose another folder for “a.txt”')).toBeVisible();
  await expectAccessible(page, 'choosing another folder');
  await dialogs.open.getByRole('treeitem', { name: 'Finance' }).click();
  await dialogs.press('Upload here');
  await dialogs.expectNone();
  await tray.expectState('a.txt', 'done');
  await tray.expectState('b.txt', 'done');
  expect(sample.drive.bytes('Finance/a.txt').toString()).toBe('a');
});

test('a move into a deleted folder ends in another one, by keyboard alone, and can be undone', async ({
  page,
  ui,
  sample,
}) => {
  const { dialogs } = ui;
  await moveIntoDeletedFolder(page, ui, sample, 'Inbox');
  await tabTo(page, 'Choose another folder: Inbox');
  await page.keyboard.press('Enter');
  await expect(dialogs.titled('Choose another folder for “Inbox”')).toBeVisible();
  await page.keyboard.type('Pict');
  await expect(dialogs.open.getByRole('treeitem')).toHaveText([/Pictures/]);
  await page.keyboard.press('ArrowDown');
  await expect(dialogs.open).toContainText('Destination: Pictures');
  await tabTo(page, 'Move here');
  await page.keyboard.press('Enter');
  await dialogs.expectNone();
  await expect(ui.toast('“Inbox” moved to myfiles/Pictures')).toBeVisible();
  expect(sample.drive.find('Pictures/Inbox')).not.toBeNull();
  await page.keyboard.press('Control+z');
  await expect.poll(() => sample.drive.find('Inbox')).not.toBeNull();
});

test('a folder that can’t be chosen is explained, and another one can be', async ({ page, ui, sample }) => {
  const { dialogs } = ui;
  const list = await moveIntoDeletedFolder(page, ui, sample, 'Projects');
  await list.press('Projects', 'Choose another folder: Projects');
  await dialogs.open.getByRole('treeitem', { name: 'Projects' }).click();
  await dialogs.press('Move here');
  await expect(dialogs.open.getByRole('alert')).toContainText('“Projects” can’t go into itself');
  await expectAccessible(page, 'a folder that is refused');
  await dialogs.open.getByRole('treeitem', { name: 'Inbox' }).click();
  await expect(dialogs.open.getByRole('alert')).toHaveCount(0);
  await dialogs.press('New folder');
  await page.keyboard.type('Saved');
  await page.keyboard.press('Enter');
  await expect(dialogs.open).toContainText('Destination: Saved');
  await expect(dialogs.open.getByRole('treeitem', { name: 'Saved', exact: true })).toBeVisible();
  await dialogs.press('Move here');
  await expect.poll(() => sample.drive.find('Inbox/Saved/Projects')).not.toBeNull();
});
