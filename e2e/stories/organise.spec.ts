import type { Locator } from '@playwright/test';
import { expectAccessible } from '../pages/axe.ts';
import { holdSprings } from '../pages/drags.ts';
import { expect, test } from './story.ts';

test('moves files by drag, copies them with Ctrl, and undoes and redoes both', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  const { drive } = sample;
  await ui.openFolder('Finance');
  await files.row('Exchange rates.csv').click();
  await files.row('Read me first.txt').click({ modifiers: ['Control'] });
  const springs = await holdSprings(page);
  await files.row('Exchange rates.csv').hover({ position: { x: 100, y: 16 } });
  await page.mouse.down();
  await files.row('Exchange rates.csv').hover({ position: { x: 120, y: 16 } });
  await files.row('Invoices').hover();
  await expect(page.getByText('Move 2 items to “Invoices”')).toBeVisible();
  await page.mouse.up();
  await springs.letGo();
  await expect(ui.toast('2 items moved to myfiles/Finance/Invoices')).toBeVisible();
  await expect(files.row('Exchange rates.csv')).toHaveCount(0);
  expect(drive.find('Finance/Invoices/Read me first.txt')).not.toBeNull();

  await files.focus();
  await page.keyboard.press('Control+z');
  await expect(files.row('Exchange rates.csv')).toBeVisible();
  await files.expectSelected(['Exchange rates.csv', 'Read me first.txt']);
  await files.expectFocus('Exchange rates.csv');
  await page.keyboard.press('Control+Shift+Z');
  await expect(files.row('Exchange rates.csv')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(files.row('Read me first.txt')).toBeVisible();

  await files.row('Read me first.txt').click();
  await page.keyboard.press('Control+x');
  await expect(ui.toast('“Read me first.txt” cut')).toBeVisible();
  await ui.openFolder('Invoices');
  await files.focus();
  await page.keyboard.press('Control+v');
  await files.expectSelected(['Read me first.txt']);
  await files.expectFocus('Read me first.txt');
  expect(drive.find('Finance/Read me first.txt')).toBeNull();

  await page.keyboard.press('Control+d');
  await files.expectSelected(['Read me first 1.txt']);
  await files.expectFocus('Read me first 1.txt');

  await page.keyboard.press('Control+Shift+J');
  const line = page.getByRole('row', { name: /“Read me first.txt” copied as “Read me first 1.txt”/ });
  await expect(line).toContainText('myfiles/Finance/Invoices');
  await line.getByRole('button', { name: 'Undo' }).click();
  await expect(line).toContainText('Undone since');
  expect(drive.find('Finance/Invoices/Read me first 1.txt')).toBeNull();
  await page.getByRole('searchbox', { name: 'Search names and folders' }).fill('exchange');
  await expect(page.getByRole('row', { name: /Read me first/ })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /“Exchange rates.csv” moved/ })).toHaveCount(4);
  await expectAccessible(page, 'Activity');
});

test('folders, steps of the path and places open while something is held over them; leaving or Escape cancels', async ({
  ui,
  page,
  sample,
}) => {
  const { files, places } = ui;
  const pull = async (name: string) => {
    await files.row(name).hover({ position: { x: 100, y: 16 } });
    await page.mouse.down();
    // A drag starts with the first movement.
    await files.row(name).hover({ position: { x: 120, y: 16 } });
  };
  const holdOver = (target: Locator) => target.hover({ position: { x: 12, y: 10 } });
  await ui.openFolder('Finance');
  await files.row('Exchange rates.csv').click();
  await using springs = await holdSprings(page);
  await pull('Exchange rates.csv');
  await holdOver(files.row('Invoices'));
  await springs.open();
  await files.expectFolder('Invoices');
  await holdOver(ui.address.crumb('My files'));
  await springs.open();
  await files.expectFolder('My files');
  // Documents would open as well if leaving it did not cancel that.
  await holdOver(files.row('Documents'));
  await holdOver(files.row('Ideas.txt'));
  await holdOver(places.getByRole('button', { name: 'Shared', exact: true }));
  await springs.open();
  await files.expectFolder('Shared');
  await expect(files.row('HR')).toBeVisible();

  await page.keyboard.press('Escape');
  // Only a movement tells the page that a simulated drag is over.
  await page.mouse.move(640, 400);
  await files.expectFolder('Finance');
  await files.expectSelected(['Exchange rates.csv']);
  await page.mouse.up();
  await expect(page.getByText('Move “Exchange rates.csv”')).toHaveCount(0);
  expect(sample.counters.count('PATCH item')).toBe(0);

  await pull('Exchange rates.csv');
  await holdOver(files.row('Invoices'));
  await springs.open();
  await files.expectFolder('Invoices');
  await holdOver(files.row('2025'));
  await page.mouse.up();
  await expect(ui.toast('“Exchange rates.csv” moved to myfiles/Finance/Invoices/2025')).toBeVisible();
  await files.expectFolder('Invoices');
  expect(sample.drive.find('Finance/Invoices/2025/Exchange rates.csv')).not.toBeNull();
});

test('a destination folder is searched, created and chosen by keyboard alone; a taken name is asked about', async ({
  ui,
  page,
  sample,
}) => {
  const { files, dialogs } = ui;
  const { drive } = sample;
  drive.addFile('Finance/Invoices/Exchange rates.csv', 'other');
  await ui.openFolder('Finance');
  await files.row('Exchange rates.csv').click();
  await page.keyboard.press('Control+Shift+Y');
  await dialogs.open.getByRole('treeitem', { name: 'Team handbook' }).click();
  await expect(dialogs.open).toContainText('people who see it also see what is copied there');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+M');
  await expect(dialogs.titled('Move “Exchange rates.csv” to…')).toBeVisible();
  await expectAccessible(page, 'the choice of a folder');
  const note = dialogs.open.getByText('The destination is shared: people who see it also see what is moved');
  await dialogs.open.getByRole('treeitem', { name: 'Team handbook' }).click();
  await expect(note).toBeVisible();
  await expectAccessible(page, 'a shared destination');
  await dialogs.open.getByRole('treeitem', { name: 'Pictures' }).click();
  await expect(note).toHaveCount(0);
  await dialogs.open.getByRole('searchbox').focus();
  await expect(dialogs.open.getByRole('button', { name: 'Clear search' })).toHaveCount(0);
  await page.keyboard.type('invoices');
  for (const key of ['ArrowDown', 'Enter']) {
    // Before anything is found; then when it is listed.
    await page.keyboard.press(key);
    await expect(dialogs.open.getByRole('treeitem', { name: /Invoices/ })).toBeFocused({ timeout: 10_000 });
    await dialogs.open.getByRole('searchbox').focus();
  }
  await expect(dialogs.open).toContainText('Destination: Invoices');
  await dialogs.press('New folder');
  await page.keyboard.press('Escape');
  await dialogs.press('Move here');
  await expect(page.getByText('Choose what to do')).toBeVisible();
  await page.getByRole('button', { name: 'Keep both' }).click();
  await expect(files.row('Exchange rates.csv')).toHaveCount(0);
  expect(drive.bytes('Finance/Invoices/Exchange rates.csv').toString()).toBe('other');
  expect(drive.find('Finance/Invoices/Exchange rates 1.csv')).not.toBeNull();
});
