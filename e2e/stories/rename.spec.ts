import type { Locator } from '@playwright/test';
import { expect, test } from './story.ts';

test('F2 renames in place: the name without its extension is selected, and the item keeps selection and focus', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  await ui.openFolder('Finance');
  const itemId = sample.drive.idOf('Finance/Savings plan.xlsx');
  await files.row('Savings plan.xlsx').click();
  await page.keyboard.press('F2');
  await expect(files.renameBox).toBeFocused();
  await page.keyboard.type('A better plan');
  await page.keyboard.press('Enter');
  await expect(files.row('A better plan.xlsx')).toBeVisible();
  await files.expectSelected(['A better plan.xlsx']);
  await files.expectFocus('A better plan.xlsx');
  expect(sample.drive.idOf('Finance/A better plan.xlsx')).toBe(itemId);

  await page.keyboard.press('F2');
  await page.keyboard.type('Never mind');
  await page.keyboard.press('Escape');
  await expect(files.renameBox).toHaveCount(0);
  await files.expectFocus('A better plan.xlsx');
  expect(sample.counters.count('PATCH item')).toBe(1);

  await page.keyboard.press('Control+z');
  await expect(files.row('Savings plan.xlsx')).toBeVisible();
});

test('the case alone can be changed, and a renamed folder shows its new name in the path too', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  await ui.openFolder('Finance');
  await files.row('Receipts').click();
  await page.keyboard.press('F2');
  await files.renameBox.fill('RECEIPTS');
  await page.keyboard.press('Enter');
  await files.expectSelected(['RECEIPTS']);
  expect(sample.drive.find('Finance')?.children?.size).toBe(9);
  await page.keyboard.press('Enter');
  await files.expectFolder('RECEIPTS');
  await ui.address.expectCrumbs(['My files', 'Finance', 'RECEIPTS']);
});

test('while an input method composes a word, Enter and Escape belong to it, in a row as in a dialog', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  const cdp = await page.context().newCDPSession(page);
  const composeAnd = async (key: 'Enter' | 'Escape') => {
    await cdp.send('Input.imeSetComposition', { text: 'けいかく', selectionStart: 4, selectionEnd: 4 });
    await page.keyboard.press(key);
  };
  await ui.openFolder('Finance');
  await files.row('Savings plan.xlsx').click();
  await page.keyboard.press('F2');
  await composeAnd('Escape');
  await expect(files.renameBox).toBeFocused();
  await composeAnd('Enter');
  await expect(files.renameBox).toBeFocused();
  await cdp.send('Input.insertText', { text: '計画' });
  await page.keyboard.press('Enter');
  await expect(files.row('計画.xlsx')).toBeVisible();
  expect(sample.counters.count('PATCH item')).toBe(1);

  await page.keyboard.press('Control+Shift+n');
  const name = page.getByRole('dialog').getByRole('textbox');
  await expect(name).toBeFocused();
  await composeAnd('Escape');
  await composeAnd('Enter');
  await expect(name).toBeFocused();
  await cdp.send('Input.insertText', { text: '新規' });
  await page.keyboard.press('Enter');
  await expect(files.row('新規')).toBeVisible();
  expect(sample.counters.count('POST folder')).toBe(1);
  await cdp.detach();
});

test('a taken name, an invalid name and a file in use are reported next to the box, which keeps the typed text', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  await ui.openFolder('Finance');
  const rename = async (name: string) => {
    await files.renameBox.fill(name);
    await page.keyboard.press('Enter');
  };
  const failure = page.getByRole('alert').filter({ hasText: /\S/ });
  await files.row('Budget 2025.xlsx').click();
  await page.keyboard.press('F2');
  await rename('Account overview.xlsx');
  await expect(failure).toContainText('“Account overview.xlsx” already exists here');
  await expect(failure).toContainText('Nothing was changed');
  await expect(files.renameBox).toHaveValue('Account overview.xlsx');
  await expect(files.renameBox).toBeFocused();
  await files.renameBox.fill('What? Why*.xlsx');
  await expect(failure).toContainText('Names can’t contain ? *.');
  await page.keyboard.press('Enter');
  expect(sample.counters.count('PATCH item')).toBe(1);
  const take = failure.getByRole('button', { name: 'Use “What- Why-.xlsx”' });
  expect(await isOnTop(take)).toBe(true);
  await page.keyboard.press('Tab');
  await expect(take).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(files.renameBox).toHaveValue('What- Why-.xlsx');
  await expect(files.renameBox).toBeFocused();
  await rename('Budget 25.xlsx');
  await expect(files.row('Budget 25.xlsx')).toBeVisible();

  await files.row('Budget 2026 (open elsewhere).xlsx').click();
  await page.keyboard.press('F2');
  await rename('Budget 2026.xlsx');
  await expect(failure).toContainText('is in use');
  await expect(failure).toContainText('Word or Excel');
  await page.keyboard.press('Escape');
  await files.expectFocus('Budget 2026 (open elsewhere).xlsx');
  expect(sample.drive.find('Finance/Budget 2026 (open elsewhere).xlsx')).not.toBeNull();
});

test('a late failure appears as a toast and leaves the open box or dialog alone', async ({
  ui,
  page,
  sample,
}) => {
  const { files, dialogs } = ui;
  await ui.openFolder('Finance');
  const renaming = sample.faults.hold({ route: 'PATCH item', status: 423 });
  await files.row('Budget 2025.xlsx').click();
  await page.keyboard.press('F2');
  await files.renameBox.fill('Budget.xlsx');
  await page.keyboard.press('Enter');
  await expect.poll(() => renaming.struck).toBe(1);
  await page.keyboard.press('Escape');
  await files.row('Read me first.txt').click();
  await page.keyboard.press('F2');
  await files.renameBox.fill('Read me.txt');
  renaming.letGo();
  await expect(ui.toast('is in use')).toBeVisible();
  await expect(files.renameBox).toHaveValue('Read me.txt');
  await expect(files.renameBox).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(files.row('Read me.txt')).toBeVisible();

  // The folder is created although its dialog was closed, and the next dialog stays open.
  const making = sample.faults.hold({ route: 'POST folder' });
  await page.keyboard.press('Control+Shift+N');
  await page.keyboard.press('Enter');
  await expect.poll(() => making.struck).toBe(1);
  await page.keyboard.press('Escape');
  await dialogs.expectNone();
  // It isn't for the next folder.
  await expect(ui.toast('is in use')).toBeVisible();
  await files.row('Invoices').dblclick();
  await expect(ui.toast('is in use')).toBeHidden();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('?');
  const shortcuts = page.getByRole('dialog');
  await expect(shortcuts).toBeVisible();
  making.letGo();
  await expect(page.locator('[role="row"]', { hasText: 'New folder' })).toBeAttached();
  await page.evaluate(() => window.slipway.call('settings.get', {}));
  await expect(shortcuts).toBeVisible();
});

/** Whether the element is what is painted at its center. */
const isOnTop = (element: Locator): Promise<boolean> =>
  element.evaluate((it) => {
    const { left, top, width, height } = it.getBoundingClientRect();
    return it.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
