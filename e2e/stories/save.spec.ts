import { expectAccessible } from '../pages/axe.ts';
import { expect, test } from './story.ts';

test('saving over an existing file asks, updates it, confirms it, and adds one version', async ({
  tray,
  ui: { dialogs },
  page,
  save,
  sample,
}) => {
  const before = sample.drive.bytes('Documents/Reading list.txt').toString();
  await save({ 'Reading list.txt': 'Peer Gynt\n' }, 'myfiles/Documents');
  await expect(dialogs.titled('Update “Reading list.txt”?')).toBeVisible();
  await expect(dialogs.open).toContainText('10 bytes');
  await expectAccessible(page, 'the question before an update');
  await page.keyboard.press('Escape');
  await expect(dialogs.open).toHaveCount(0);
  expect(sample.drive.bytes('Documents/Reading list.txt').toString()).toBe(before);
  await save({ 'Reading list.txt': 'Peer Gynt\n' }, 'myfiles/Documents');
  await dialogs.press('Update');
  await expect(tray.row('Reading list.txt')).toContainText('Updated in OneDrive');
  expect(sample.drive.bytes('Documents/Reading list.txt').toString()).toBe('Peer Gynt\n');
  const versions = sample.drive.find('Documents/Reading list.txt')?.rare?.versions ?? [];
  expect(versions.map(({ content }) => Buffer.concat(content.read(0, content.sizeBytes)).toString())).toEqual(
    [before],
  );
});

test('saving under a new name creates the file and confirms it', async ({ tray, save, sample }) => {
  await save({ 'Brand new.txt': 'new' }, 'myfiles/Documents');
  await expect(tray.row('Brand new.txt')).toContainText('Uploaded · To myfiles/Documents');
  expect(sample.drive.bytes('Documents/Brand new.txt').toString()).toBe('new');
  expect(sample.drive.find('Documents/Brand new.txt')?.rare?.versions ?? []).toEqual([]);
});

test('saving the same file twice updates the created file', async ({
  files,
  ui: { dialogs },
  tray,
  local,
  sample,
}) => {
  const path = await local.write('Draft.txt', 'first');
  await files.open('myfiles/Inbox');
  await files.choose('Update from file…', path);
  await tray.expectState('Draft.txt', 'done');
  await local.write('Draft.txt', 'second');
  await files.choose('Update from file…', path);
  await dialogs.press('Update');
  await expect(tray.row('Draft.txt').filter({ hasText: 'Updated in OneDrive' })).toBeVisible();
  expect(sample.drive.bytes('Inbox/Draft.txt').toString()).toBe('second');
  expect(sample.drive.find('Inbox/Draft.txt')?.rare?.versions).toHaveLength(1);
});

test('a save never replaces a folder with the same name: it asks', async ({ tray, save, sample }) => {
  await save({ Letters: 'not a folder' }, 'myfiles/Documents');
  await tray.expectState('Letters', 'conflict');
  expect(sample.drive.find('Documents/Letters')?.kind).toBe('folder');
});
