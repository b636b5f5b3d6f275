import { toWebUrl } from '../../electron/sample/wire/paths.ts';
import { expectAccessible } from '../pages/axe.ts';
import { createSearchBox } from '../pages/search-box.ts';
import { expect, test } from './story.ts';

test('finds a file while typing, by keyboard alone, shows it in its folder, and returns to the search', async ({
  files,
  page,
  sample,
}) => {
  const box = createSearchBox(page);
  sample.drive.addFile('Inbox/Zebra crossing.pdf', { sizeBytes: 20_000 });
  sample.drive.addFile('Inbox/Striped zebra.txt', { sizeBytes: 10 });
  await files.open('myfiles/Inbox');
  await files.open('myfiles/Documents');

  const focused = await page.evaluate(() => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'F3', bubbles: true }));
    return document.activeElement?.getAttribute('data-pane');
  });
  expect(focused, 'a key pressed early goes into the box').toBe('search');
  await box.find('zeb');
  await expect(box.input).toBeFocused();
  await files.expectNames(['Zebra crossing.pdf', 'Striped zebra.txt']);
  await expect(files.grid.getByRole('columnheader').nth(1)).toHaveText('Location');
  await expect(files.row('Zebra crossing.pdf').getByRole('gridcell').nth(1)).toHaveText('myfiles/Inbox');
  await expectAccessible(page, 'a search');
  await box.input.fill('zebra type:pdf size:>10KB size:huge');
  await files.expectNames(['Zebra crossing.pdf']);
  await expect(box.suggestions).toContainText('size:huge');
  const spoken = page.getByRole('status').filter({ hasText: '1 result' }).first();
  await expect(spoken).toContainText('Not understood, so ignored: size:huge');

  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await files.expectFocus('Zebra crossing.pdf');
  await page.keyboard.press('F2');
  await page.keyboard.type('Zebra');
  await page.keyboard.press('Enter');
  await files.expectFocus('Zebra.pdf');
  await expect.poll(() => sample.drive.find('Inbox/Zebra.pdf')).not.toBeNull();
  await page.keyboard.press('Control+Shift+F');
  await files.expectFolder('Inbox');
  await files.expectFocus('Zebra.pdf');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(box.input).toHaveValue('zebra type:pdf size:>10KB size:huge');
  await files.row('Zebra.pdf').hover();
  await page.mouse.down();
  const myFiles = page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: /^My files/ });
  await myFiles.hover();
  await myFiles.hover();
  await expect(page.getByText('Move “Zebra.pdf” to “My files”')).toBeVisible();
  await page.mouse.up();
  await expect(files.around.toast('“Zebra.pdf” moved to myfiles')).toBeVisible();
  expect(sample.drive.find('Zebra.pdf')).not.toBeNull();

  await box.find('');
  await expect(page.getByRole('button', { name: 'zebra type:pdf size:>10KB size:huge' })).toBeVisible();
  await box.input.fill('myfiles/Finance/Invoices');
  await expect(box.suggestion('Go to myfiles/Finance/Invoices')).toBeVisible();
  await page.keyboard.press('Enter');
  await files.expectFolder('Invoices');
  await box.find('nothing like it');
  await expect(page.getByText('No matches for “nothing like it”')).toBeVisible();
  await box.input.fill('1drv.ms/f/s!none');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This link doesn’t work for this account')).toBeVisible();
  sample.counters.reset();
  const plans = sample.drive.addFolder('Inbox/Plans');
  await box.input.fill(toWebUrl(sample.drive.raw, plans).replace('https://', ''));
  await expect(box.suggestion('Open this link')).toBeVisible();
  await expect(page.getByText('A link to something on the web')).toBeVisible();
  expect(sample.counters.count('share item'), 'a link is opened only on request').toBe(0);
  await page.keyboard.press('Enter');
  await files.expectFolder('Plans');
  await files.open('myfiles/Inbox');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('zzz');
  await page.getByRole('button', { name: 'Find everywhere' }).click();
  await expect(box.input).toHaveValue('zzz');
  await box.input.fill('sett');
  await box.suggestion('Settings').press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('OneDrive’s own search adds each item that Slipway has not read, once', async ({
  files,
  page,
  sample,
}) => {
  const box = createSearchBox(page);
  sample.drive.addFile('Inbox/Walrus here.txt', 'x');
  sample.drive.addFile('Inbox/deep/down/Walrus there.txt', 'y');
  await files.open('myfiles/Inbox');
  await box.find('walrus');
  await files.expectNames(['Walrus here.txt']);
  await box.suggestion('Also search on OneDrive').press('Enter');
  await expect(box.input).toBeFocused();
  await files.expectNames(['Walrus here.txt', 'Walrus there.txt']);
  await expect(box.suggestions).toContainText('OneDrive found 1 more');
  await expect(
    files.row('Walrus there.txt').getByRole('img', { name: 'Found by OneDrive’s own search' }),
  ).toBeVisible();
  await expect(files.row('Walrus there.txt').getByRole('gridcell').nth(1)).toHaveText(
    'myfiles/Inbox/deep/down (found by OneDrive)',
  );
  await box.input.fill('walrus there');
  await expect(box.suggestion('Also search on OneDrive')).toBeVisible();

  await files.around.goTo('Shared');
  await files.select('HR');
  await page.keyboard.press('Control+Shift+p');
  await files.around.toasts.getByRole('button', { name: 'Find everywhere' }).click();
  await expect(box.input).toBeFocused();
  await box.input.fill('onboarding');
  await files.expectNames(['Onboarding checklist.docx']);
  await expect(files.rowAt(1)).toContainText('shared/HR/Forms');

  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'Remove “HR” from search' }).click();
  await expect(page.getByRole('button', { name: 'Remove “HR” from search' })).toHaveCount(0);
  await box.find('onboarding');
  await expect(page.getByText('No matches for “onboarding”')).toBeVisible();
  await page.getByRole('button', { name: 'Read the whole drive' }).click();
  await expect(box.input).toBeFocused();
});
