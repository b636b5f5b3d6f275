import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, toBytes } from './story.ts';

test('files chosen with the Upload button arrive byte for byte and appear in the list', async ({
  files,
  tray,
  upload,
  sample,
}) => {
  await upload({ 'Letter to Bergen.txt': 'Dear Bergen,\n', 'Scan.bin': 300_000 });
  await expect(tray.row('Letter to Bergen.txt')).toContainText('Uploaded · To myfiles/Inbox');
  await tray.expectState('Scan.bin', 'done');
  await expect(tray.head).toHaveText(/^2 files uploaded/);
  await expect(tray.root).toContainText('Safe to close');
  await expect(files.row('Letter to Bergen.txt')).toBeVisible();
  await expect(files.row('Scan.bin')).toBeVisible();
  expect(sample.drive.bytes('Inbox/Letter to Bergen.txt').toString()).toBe('Dear Bergen,\n');
  expect(sample.drive.bytes('Inbox/Scan.bin').equals(toBytes(300_000))).toBe(true);
});

test('a folder chosen with the Upload button arrives with everything in it', async ({
  files,
  tray,
  local,
  sample,
}) => {
  await local.write('Trip/plan.txt', 'plan');
  await local.write('Trip/day 1/morning/a.txt', 'a');
  await local.write('Trip/day 1/b.txt', 'b');
  await local.makeFolder('Trip/day 2');
  await files.open('myfiles/Inbox');
  await files.choose('Upload folder…', join(local.folder, 'Trip'));
  await tray.grow();
  await tray.expectState('a.txt', 'done');
  await expect(tray.head).toHaveText(/^3 files, 4 folders uploaded/);
  await expect(files.row('Trip')).toBeVisible();
  expect(sample.drive.tree('Inbox')).toEqual([
    'Trip/',
    'Trip/day 1/',
    'Trip/day 1/b.txt',
    'Trip/day 1/morning/',
    'Trip/day 1/morning/a.txt',
    'Trip/day 2/',
    'Trip/plan.txt',
  ]);
  expect(sample.drive.bytes('Inbox/Trip/day 1/morning/a.txt').toString()).toBe('a');
});

test('uploads a large file in pieces and shows that it was verified', async ({ tray, upload, sample }) => {
  await upload({ 'Film.bin': 12_000_000 });
  await tray.expectState('Film.bin', 'done');
  await expect(tray.row('Film.bin').getByRole('img', { name: /^Verified/ })).toBeVisible();
  expect(sample.counters.count('PUT upload range')).toBe(2);
  expect(sample.drive.bytes('Inbox/Film.bin').equals(toBytes(12_000_000))).toBe(true);
});

test('uploads an empty file', async ({ tray, upload, sample }) => {
  await upload({ 'empty.txt': '' });
  await tray.expectState('empty.txt', 'done');
  expect(sample.drive.bytes('Inbox/empty.txt')).toHaveLength(0);
});

test('names and skips a link among the files, and uploads the others', async ({
  files,
  tray,
  local,
  sample,
}) => {
  await local.write('Box/real.txt', 'real');
  await symlink('/etc/hostname', join(local.folder, 'Box', 'link.txt'));
  await files.open('myfiles/Inbox');
  await files.choose('Upload folder…', join(local.folder, 'Box'));
  await tray.grow();
  await tray.expectState('real.txt', 'done');
  await tray.expectState('link.txt', 'failed');
  await expect(tray.row('link.txt')).toContainText('isn’t a file or folder');
  expect(sample.drive.tree('Inbox')).toEqual(['Box/', 'Box/real.txt']);
});

test('shows progress for each file, and Cancel leaves nothing behind', async ({
  tray,
  uploadSlowly,
  sample,
}) => {
  await uploadSlowly(150_000, 8_000_000);
  const bar = tray.row('Slow.bin').getByRole('progressbar', { name: 'Progress of Slow.bin' });
  await expect
    .poll(async () => Number.parseInt((await bar.getAttribute('aria-valuetext')) ?? '', 10))
    .toBeGreaterThan(0);
  await expect(tray.row('Slow.bin')).toContainText(/of 7\.6 MB · .*\/s/);
  await expect(tray.root).not.toContainText('Safe to close');

  await tray.press('Slow.bin', 'Cancel Slow.bin');
  await tray.expectState('Slow.bin', 'cancelled');
  await expect.poll(() => sample.counters.count('DELETE upload session')).toBe(1);
  expect(sample.drive.tree('Inbox')).toEqual([]);
  await expect(tray.root).toContainText('Safe to close');
  await expect(tray.row('Slow.bin').getByRole('button', { name: 'Retry Slow.bin' })).toBeVisible();
});

test.describe('where SharePoint changes Office files', () => {
  test.use({ sampleOptions: { driveType: 'business', quirks: { rewritesOfficeFiles: true } } });

  test('T41 P30 uploads such a file, says that SharePoint changed it, and explains what that means', async ({
    tray,
    upload,
  }) => {
    await upload({ 'Report.docx': 'not what it will be', 'Notes.txt': 'as it is' });
    const report = tray.row('Report.docx');
    await expect(report).toContainText('Uploaded, changed by SharePoint');
    await expect(report.getByRole('img', { name: /Nothing is damaged/ })).toBeVisible();
    await expect(tray.row('Notes.txt').getByRole('img', { name: /^Verified/ })).toBeVisible();
    await expect(tray.head).toHaveText(/^2 files uploaded/);
  });
});

test.describe('where OneDrive has no checksums', () => {
  test.use({ sampleOptions: { quirks: { noHashes: true } } });

  test('T41 says that a transfer was not verified, in both directions', async ({ tray, upload, files }) => {
    await upload({ 'Notes.txt': 'as it is' });
    await expect(tray.row('Notes.txt')).toContainText('Uploaded, not verified');
    await files.download('Notes.txt');
    await expect(tray.row('Notes.txt').first()).toContainText('Downloaded, not verified');
    await expect(
      tray
        .row('Notes.txt')
        .first()
        .getByRole('img', { name: /only its size/ }),
    ).toBeVisible();
  });
});
