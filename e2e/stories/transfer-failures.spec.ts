import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './story.ts';

const forever = Number.POSITIVE_INFINITY;

test('a locked file says so, shows when it will be retried, and can be retried sooner', async ({
  tray,
  ui: { dialogs },
  save,
  sample,
}) => {
  sample.drive.lock('Documents/Reading list.txt');
  await save({ 'Reading list.txt': 'mine' }, 'myfiles/Documents');
  await dialogs.press('Update');
  await tray.expectState('Reading list.txt', 'waiting');
  await expect(tray.row('Reading list.txt')).toContainText(/Open elsewhere\. Retrying in \d+ (s|min)/);
  expect(sample.drive.bytes('Documents/Reading list.txt').toString()).not.toBe('mine');

  sample.drive.lock('Documents/Reading list.txt', false);
  await tray.press('Reading list.txt', 'Retry Reading list.txt');
  await expect(tray.row('Reading list.txt')).toContainText('Updated in OneDrive');
  expect(sample.drive.bytes('Documents/Reading list.txt').toString()).toBe('mine');
});

test('reports a full OneDrive and what is safe; Details show status and request ID; Try again continues', async ({
  tray,
  upload,
  sample,
}) => {
  sample.faults.add({
    route: 'PUT content',
    status: 507,
    code: 'quotaLimitReached',
    headers: { 'request-id': 'a1b2c3d4-full' },
  });
  await upload({ 'too much.txt': 'too much' });
  await tray.expectState('too much.txt', 'failed');
  await expect(tray.row('too much.txt')).toContainText('The OneDrive for alex@contoso.example is full');
  await expect(tray.row('too much.txt')).toContainText('Nothing is lost.');
  const details = await tray.details('too much.txt');
  await expect(details).toContainText('507');
  await expect(details).toContainText('a1b2c3d4-full');
  await expect(details).not.toContainText(sample.accessToken);
  await expect(details).not.toContainText('http');
  await tray
    .row('too much.txt')
    .getByRole('button', { name: 'Try again: too much.txt', exact: true })
    .click();
  await tray.expectState('too much.txt', 'done');
  expect(sample.drive.bytes('Inbox/too much.txt').toString()).toBe('too much');
});

test('a full OneDrive is named with what is needed and free, and its storage is shown as it is now', async ({
  page,
  tray,
  upload,
  sample,
}) => {
  const { raw } = sample.drive;
  const before = raw.quotaBytes;
  const meter = page.getByRole('meter', { name: 'Storage' });
  await expect(meter).toHaveAttribute('aria-valuetext', /of 5\.0 GB used$/);
  // As if someone else had filled it.
  raw.quotaBytes = 45_000_000;
  await upload({ 'too much.bin': 30_000_000 });
  await tray.expectState('too much.bin', 'failed');
  await expect(tray.row('too much.bin')).toContainText('The OneDrive for alex@contoso.example is full');
  await expect(tray.row('too much.bin')).toContainText(/\(needed: 29 MB, free: [\d.]+ MB\)/);
  await expect(meter).toHaveAttribute('aria-valuetext', /of 43 MB used$/);
  raw.quotaBytes = before;
});

test('a duplicate is made beside its original; one that fails is listed with its folder', async ({
  page,
  files,
  tray,
  sample,
}) => {
  await files.open('myfiles/Finance');
  const duplicate = async () => {
    await files.row('Read me first.txt').first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  };
  await duplicate();
  await expect(files.row('Read me first 1.txt')).toBeVisible();
  sample.faults.add({ route: 'POST copy', status: 507, code: 'quotaLimitReached' });
  await duplicate();
  await tray.expectState('Read me first.txt', 'failed');
  await files.around.goTo('Transfers');
  await expect(page.getByRole('heading', { name: 'Duplicate of 1 item in myfiles/Finance' })).toBeVisible();
});

test('a connection that breaks once is not reported, and no byte is lost', async ({
  tray,
  upload,
  sample,
}) => {
  const broken = sample.faults.add({ route: 'PUT content', reset: 'beforeEffect' });
  await upload({ 'again.txt': 'again' });
  await tray.expectState('again.txt', 'done');
  expect(broken.struck).toBe(1);
  expect(sample.drive.bytes('Inbox/again.txt').toString()).toBe('again');
});

test('a lost response does not create a second file', async ({ tray, upload, sample }) => {
  sample.faults.add({ route: 'PUT content', reset: 'afterEffect' });
  await upload({ 'once.txt': 'once' });
  await tray.expectState('once.txt', 'done');
  expect(sample.drive.tree('Inbox')).toEqual(['once.txt']);
});

test('reports a lost network and continues when it is back', async ({ files, tray, local, sample }) => {
  const path = await local.write('patient.txt', 'patient');
  await files.open('myfiles/Inbox');
  const outage = sample.faults.add({ reset: 'beforeEffect', times: forever });
  await files.choose('Upload files…', path);
  await expect(tray.row('patient.txt')).toContainText('Offline. Resumes automatically');
  outage.remove();
  await tray.expectState('patient.txt', 'done');
  expect(sample.drive.bytes('Inbox/patient.txt').toString()).toBe('patient');
});

test('when OneDrive asks to wait, counts down the seconds and continues automatically', async ({
  tray,
  upload,
  sample,
}) => {
  sample.faults.add({ route: 'PUT content', status: 429, headers: { 'Retry-After': '3' } });
  await upload({ 'throttled.txt': 'throttled' });
  await expect(tray.row('throttled.txt')).toContainText(/OneDrive is busy\. Continuing in [23] s/);
  await expect(tray.row('throttled.txt')).toContainText('OneDrive is busy. Continuing in 1 s');
  await tray.expectState('throttled.txt', 'done');
  expect(sample.drive.bytes('Inbox/throttled.txt').toString()).toBe('throttled');
});

test('retries automatically when the service has problems', async ({ tray, upload, sample }) => {
  const trouble = sample.faults.add({ route: 'PUT content', status: 500, times: 2 });
  await upload({ 'stubborn.txt': 'stubborn' });
  await tray.expectState('stubborn.txt', 'done');
  expect(trouble.struck).toBe(2);
  expect(sample.drive.bytes('Inbox/stubborn.txt').toString()).toBe('stubborn');
});

test('reports a name OneDrive refuses, with the reason, before anything is sent', async ({
  tray,
  upload,
  sample,
}) => {
  await upload({ 'what?.txt': 'what' });
  await tray.expectState('what?.txt', 'failed');
  await expect(tray.row('what?.txt')).toContainText('can’t be used as a name');
  await expect(tray.row('what?.txt')).toContainText('?');
  expect(sample.counters.count('PUT content')).toBe(0);
});

test('a file that changes during its upload is not stored half old, half new', async ({
  tray,
  local,
  upload,
  sample,
}) => {
  const begun = sample.faults.hold({ route: 'POST createUploadSession' });
  await upload({ 'growing.bin': 6_000_000 });
  await expect.poll(() => begun.struck).toBe(1);
  await appendFile(join(local.folder, 'growing.bin'), 'more');
  begun.letGo();
  await tray.expectState('growing.bin', 'failed');
  await expect(tray.row('growing.bin')).toContainText('changed while it was being read');
  expect(sample.drive.tree('Inbox')).toEqual([]);
  await tray.row('growing.bin').getByRole('button', { name: 'Try again: growing.bin', exact: true }).click();
  await tray.expectState('growing.bin', 'done');
  expect(sample.drive.find('Inbox/growing.bin')?.sizeBytes).toBe(6_000_004);
});

test('a file deleted before its turn is reported as missing', async ({ tray, local, upload, sample }) => {
  const held = sample.faults.hold({ route: 'PUT content', times: 4 });
  // Four are sent while four more get ready.
  const numbers = Array.from({ length: 8 }, (_, at) => at + 1);
  const busy = Object.fromEntries(numbers.map((n) => [`busy ${n}.txt`, `busy ${n}`]));
  await upload({ ...busy, 'gone.txt': 'gone' });
  await tray.grow();
  await tray.expectState('busy 8.txt', 'checking');
  await tray.expectState('gone.txt', 'queued');
  await rm(join(local.folder, 'gone.txt'));
  held.letGo();
  await tray.expectState('gone.txt', 'failed');
  await expect(tray.row('gone.txt')).toContainText('is no longer on this computer');
  await tray.expectState('busy 8.txt', 'done');
});

test('reports a view-only folder and leaves the owner’s file untouched', async ({ tray, upload, sample }) => {
  sample.faults.add({ route: 'PUT content', times: Infinity, status: 403, code: 'accessDenied' });
  await upload({ 'Expense report.xlsx': 'mine' }, 'shared/HR/Forms');
  await tray.expectState('Expense report.xlsx', 'failed');
  await expect(tray.row('Expense report.xlsx')).toContainText(
    'The destination folder of “Expense report.xlsx” is view-only',
  );
  expect(sample.driveOf('dana@contoso.example').bytes('HR/Forms/Expense report.xlsx').toString()).not.toBe(
    'mine',
  );
});
