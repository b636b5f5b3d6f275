import { expect, test } from './story.ts';

test('opens addresses in My files and Shared in every supported format', async ({ ui }) => {
  const { address, files } = ui;
  await address.goTo('myfiles/Finance/Invoices');
  await files.expectFolder('Invoices');
  await address.expectCrumbs(['My files', 'Finance', 'Invoices']);
  await expect(files.grid).toBeFocused();

  await address.goTo('shared/HR/Forms');
  await files.expectFolder('Forms');
  await address.expectCrumbs(['Shared', 'HR', 'Forms']);
  await expect(files.row('Leave request.docx')).toBeVisible();

  await address.goTo('onedrive://Finance');
  await files.expectFolder('Finance');
  await address.expectCrumbs(['My files', 'Finance']);
  await address.goTo('myfiles');
  await files.expectFolder('My files');
  await address.expectCrumbs(['My files']);
});

test('names a folder that does not exist and offers the nearest existing one', async ({ ui, page }) => {
  const { address, files } = ui;
  await address.goTo('myfiles/Finance/Invioces/2025');
  await expect(address.failure).toContainText('Can’t find “Invioces” in myfiles/Finance.');
  await expect(address.input).toHaveValue('myfiles/Finance/Invioces/2025');
  await expect(address.input).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Go to myfiles/Finance' }).click();
  await files.expectFolder('Finance');
  await expect(files.grid).toBeFocused();

  await address.goTo('myfiles/Ideas.txt');
  await files.expectFolder('My files');
  await files.expectFocus('Ideas.txt');
  await address.goTo('elsewhere/Finance');
  await expect(address.failure).toContainText('Can’t find “elsewhere');
  await address.input.fill('elsewhere');
  await expect(address.failure).toHaveCount(0);
});

test('clicking beside the path shows an address to copy, and Esc brings the path back', async ({
  ui,
  page,
}) => {
  const { address, files } = ui;
  await ui.openFolder('Finance/Invoices');
  const box = await address.crumbs.boundingBox();
  if (box === null) throw new Error('the path is not there');
  await address.crumbs.click({ position: { x: box.width - 8, y: box.height / 2 } });
  await expect(address.input).toHaveValue('myfiles/Finance/Invoices');
  await expect(address.input).toBeFocused();
  expect(
    await address.input.evaluate((it: HTMLInputElement) => (it.selectionEnd ?? 0) - (it.selectionStart ?? 0)),
  ).toBe(24);
  await page.keyboard.type('somewhere');
  await page.keyboard.press('Escape');
  await address.expectCrumbs(['My files', 'Finance', 'Invoices']);
  await expect(files.grid).toBeFocused();
});
