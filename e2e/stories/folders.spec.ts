import { expect, test } from './story.ts';

test('creates a new folder, which appears in its place in the list and is selected', async ({
  ui,
  page,
  sample,
}) => {
  await ui.openFolder('Finance');
  await ui.command('New folder').click();
  await expect(ui.dialogs.titled('New folder in “Finance”')).toBeVisible();
  const name = ui.dialogs.open.getByRole('textbox', { name: 'Name' });
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('New folder');
  await page.keyboard.type('Quarter 4');
  await page.keyboard.press('Enter');
  await ui.dialogs.expectNone();
  await ui.files.expectSelected(['Quarter 4']);
  await ui.files.expectFocus('Quarter 4');
  expect(sample.drive.find('Finance/Quarter 4')?.kind).toBe('folder');
  expect(sample.counters.count('POST folder')).toBe(1);
});

test('reports an existing name and invalid characters at once and keeps the typed text', async ({
  ui,
  page,
  sample,
}) => {
  await ui.openFolder('Finance');
  await ui.files.focus();
  await page.keyboard.press('Control+Shift+n');
  const name = ui.dialogs.open.getByRole('textbox', { name: 'Name' });
  await name.fill('invoices');
  await ui.dialogs.press('Create');
  await expect(ui.dialogs.open).toContainText('“invoices” already exists here');
  await expect(name).toHaveValue('invoices');

  await name.fill('Q1/Q2');
  await expect(ui.dialogs.open).toContainText('Names can’t contain /');
  await expect(ui.dialogs.button('Create')).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect(name).toHaveValue('Q1/Q2');

  // Names that look fine but break a rule; a valid name is suggested.
  await name.fill('CON');
  await expect(ui.dialogs.open).toContainText('“CON” is a reserved name');
  await ui.dialogs.open.getByRole('button', { name: /^Use “/ }).click();
  await ui.dialogs.press('Create');
  await ui.dialogs.expectNone();
  await expect(ui.files.selected).toHaveCount(1);
  expect(sample.drive.tree('Finance').filter((path) => /CON/.test(path))).toHaveLength(1);

  await page.keyboard.press('Control+Shift+n');
  await page.keyboard.press('Escape');
  await ui.dialogs.expectNone();
  await expect(ui.files.grid).toBeFocused();
});
