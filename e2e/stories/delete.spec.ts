import { expect, test } from './story.ts';

test('own files are deleted without a question, Undo restores them, and the focus moves to the next row', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  await ui.openFolder('Finance');
  await files.row('Budget 2025.xlsx').click();
  await page.keyboard.press('Delete');
  await expect(files.row('Budget 2025.xlsx')).toHaveCount(0);
  await expect(ui.toast('“Budget 2025.xlsx” deleted')).toBeVisible();
  await files.expectFocus('Budget 2026 (open elsewhere).xlsx');
  await files.expectSelected([]);
  expect(sample.drive.find('Finance/Budget 2025.xlsx')).toBeNull();

  await ui.toasts.getByRole('button', { name: 'Undo' }).click();
  await expect(files.row('Budget 2025.xlsx')).toBeVisible();
  await expect(ui.toast('“Budget 2025.xlsx” restored')).toBeVisible();
  expect(sample.drive.find('Finance/Budget 2025.xlsx')).not.toBeNull();

  await files.row('Exchange rates.csv').click();
  await files.row('Read me first.txt').click({ modifiers: ['Control'] });
  await ui.command('Delete').click();
  await expect(ui.toast('2 items deleted')).toBeVisible();
  await expect(files.row('Exchange rates.csv')).toHaveCount(0);
  await files.focus();
  await page.keyboard.press('Control+z');
  await expect(files.row('Exchange rates.csv')).toBeVisible();
  await expect(files.row('Read me first.txt')).toBeVisible();
  expect(sample.counters.count('POST restore')).toBe(3);
  await page.keyboard.press('Control+z');
  await expect(ui.toast('Nothing to undo in this window')).toBeVisible();
});

test('Undo means the change that was made last, also while it is on its way, and undoes one after the other', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  await ui.openFolder('Finance');
  await files.row('Exchange rates.csv').click();
  await page.keyboard.press('Delete');
  await expect(files.row('Exchange rates.csv')).toHaveCount(0);
  await files.row('Budget 2025.xlsx').click();
  const held = sample.faults.hold({ route: 'DELETE item' });
  await page.keyboard.press('Delete');
  await expect.poll(() => held.struck).toBe(1);
  await page.keyboard.press('Control+z');
  held.letGo();
  await expect.poll(() => sample.counters.count('POST restore')).toBe(1);
  await expect(files.row('Budget 2025.xlsx')).toBeVisible();
  expect(sample.drive.find('Finance/Exchange rates.csv')).toBeNull();

  const restore = sample.faults.hold({ route: 'POST restore' });
  await page.keyboard.press('Control+z');
  await expect.poll(() => restore.struck).toBe(1);
  await page.keyboard.press('Control+y');
  restore.letGo();
  // On a slow machine one of them may be sent again.
  await expect.poll(() => sample.counters.count('DELETE item')).toBeGreaterThan(2);
  await expect.poll(() => sample.drive.find('Finance/Exchange rates.csv')).toBeNull();
  await expect(files.row('Exchange rates.csv')).toHaveCount(0);
  await expect(files.row('Budget 2025.xlsx')).toBeVisible();
  expect(sample.drive.find('Finance/Budget 2025.xlsx')).not.toBeNull();
});

test('deleting the last row moves the focus to the row before it', async ({ ui, page }) => {
  const { files } = ui;
  await ui.openFolder('Finance');
  await files.focus();
  await page.keyboard.press('End');
  await files.expectSelected(['Savings plan.xlsx']);
  await page.keyboard.press('Delete');
  await expect(files.row('Savings plan.xlsx')).toHaveCount(0);
  await files.expectFocus('Read me first.txt');

  await page.keyboard.press('Escape');
  await files.pressRowButton('Exchange rates.csv', 'Delete');
  await expect(files.row('Exchange rates.csv')).toHaveCount(0);
  await expect(files.row('Read me first.txt')).toBeVisible();
  await files.expectFocus('Read me first.txt');
});

test('asks before deleting many items, a folder with content, or shared items; Cancel and Esc delete nothing', async ({
  ui,
  page,
  sample,
  tray,
}) => {
  const { files, dialogs } = ui;
  sample.drive.addFolder('Finance/Invoices/2025', { files: 25 });
  const giveUp = async (how: () => Promise<void>) => {
    await expect(dialogs.button('Cancel')).toBeFocused();
    await how();
    await dialogs.expectNone();
    await expect(files.grid).toBeFocused();
  };
  await files.row('Team handbook').click();
  await page.keyboard.press('Delete');
  await expect(dialogs.titled('Delete “Team handbook”?')).toContainText(
    'Shared: it will be deleted for everyone.',
  );
  await giveUp(() => page.keyboard.press('Enter'));

  await files.row('Recipes').click();
  await page.keyboard.press('Delete');
  await expect(dialogs.open).toContainText('All sections and pages will be deleted.');
  await giveUp(() => page.keyboard.press('Escape'));

  await ui.openFolder('Finance');
  await files.row('Invoices').click();
  await page.keyboard.press('Delete');
  await expect(dialogs.open).toContainText(/1 folder \([\d.]+ [KM]B, \d+ items and their subfolders\)/);
  await expect(dialogs.open).toContainText('You can undo this.');
  await giveUp(() => dialogs.press('Cancel'));

  await ui.openFolder('Invoices/2025');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(dialogs.titled('Delete 51 items?')).toContainText('and 46 more');
  await giveUp(() => page.keyboard.press('Escape'));
  expect(sample.counters.count(/^DELETE/), 'P8: cancelled dialogs send no DELETE').toBe(0);

  await page.keyboard.press('Delete');
  await dialogs.press('Delete');
  await expect(page.getByRole('heading', { name: 'This folder is empty' })).toBeVisible();
  await expect(ui.toast('51 items deleted')).toBeVisible();
  await expect(tray.root).toBeHidden();
  await expect(page.getByText(/^51 items deleted/), 'told once').toHaveCount(1);
  expect(sample.counters.count('DELETE item')).toBe(51);
  await ui.toasts.getByRole('button', { name: 'Undo' }).click();
  await expect(ui.status).toContainText('51 items');
  await ui.goTo('Transfers');
  const moved = page.getByRole('listitem').filter({ hasText: 'Restored' });
  await expect(moved.first()).toBeVisible();
  await expect(moved.filter({ hasText: '0 bytes' }), 'changes move no bytes').toHaveCount(0);
});

test('P8 asks before deleting an own folder even if it is empty, and Undo restores it', async ({
  ui,
  page,
  sample,
}) => {
  const { files, dialogs } = ui;
  sample.drive.addFolder('Finance/Nothing yet');
  await ui.openFolder('Finance');
  await files.row('Nothing yet').click();
  await page.keyboard.press('Delete');
  await expect(dialogs.titled('Delete “Nothing yet”?')).toContainText('1 empty folder');
  await dialogs.press('Cancel');
  expect(sample.counters.count(/^DELETE/)).toBe(0);
  await page.keyboard.press('Delete');
  await dialogs.press('Delete');
  await expect(ui.toast('“Nothing yet” deleted')).toBeVisible();
  await ui.toasts.getByRole('button', { name: 'Undo' }).click();
  await expect(files.row('Nothing yet')).toBeVisible();
  expect(sample.drive.find('Finance/Nothing yet')).not.toBeNull();
});

test('an item that can’t be deleted stays with the reason, told once, and the others are deleted', async ({
  ui,
  page,
  sample,
  tray,
}) => {
  const { files } = ui;
  await ui.openFolder('Finance');
  await files.row('Budget 2026 (open elsewhere).xlsx').click();
  await files.row('Exchange rates.csv').click({ modifiers: ['Control'] });
  await page.keyboard.press('Delete');
  await expect(files.row('Exchange rates.csv')).toHaveCount(0);
  await expect(tray.row('Budget 2026 (open elsewhere).xlsx')).toContainText(
    '(open elsewhere).xlsx” is in use',
  );
  await expect(page.getByRole('status').filter({ hasText: /^1 failed$/ })).toHaveCount(1);
  await expect(ui.toast('“Exchange rates.csv” deleted')).toBeVisible();
  await expect(page.getByText('is in use')).toHaveCount(1);
  await expect(files.row('Budget 2026 (open elsewhere).xlsx')).toBeVisible();
  expect(sample.drive.find('Finance/Budget 2026 (open elsewhere).xlsx')).not.toBeNull();
});

test.describe('in a business drive', () => {
  test.use({ sampleOptions: { driveType: 'business' } });

  test('asks even for one file, and offers no Undo, where deleted items can’t be restored', async ({
    ui,
    page,
    sample,
  }) => {
    const { files, dialogs } = ui;
    await files.row('Ideas.txt').click();
    await page.keyboard.press('Delete');
    await expect(dialogs.titled('Delete “Ideas.txt”?')).toContainText('recycle bin');
    await expect(dialogs.open).toContainText('OneDrive on the web');
    await dialogs.press('Delete');
    await expect(ui.toast('“Ideas.txt” deleted')).toBeVisible();
    await expect(files.row('Ideas.txt')).toHaveCount(0);
    await expect(ui.toasts.getByRole('button', { name: 'Undo' })).toHaveCount(0);
    expect(sample.drive.find('Ideas.txt')).toBeNull();
    await page.keyboard.press('Control+z');
    await expect(ui.toast('“Ideas.txt” can’t be restored here')).toBeVisible();
    await expect(ui.toasts).toContainText('use the recycle bin in OneDrive on the web');
  });
});
