import { expect, test } from './story.ts';

test.describe('a row’s own buttons act on that row and keep the selection', () => {
  test('Download and Delete', async ({ ui, tray, sample }) => {
    const { files } = ui;
    await ui.openFolder('Finance');
    await files.row('Receipts').click();
    await files.row('Taxes').click({ modifiers: ['Control'] });

    await files.pressRowButton('Exchange rates.csv', 'Download');
    await expect(tray.row('Exchange rates.csv')).toContainText('Downloaded');
    await expect(tray.head).toHaveText(/^1 file downloaded/);
    await files.expectSelected(['Receipts', 'Taxes']);
    await files.expectFocus('Taxes');

    await files.pressRowButton('Exchange rates.csv', 'Delete');
    await expect(files.row('Exchange rates.csv')).toHaveCount(0);
    await files.expectSelected(['Receipts', 'Taxes']);
    await files.expectFocus('Taxes');
    expect(sample.drive.find('Finance/Receipts')).toBeDefined();
    expect(sample.drive.find('Finance/Taxes')).toBeDefined();
  });

  test('Delete on one of several selected rows keeps the others selected', async ({ ui }) => {
    const { files } = ui;
    await ui.openFolder('Documents/Meeting notes');
    await files.row('Week 33.md').click();
    await files.row('Week 36.md').click({ modifiers: ['Shift'] });
    await files.pressRowButton('Week 34.md', 'Delete');
    await expect(files.row('Week 34.md')).toHaveCount(0);
    await files.expectSelected(['Week 33.md', 'Week 35.md', 'Week 36.md']);
  });

  test('Rename', async ({ ui, page }) => {
    const { files } = ui;
    await ui.openFolder('Finance');
    await files.row('Taxes').click();
    await files.pressRowButton('Exchange rates.csv', 'Rename');
    await files.renameBox.fill('Rates.csv');
    await page.keyboard.press('Enter');
    await expect(files.row('Rates.csv')).toBeVisible();
    await files.expectSelected(['Taxes']);
    await expect(files.grid).toBeFocused();
  });

  test('More opens a menu for the row', async ({ ui, page, sample }) => {
    const { files } = ui;
    await ui.openFolder('Finance');
    await files.row('Receipts').click();
    await files.row('Taxes').click({ modifiers: ['Control'] });

    await files.pressRowButton('Exchange rates.csv', 'More');
    // Disabled if it applied to the two selected rows.
    await expect(ui.menuItem('Rename')).toBeEnabled();
    await ui.menuItem('Delete').click();
    await expect(files.row('Exchange rates.csv')).toHaveCount(0);
    await files.expectSelected(['Receipts', 'Taxes']);
    expect(sample.drive.find('Finance/Receipts')).toBeDefined();

    await files.pressRowButton('Read me first.txt', 'More');
    await ui.menuItem('Preview').click();
    await files.expectSelected(['Read me first.txt']);
    await expect(page.getByRole('complementary', { name: 'Preview' })).toBeVisible();
  });
});
