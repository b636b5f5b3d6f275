import type { Page } from '@playwright/test';
import type { FileList } from '../pages/file-list.ts';
import { expect, test } from './story.ts';

const all = ['Name', 'Modified', 'Modified by', 'Size', 'Sharing'];
const heads = (files: FileList) => files.grid.getByRole('columnheader');
const widthOf = async (files: FileList, label: string) =>
  Math.round((await files.header(label).boundingBox())?.width ?? 0);

async function drag(page: Page, from: { x: number; y: number }, toX: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + toX) / 2, from.y);
  await page.mouse.move(toX, from.y);
  await page.mouse.up();
}

async function middleOf(files: FileList, label: string): Promise<{ x: number; y: number }> {
  const box = await files.header(label).boundingBox();
  if (box === null) throw new Error(`no column ${label}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('column headers can be dragged to reorder and resize, separately for each kind of place, and clicks still sort', async ({
  ui,
  page,
}) => {
  const { files } = ui;
  await expect(heads(files)).toHaveText(all);
  await drag(page, await middleOf(files, 'Sharing'), (await middleOf(files, 'Modified')).x);
  await expect(heads(files)).toHaveText(['Name', 'Sharing', 'Modified', 'Modified by', 'Size']);
  await expect(files.header('Sharing'), 'a drag sorts nothing').toHaveAttribute('aria-sort', 'none');

  const before = [await widthOf(files, 'Modified by'), await widthOf(files, 'Size')] as const;
  const { x, y } = (await files.header('Size').boundingBox()) ?? { x: 0, y: 0 };
  await drag(page, { x, y: y + 16 }, x + 30);
  await expect.poll(() => widthOf(files, 'Modified by')).toBe(before[0] + 30);
  expect(await widthOf(files, 'Size')).toBe(before[1] - 30);
  const cell = await files.rowAt(1).getByRole('gridcell').nth(3).boundingBox();
  expect(Math.round(cell?.width ?? 0), 'rows follow their headers').toBe(before[0] + 30);

  await files.header('Sharing').getByRole('button').click();
  await expect(files.header('Sharing')).toHaveAttribute('aria-sort', 'ascending');
  await ui.goTo('Shared');
  await expect(heads(files)).toHaveText(['Name', 'Shared', 'Size', 'Sharing', 'You can', 'Found through']);
  await ui.openFolder('HR');
  await expect(heads(files)).toHaveText(all);
  await ui.goTo('My files');
  await expect(heads(files)).toHaveText(['Name', 'Sharing', 'Modified', 'Modified by', 'Size']);
  expect(await widthOf(files, 'Modified by')).toBe(before[0] + 30);
});

test('the columns dialog shows, orders and resizes columns by keyboard, and can reset them', async ({
  ui,
  page,
}) => {
  const { files } = ui;
  await files.focus();
  await page.keyboard.press('Control+Shift+O');
  const dialog = page.getByRole('dialog', { name: 'Columns in My files' });
  await dialog.getByRole('checkbox', { name: 'Modified', exact: true }).press('Space');
  const up = dialog.getByRole('button', { name: 'Move “Size” up' });
  await up.press('Enter');
  await expect(up).toBeFocused();
  await up.press('Enter');
  await expect(up).toBeFocused();
  await up.press('Enter');
  await dialog.getByRole('checkbox', { name: 'Type' }).check();
  const width = dialog.getByRole('textbox', { name: 'Width of “Type” in pixels' });
  await width.fill('90');
  await width.press('Enter');
  await page.keyboard.press('Escape');
  await expect(files.grid).toBeFocused();
  await expect(heads(files)).toHaveText(['Name', 'Size', 'Modified by', 'Type', 'Sharing']);
  expect(await widthOf(files, 'Type')).toBe(90);
  await expect(files.row('Ideas.txt').getByRole('gridcell').nth(3)).toHaveText('Text (TXT)');

  await files.header('Type').click({ button: 'right' });
  await ui.menuItem('Move right').click();
  await expect(heads(files)).toHaveText(['Name', 'Size', 'Modified by', 'Sharing', 'Type']);
  await files.header('Type').click({ button: 'right' });
  await ui.menuItem('Columns…').click();
  await dialog.getByRole('button', { name: 'Reset' }).click();
  await page.keyboard.press('Escape');
  await expect(heads(files)).toHaveText(all);
});

test('folders are listed first or among the files, and the Sort menu has a second key', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  for (const [name, sizeBytes] of [
    ['b.txt', 10],
    ['c.txt', 10],
    ['a.pdf', 20],
  ] as const)
    sample.drive.addFile(`Inbox/${name}`, { sizeBytes });
  sample.drive.addFolder('Inbox/bb');
  await ui.openFolder('Inbox');
  await files.expectNames(['bb', 'a.pdf', 'b.txt', 'c.txt']);
  const sort = async (...path: readonly string[]) => {
    await ui.command('Sort').click();
    for (const name of path) {
      const choice = new RegExp(`^${name}$`);
      const item = page.getByRole('menuitem', { name: choice });
      const radio = page.getByRole('menuitemradio', { name: choice });
      const check = page.getByRole('menuitemcheckbox', { name: choice });
      await item.or(radio).or(check).last().click();
    }
    await page.keyboard.press('Escape');
  };
  await sort('Folders first');
  await files.expectNames(['a.pdf', 'b.txt', 'bb', 'c.txt']);
  await sort('Folders first');
  await sort('Type');
  await sort('Then by', 'Size');
  await expect(files.header('Size').getByRole('button')).toContainText('2');
  await sort('Then by', 'Nothing');
  await expect(files.header('Size').getByRole('button')).not.toContainText('2');
});
