import { expectAccessible } from '../pages/axe.ts';
import { expect, test } from './story.ts';

const megabytes = (count: number) => ({ sizeBytes: count * 1_000_000 });

test('in a full drive, the map leads by keyboard to large items, duplicates are found and deleted, and every list is shown', async ({
  files,
  page,
  sample,
}) => {
  const { drive } = sample;
  drive.addFile('Films/Old/Wedding.mov', megabytes(300));
  drive.addFile('Films/Trip.mp4', megabytes(200));
  drive.addFile('Backup/disk.iso', megabytes(150));
  drive.addFile('Backup/again/Trip.mp4', megabytes(200));
  await files.expectFolder('My files');
  await page.getByRole('button', { name: /used$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Storage space' })).toBeVisible();
  await page.getByRole('button', { name: 'Read the whole drive' }).click();
  await expect(page.getByRole('region', { name: 'Storage space' })).toBeFocused();

  const map = page.getByRole('group', { name: 'Map of the space' });
  await expect(map.getByRole('button', { name: /^Films, folder, 477 MB, .*2 files$/ })).toBeVisible();
  await expect(files.rowAt(1)).toContainText('Films');
  await expect(files.rowAt(2)).toContainText('Backup');
  await expect(files.row('Films').getByRole('gridcell').nth(1)).toHaveText('477 MB');
  await expectAccessible(page, 'the map of the space');

  await map.getByRole('button', { name: /^Films/ }).focus();
  await page.keyboard.press('Enter');
  await expect(map.getByRole('button', { name: /^Old, folder, 286 MB/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await files.expectSelected(['Trip.mp4']);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(map.getByRole('button', { name: /^Backup/ })).toBeVisible();

  await page.getByRole('tab', { name: 'Largest files' }).click();
  await expect(files.rowAt(1)).toContainText('Wedding.mov');
  await expect(files.rowAt(4)).toContainText('disk.iso');
  await page.getByRole('tab', { name: 'What changed' }).click();
  await page.getByRole('button', { name: 'Alex Sample: 4' }).click();
  await expect(files.row('disk.iso')).toBeVisible();
  await page.getByRole('tab', { name: 'By type' }).click();
  await expect(page.getByRole('row', { name: /^Video \(MP4\).*381 MB/ })).toBeVisible();
  await expectAccessible(page, 'types of files');

  await page.getByRole('tab', { name: 'Duplicates' }).click();
  await expect(page.getByText('2 files have the same content as another.')).toBeVisible();
  await page.getByRole('button', { name: 'Select all but the newest of each' }).click();
  await expectAccessible(page, 'duplicates');
  await page.getByRole('button', { name: 'Delete 1 selected (191 MB)' }).click();
  await expect(page.getByText('No duplicates')).toBeVisible();
  expect([drive.find('Films/Trip.mp4'), drive.find('Backup/again/Trip.mp4')]).toContain(null);
  expect([drive.find('Films/Trip.mp4'), drive.find('Backup/again/Trip.mp4')]).not.toEqual([null, null]);
});
