import type { Page } from '@playwright/test';
import { expectAccessible } from '../pages/axe.ts';
import { holdSprings } from '../pages/drags.ts';
import { createFileList } from '../pages/file-list.ts';
import { expect, test } from './story.ts';

test('each of two panes has its own place, order, filter and selection; files move between them by keyboard and drag', async ({
  ui,
  page,
  sample,
}) => {
  const { drive } = sample;
  const paneOf = (name: string) => page.getByRole('group', { name });
  const first = createFileList(page, paneOf('First pane'));
  const second = createFileList(page, paneOf('Second pane'));
  await ui.openFolder('Finance');
  await page.keyboard.press('Control+\\');
  await expect(second.grid).toBeFocused();
  await second.expectFolder('Finance');
  await page.keyboard.press('F7');
  await expect(ui.toast(/Select something first/)).toBeVisible();

  await page.keyboard.press('Alt+ArrowUp');
  await second.expectFolder('My files');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('e');
  await second.expectNames([
    'Documents',
    'Finance',
    'Pictures',
    'Projects',
    'Recordings',
    'Team handbook',
    'Ideas.txt',
    'Opening hours.html',
    'Recipes',
    'Welcome to the sample drive.md',
    'Year in review.pdf',
  ]);
  await first.expectFolder('Finance');
  await expect(first.row('Savings plan.xlsx')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(second.grid).toBeFocused();
  await page.keyboard.press('Shift+F6');
  await expect(first.grid).toBeFocused();
  await first.header('Size').click();
  await first.typeName('read');
  await first.expectFocus('Read me first.txt');
  await expect(second.header('Size')).toHaveAttribute('aria-sort', 'none');
  await second.expectSelected(['Finance']);
  await expectAccessible(page, 'two panes');

  await page.keyboard.press('F7');
  await expect(second.row('Read me first.txt')).toBeVisible();
  expect(drive.bytes('Read me first.txt')).toEqual(drive.bytes('Finance/Read me first.txt'));
  await first.typeName('exch');
  await first.expectFocus('Exchange rates.csv');
  await page.keyboard.press('F8');
  await expect(second.row('Exchange rates.csv')).toBeVisible();
  await expect(first.row('Exchange rates.csv')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(first.row('Exchange rates.csv')).toBeVisible();

  await using springs = await holdSprings(page);
  await first.row('Savings plan.xlsx').hover({ position: { x: 100, y: 16 } });
  await page.mouse.down();
  await second.row('Ideas.txt').hover();
  await second.row('Ideas.txt').hover();
  await expect(paneOf('Second pane').getByText('Move “Savings plan.xlsx” to “My files”')).toBeVisible();
  await expect(paneOf('First pane').getByText('Move “Savings plan.xlsx” to “My files”')).toHaveCount(0);
  const opens = second.row('Recordings');
  await opens.hover({ position: { x: 100, y: 10 } });
  await springs.open();
  await second.expectFolder('Recordings');
  await first.expectFolder('Finance');
  await page.keyboard.press('Escape');
  // Only a movement tells the page that a simulated drag is over.
  await page.mouse.move(640, 400);
  await second.expectFolder('My files');
  await page.mouse.up();

  await first.row('Savings plan.xlsx').hover({ position: { x: 100, y: 16 } });
  await page.mouse.down();
  await second.row('Ideas.txt').hover();
  await second.row('Ideas.txt').hover();
  await page.mouse.up();
  await expect(first.row('Savings plan.xlsx')).toHaveCount(0);
  await expect.poll(() => drive.find('Savings plan.xlsx')).not.toBeNull();

  await second.row('Ideas.txt').click({ position: { x: 100, y: 16 } });
  await page.keyboard.press('Control+\\');
  await expect(page.getByRole('grid')).toHaveCount(1);
  await ui.files.expectFolder('My files');
  await ui.files.expectSelected(['Ideas.txt']);
});

test('compares two folders by name and content and selects the differences in both panes', async ({
  ui,
  page,
  sample,
}) => {
  const { drive } = sample;
  drive.addFile('Projects/Left/both.txt', 'the same');
  drive.addFile('Projects/Left/Changed.txt', 'one');
  drive.addFile('Projects/Left/only left.txt', '1');
  drive.addFolder('Projects/Left/Sub');
  drive.addFile('Projects/Right/BOTH.txt', 'the same');
  drive.addFile('Projects/Right/changed.TXT', 'two');
  drive.addFile('Projects/Right/only right.txt', '2');
  drive.addFolder('Projects/Right/sub');
  const first = createFileList(page, page.getByRole('group', { name: 'First pane' }));
  const second = createFileList(page, page.getByRole('group', { name: 'Second pane' }));
  const dialog = page.getByRole('dialog');
  await ui.openFolder('Projects/Left');
  await page.keyboard.press('Control+\\');
  await expect(second.grid).toBeFocused();
  await page.keyboard.press('Control+Shift+R');
  await expect(ui.toast(/Both panes show the same folder/)).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await second.expectFolder('Projects');
  await second.typeName('right');
  await second.expectFocus('Right');
  await page.keyboard.press('Enter');
  await second.expectFolder('Right');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('both');
  await second.expectNames(['BOTH.txt']);
  await page.keyboard.press('ArrowDown');

  await page.keyboard.press('Control+Shift+R');
  await expect(dialog.getByRole('checkbox', { name: 'Different: 1' })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: 'The same: 1' })).not.toBeChecked();
  await expect(dialog).toContainText('2 files are compared by their content');
  await expect(dialog).toContainText('1 folder is in both');
  await expectAccessible(page, 'two folders beside each other');
  await expect(dialog.getByRole('checkbox', { name: 'Only in the first pane: 1' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(dialog.getByRole('button', { name: 'Select 3' })).toBeVisible();
  await page.keyboard.press('Enter');
  await first.expectSelected(['Changed.txt', 'only left.txt']);
  await second.expectSelected(['changed.TXT']);
});

test.describe('in its own app', () => {
  test.use({ isolation: 'own' });

  test('the divider between two panes is dragged, moved by keyboard and centered; its position and both places survive a restart', async ({
    ui,
    app,
    page,
    launch,
  }) => {
    const lineOf = (window: Page) => window.getByRole('separator', { name: 'Divider between the panes' });
    const line = lineOf(page);
    await ui.openFolder('Finance');
    await page.keyboard.press('Control+\\');
    await expect(line).toHaveAttribute('aria-valuenow', '50');
    const other = createFileList(page, page.getByRole('group', { name: 'Second pane' }));
    await other.expectFolder('Finance');
    await page.keyboard.press('Alt+ArrowUp');
    await other.expectFolder('My files');
    await line.hover();
    const box = (await line.boundingBox())!;
    await page.mouse.down();
    await page.mouse.move(box.x - 80, box.y + 60);
    await page.mouse.move(box.x - 160, box.y + 60);
    await page.mouse.up();
    await expect.poll(async () => Number(await line.getAttribute('aria-valuenow'))).toBeLessThan(40);
    await line.dblclick();
    await expect(line).toHaveAttribute('aria-valuenow', '50');
    await createFileList(page, page.getByRole('group', { name: 'First pane' }))
      .header('Size')
      .click();
    await line.focus();
    await page.keyboard.press('End');
    await expect(line).toHaveAttribute('aria-valuenow', '20');
    await page.keyboard.press('ArrowRight');
    await expect(line).not.toHaveAttribute('aria-valuenow', '20');
    const kept = (await line.getAttribute('aria-valuenow'))!;

    await app.close();
    const again = await (await launch()).firstWindow();
    await expect(lineOf(again)).toHaveAttribute('aria-valuenow', kept);
    const first = createFileList(again, again.getByRole('group', { name: 'First pane' }));
    const second = createFileList(again, again.getByRole('group', { name: 'Second pane' }));
    await first.expectFolder('Finance');
    await second.expectFolder('My files');
    await first.grid.focus();
    await again.keyboard.press('Control+\\');
    await createFileList(again).expectFolder('Finance');
    await expect(createFileList(again).header('Size')).toHaveAttribute('aria-sort', 'descending');
  });
});

test.describe('in a narrow window', () => {
  test.use({ windowSize: { width: 560, height: 760 } });

  test('panes are stacked, and a preview replaces the inactive one', async ({ ui, page }) => {
    const first = page.getByRole('group', { name: 'First pane' });
    const second = page.getByRole('group', { name: 'Second pane' });
    const line = page.getByRole('separator', { name: 'Divider between the panes' });
    await ui.openFolder('Finance');
    await page.keyboard.press('Control+\\');
    await expect(line).toHaveAttribute('aria-orientation', 'horizontal');
    await line.focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(async () => Number(await line.getAttribute('aria-valuenow'))).toBeLessThan(50);
    await second.getByTitle('Read me first.txt', { exact: true }).first().click();
    await page.keyboard.press('Space');
    await expect(page.getByRole('complementary', { name: 'Preview' })).toBeVisible();
    await expect(second).toBeVisible();
    await expect(first).toBeHidden();
    await expect(second.getByRole('grid')).toBeFocused();
    await page.keyboard.press('Space');
    await expect(first).toBeVisible();
  });
});
