import { expect, test } from './story.ts';

test('typing a filter narrows the list, and Esc shows the full list again', async ({ ui, page, sample }) => {
  const { files } = ui;
  await ui.openFolder('Finance/Invoices/2025');
  const asked = sample.counters.count('GET children');
  await page.keyboard.press('Control+f');
  await expect(ui.filter).toBeFocused();
  await page.keyboard.type('invoice 2');
  // Words match in any order, and the 2 can be anywhere in the number.
  await expect(files.rows).toHaveCount(9);
  await expect(files.rowAt(1)).toContainText('Invoice 2 - ');
  await expect(files.rowAt(9)).toContainText('Invoice 26 - ');
  await expect(ui.status).toContainText('9 of 26 items');

  await page.keyboard.press('Enter');
  await expect(files.grid).toBeFocused();
  await page.keyboard.press('Control+a');
  await expect(ui.status).toContainText('All 9 selected');
  await page.keyboard.press('Escape');
  await files.expectSelected([]);
  await expect(ui.filter).toHaveValue('invoice 2');
  await page.keyboard.press('Escape');
  await expect(ui.filter).toHaveValue('');
  await ui.filter.fill('invoice 2');
  await page.keyboard.press('Control+f');
  await page.keyboard.press('Escape');
  await expect(ui.filter).toHaveValue('');
  await expect(ui.status).toContainText('26 items');
  expect(sample.counters.count('GET children'), 'the index answers, not the service').toBe(asked);
});

test('an empty result names the filter and the number of items and can be cleared; the next folder starts unfiltered', async ({
  ui,
  page,
}) => {
  await ui.openFolder('Finance');
  await ui.filter.fill('zebra');
  await expect(page.getByRole('heading', { name: 'No matches for “zebra”' })).toBeVisible();
  await expect(page.getByText('None of the 9 items here match.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filter' }).last().click();
  await expect(ui.status).toContainText('9 items');

  await ui.filter.fill('inv size:huge colour:red');
  await ui.files.expectNames(['Invoices']);
  await expect(ui.status).toContainText('Not understood, so ignored: size:huge');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Shift+n');
  await page.keyboard.type('Newest');
  await page.keyboard.press('Enter');
  await ui.files.expectFocus('Newest');
  await ui.filter.fill('inv');
  await ui.files.expectNames(['Invoices']);
  await ui.openFolder('Invoices');
  await expect(ui.filter).toHaveValue('');
  await expect(ui.status).toContainText('5 items');
});
