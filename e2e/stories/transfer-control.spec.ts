import type { HeldFault } from '../../electron/sample/http/faults.ts';
import type { SampleService } from '../../electron/sample/sample-service.ts';
import { createTransfersPage } from '../pages/transfers-page.ts';
import type { TransfersPage } from '../pages/transfers-page.ts';
import { host } from '../hosts.ts';
import { expect, test as base, toBytes } from './story.ts';

const test = base.extend<{ list: TransfersPage }>({
  list: async ({ page }, use) => use(createTransfersPage(page)),
});

const endless = Number.POSITIVE_INFINITY;

const holdUploads = (sample: SampleService): HeldFault =>
  sample.faults.hold({ route: 'PUT upload range', times: endless });

const films = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`Film ${at + 1}.mp4`, 5_000_000]));

test('pauses and resumes one transfer with its buttons, and it arrives whole', async ({
  tray,
  upload,
  sample,
}) => {
  const uploads = holdUploads(sample);
  await upload({ 'Film.mp4': 5_000_000 });
  await expect.poll(() => uploads.struck).toBeGreaterThan(0);
  await expect(tray.row('Film.mp4')).toContainText('0 bytes of 4.8 MB');
  await tray.press('Film.mp4', 'Pause Film.mp4');
  await tray.expectState('Film.mp4', 'paused');
  await expect(tray.row('Film.mp4')).toContainText('0 bytes of 4.8 MB');
  await expect(tray.head).toHaveText('1 paused');
  await expect(tray.root).toContainText('Safe to close');
  uploads.letGo();
  await tray.press('Film.mp4', 'Resume Film.mp4');
  await tray.expectState('Film.mp4', 'done');
  expect(sample.drive.bytes('Inbox/Film.mp4').equals(toBytes(5_000_000))).toBe(true);
  expect(sample.counters.count('POST createUploadSession')).toBe(1);
});

test('pauses, resumes and cancels a batch from its heading', async ({ files, list, upload, sample }) => {
  const uploads = holdUploads(sample);
  await upload(films(6));
  await files.around.goTo('Transfers');
  const batch = list.batch('Upload of 6 files to myfiles/Inbox');
  await batch.getByRole('button', { name: /^Pause/ }).click();
  await list.expectCount('paused', 6);
  await expect(batch).toContainText('6 paused');
  await batch.getByRole('button', { name: /^Resume/ }).click();
  await list.expectCount('paused', 0);
  await batch.getByRole('button', { name: /^Cancel/ }).click();
  await list.expectCount('cancelled', 6);
  uploads.letGo();
  expect(sample.drive.tree('Inbox')).toEqual([]);
});

test('a collapsed batch shows only its heading and can be expanded', async ({ files, list, upload }) => {
  await upload({ 'a.txt': 'a', 'b.txt': 'b' });
  await files.around.goTo('Transfers');
  await list.expectCount('done', 2);
  await list.root.getByRole('button', { name: /^Collapse Upload of 2 files/ }).press('Enter');
  await list.expectCount('done', 0);
  const unfold = list.root.getByRole('button', { name: /^Expand Upload of 2 files/ });
  await expect(unfold).toBeFocused();
  await unfold.press('Enter');
  await list.expectCount('done', 2);
});

test.describe('in its own app', () => {
  test.use({ isolation: 'own' });

  test('“Pause all” lets nothing start, also after a restart, until “Resume all”', async ({
    app,
    files,
    list,
    launch,
    upload,
    sample,
  }) => {
    await files.around.goTo('Settings');
    await files.around.page.evaluate(() => window.slipway.call('settings.change', { transfersHeld: true }));
    await files.around.goTo('My files');
    await upload({ 'a.txt': 'a' });
    await files.around.goTo('Transfers');
    await expect(list.row('a.txt')).toContainText('Paused with all others');
    await expect(list.root.getByRole('status')).toContainText('All transfers are paused');
    await list.command('Resume all').click();
    await list.expectState('a.txt', 'done');
    await expect(list.root.getByRole('status')).toBeHidden();
    await files.around.page.evaluate(() => window.slipway.call('settings.change', { transfersHeld: true }));
    await app.close();
    const again = await (await launch()).firstWindow();
    await again.getByRole('button', { name: /^Transfers/ }).click();
    await expect(createTransfersPage(again).root.getByRole('status')).toContainText(
      'All transfers are paused',
    );
    expect(sample.drive.bytes('Inbox/a.txt').toString()).toBe('a');
  });
});

test('a transfer moved to the front starts before all others', async ({ files, list, upload, sample }) => {
  await files.around.page.evaluate(() =>
    window.slipway.call('settings.change', { transfersHeld: true, filesAtOnce: 1 }),
  );
  await upload(films(4));
  await files.around.goTo('Transfers');
  await list.press('Film 4.mp4', 'Move Film 4.mp4 to top of queue');
  const uploads = holdUploads(sample);
  await list.command('Resume all').click();
  await expect.poll(() => uploads.struck).toBe(1);
  await list.expectState('Film 4.mp4', 'running');
  await list.expectCount('queued', 3);
  uploads.letGo();
  await list.expectCount('done', 4);
});

test('retries all failed transfers together and copies a report of them', async ({
  app,
  files,
  list,
  upload,
  sample,
}) => {
  sample.faults.add({ route: 'PUT content', times: 2, status: 403, code: 'accessDenied' });
  await upload({ 'a.txt': 'a', 'b.txt': 'b' });
  await files.around.goTo('Transfers');
  await list.expectCount('failed', 2);
  await list.command('Copy report').click();
  await expect(list.command('Copied')).toBeVisible();
  // The stand-in's clipboard is not the one the page writes to.
  const report = host === 'electron' ? await app.evaluate(({ clipboard }) => clipboard.readText()) : null;
  if (report !== null) expect(report).toMatch(/2 transfers failed[^]*a\.txt[^]*code: addRefused/);
  await list.command('Retry 2 failed').click();
  await list.expectCount('done', 2);
});

test('what can’t succeed has no “Try again”, and is left out where all failed transfers are retried', async ({
  tray,
  list,
  upload,
  files,
  sample,
}) => {
  sample.faults.add({ route: 'PUT content', nth: 1, status: 403, code: 'malwareDetected' });
  for (const nth of [2, 3])
    sample.faults.add({ route: 'PUT content', nth, status: 403, code: 'accessDenied' });
  await upload({ 'a.txt': 'a' });
  await tray.expectState('a.txt', 'failed');
  const again = tray.row('a.txt').getByRole('button', { name: /^(?:Try again|Retry)/ });
  await expect(tray.row('a.txt').getByRole('button', { name: 'Details' })).toBeVisible();
  await expect(again).toHaveCount(0);
  await upload({ 'b.txt': 'b', 'c.txt': 'c' });
  await files.around.goTo('Transfers');
  await list.expectCount('failed', 3);
  await expect(list.row('b.txt').getByRole('button', { name: 'Try again' })).toBeVisible();
  await list.command('Retry 2 failed').click();
  await list.expectCount('done', 2);
  await list.expectCount('failed', 1);
  await expect(list.command('Retry 1 failed')).toHaveCount(0);
});

test('filters show the matching transfers and their counts', async ({ files, list, upload, sample }) => {
  sample.faults.add({ route: 'PUT content', status: 403, code: 'accessDenied' });
  await upload({ 'denied.txt': 'a' });
  await files.around.goTo('Transfers');
  await list.expectState('denied.txt', 'failed');
  await files.around.goTo('My files');
  await upload({ 'fine.txt': 'a' });
  await files.around.goTo('Transfers');
  await list.expectState('fine.txt', 'done');
  await expect(list.filter('Needs attention')).toContainText('1');
  await list.filter('Needs attention').click();
  await expect(list.row('denied.txt')).toBeVisible();
  await expect(list.row('fine.txt')).toBeHidden();
  await list.filter('Paused').click();
  await expect(list.root).toContainText('No matching transfers');
  await list.root.getByRole('button', { name: 'Show all' }).click();
  await expect(list.row('fine.txt')).toBeVisible();
});

test('T43 a wait requested by the service is counted down, also in a window opened meanwhile', async ({
  app,
  files,
  tray,
  upload,
  sample,
}) => {
  sample.faults.add({ route: 'PUT content', status: 429, headers: { 'Retry-After': '300' } });
  await upload({ 'a.txt': 'a' });
  await tray.expectState('a.txt', 'waiting');
  await expect(tray.row('a.txt')).toContainText(/OneDrive is busy\. Continuing in (4|5) min/);
  await expect(files.around.status).toContainText('OneDrive is busy');
  const page = await app.firstWindow();
  await page.reload();
  await expect(files.around.status).toContainText('OneDrive is busy');
  await tray.expectState('a.txt', 'waiting');
});

test('T47 reports that the network is back and continues waiting transfers', async ({
  tray,
  page,
  upload,
  sample,
}) => {
  const cut = sample.faults.add({ route: 'PUT content', times: endless, reset: 'beforeEffect' });
  await upload({ 'a.txt': 'a' });
  await expect(tray.row('a.txt')).toContainText('Offline. Resumes automatically');
  cut.remove();
  await page.evaluate(() => void window.dispatchEvent(new Event('online')));
  await tray.expectState('a.txt', 'done');
});
