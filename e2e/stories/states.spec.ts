import type { Fault } from '../../electron/sample/http/faults.ts';
import { expect, test } from './story.ts';

const forEver = Number.POSITIVE_INFINITY;
const noNetwork: Fault = { route: /./, reset: 'beforeEffect', times: forEver };

test('an empty folder says what can be put there, and accepts it', async ({ ui, page }) => {
  await ui.openFolder('Documents/To sort');
  await expect(page.getByRole('heading', { name: 'This folder is empty' })).toBeVisible();
  await expect(page.getByText('Drop files here, or upload them.')).toBeVisible();
  await expect(ui.status).toContainText('0 items');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('main').getByRole('button', { name: 'Upload', exact: true }).last().click();
  expect((await chooser).isMultiple()).toBe(true);
});

test('a name with two spaces doesn’t look like one with a single space', async ({ ui, page, sample }) => {
  sample.drive.addFile('Finance/Rates  2026.csv', '1');
  await ui.openFolder('Finance');
  const name = ui.files.row('Rates  2026.csv').getByTitle('Rates  2026.csv', { exact: true }).first();
  expect(await name.evaluate((it: HTMLElement) => it.innerText)).toBe('Rates  2026.csv');
  await ui.files.row('Rates  2026.csv').click();
  await page.keyboard.press('Control+Shift+s');
  const title = ui.dialogs
    .titled(/^Share/)
    .getByRole('heading', { level: 2 })
    .first();
  expect(await title.evaluate((it: HTMLElement) => it.innerText)).toBe('Share “Rates  2026.csv”');
});

test('a slow folder shows placeholders; one seen before shows its rows at once', async ({
  ui,
  page,
  sample,
}) => {
  const loading = page.getByRole('status', { name: 'Loading…' });
  const slow = sample.faults.hold({ route: 'GET children', times: forEver });
  await ui.files.row('Finance').dblclick();
  await expect(loading).toBeVisible();
  await expect(ui.status).toContainText('Updating…');
  await expect(ui.status, 'nobody knows yet how many').not.toContainText('items');
  await expect(ui.address.crumb('Finance')).toBeVisible();
  slow.letGo();
  await expect(ui.files.row('Invoices')).toBeVisible();
  await expect(loading).toHaveCount(0);

  sample.faults.clear();
  const slower = sample.faults.hold({ route: 'GET children', times: forEver });
  await page.keyboard.press('Alt+ArrowUp');
  await expect(ui.files.row('Projects')).toBeVisible();
  await expect(ui.status).toContainText('Updating…');
  await expect(loading).toHaveCount(0);
  slower.letGo();
  await expect(ui.status).toContainText('Updated just now');
});

test('without a network the rows stay, with their age and a way to try again', async ({
  ui,
  page,
  sample,
}) => {
  await ui.openFolder('Finance');
  const fault = sample.faults.add(noNetwork);
  await page.keyboard.press('F5');
  const news = page
    .getByRole('status')
    .filter({ hasText: 'Can’t connect to OneDrive. Showing the last saved view.' });
  await expect(news).toBeVisible();
  await expect(ui.files.row('Invoices')).toBeVisible();
  await news.getByRole('button', { name: 'Details' }).click();
  await expect(news).toContainText('offline');

  await ui.files.row('Receipts').dblclick();
  await expect(page.getByRole('heading', { name: 'Can’t connect to OneDrive' })).toBeVisible();
  await expect(page.getByText('Your files are safe.')).toBeVisible();
  await expect(ui.status).not.toContainText('items');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(ui.files.row('Invoices')).toBeVisible();
  await ui.files.row('Account overview.xlsx').click();
  await page.keyboard.press('Control+Shift+s');
  await expect(page.getByRole('dialog')).toContainText('Can’t connect to OneDrive');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByRole('heading', { name: 'Can’t connect to OneDrive' })).toBeVisible();
  fault.remove();
  await page.getByRole('button', { name: 'Try again' }).click();
  await ui.files.expectFolder('Receipts');
  await expect(ui.files.row('Receipt 1.pdf')).toBeVisible();
});

test('the offline message disappears when the connection returns', async ({ ui, page, sample }) => {
  await ui.openFolder('Finance');
  const fault = sample.faults.add(noNetwork);
  await ui.files.row('Account overview.xlsx').click();
  await page.keyboard.press('Control+Shift+l');
  await expect(ui.toasts).toContainText('Can’t connect to OneDrive');
  fault.remove();
  await page.keyboard.press('F5');
  await expect(ui.status).toContainText('Updated just now');
  await expect(ui.toasts).not.toContainText('Can’t connect to OneDrive');
});

test('a failure’s message names the item, and disappears when the same command succeeds', async ({
  ui,
  page,
  sample,
}) => {
  await ui.openFolder('Finance');
  await ui.files.row('Account overview.xlsx').click();
  const refused = sample.faults.add({ route: 'GET item', status: 403, code: 'accessDenied', times: forEver });
  await page.keyboard.press('Control+Shift+l');
  await expect(ui.toasts.getByText('OneDrive refused to open “Account overview.xlsx”')).toBeVisible();
  refused.remove();
  await page.keyboard.press('Control+Shift+l');
  await expect(ui.toasts).toContainText('It works for people who already have access');
  await expect(ui.toasts).not.toContainText('OneDrive refused');
});

test('distinguishes a OneDrive outage from a network problem, after a few silent retries', async ({
  ui,
  page,
  sample,
}) => {
  const fault = sample.faults.add({ route: 'GET children', status: 502, times: forEver });
  await ui.files.row('Finance').dblclick();
  await expect(page.getByRole('heading', { name: 'OneDrive isn’t responding' })).toBeVisible();
  await expect(page.getByText('The problem is on OneDrive’s side.')).toBeVisible();
  expect(fault.struck).toBe(5);
  fault.remove();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(ui.files.row('Invoices')).toBeVisible();
});

test('when OneDrive asks to slow down, shows a countdown and continues automatically', async ({
  ui,
  sample,
}) => {
  const fault = sample.faults.add({ route: 'GET children', status: 429, headers: { 'Retry-After': '3' } });
  await ui.files.row('Finance').dblclick();
  await expect(ui.status).toContainText(/OneDrive is busy\. Continuing in [23] s/);
  await expect(ui.status).toContainText('OneDrive is busy. Continuing in 1 s');
  await expect(ui.files.row('Invoices')).toBeVisible();
  await expect(ui.status).not.toContainText('is busy');
  expect(fault.struck).toBe(1);
});

test.describe('with a clock that jumps', () => {
  test.use({ isolation: 'own' });

  test('the time until trying again makes sense counts down in a message, and ends', async ({
    ui,
    page,
    sample,
  }) => {
    await ui.openFolder('Finance');
    await ui.files.row('Account overview.xlsx').click();
    await page.clock.install();
    sample.faults.add({ route: 'GET item', status: 429, headers: { 'Retry-After': '900' }, times: forEver });
    await page.keyboard.press('Control+Shift+l');
    const shown = ui.toasts.locator('[aria-hidden]', { hasText: 'Nothing is lost.' });
    await expect(shown).toHaveText(/ Try again in 15 min\.$/);
    await page.clock.fastForward('14:20');
    await expect(shown).toHaveText(/ Try again in [234]\d s\.$/);
    // A screen reader isn’t told each second.
    await expect(ui.toasts.getByText('Try again in 15 min.')).toHaveCount(1);
    await page.clock.fastForward('01:00');
    await expect(ui.toasts.getByText('Try again now.')).toBeVisible();
    await expect(ui.toasts).not.toContainText('Try again in');
  });
});

test('a folder of one’s own that OneDrive refuses to open says so, without speaking of an owner', async ({
  ui,
  page,
  sample,
}) => {
  sample.faults.add({ route: 'GET children', status: 403, code: 'accessDenied', times: forEver });
  await ui.files.row('Finance').dblclick();
  await expect(page.getByRole('heading', { name: /^OneDrive refused to open/ })).toBeVisible();
  await expect(page.getByText(/^Your files are safe\. OneDrive may have locked the account/)).toBeVisible();
});

test('a missing drive is not reported as a deleted file', async ({ ui, page, sample }) => {
  sample.faults.add({ route: /./, status: 404, code: 'itemNotFound', times: forEver });
  await ui.files.focus();
  await page.keyboard.press('F5');
  const stale = page.getByRole('status').filter({ hasText: 'Showing the' });
  await expect(stale).toContainText('This account’s drive can’t be found');
  await expect(stale).not.toContainText('no longer there');
});

test.describe('without any files', () => {
  test.use({ sampleOptions: { content: 'empty' } });

  test('My files and Shared each explain that they are empty', async ({ page }) => {
    await page.getByRole('button', { name: 'Try the sample drive' }).click();
    await expect(page.getByRole('heading', { name: 'This folder is empty' })).toBeVisible();
    await page.keyboard.press('Control+2');
    await expect(page.getByRole('heading', { name: 'Nothing shared with you was found' })).toBeVisible();
  });
});
