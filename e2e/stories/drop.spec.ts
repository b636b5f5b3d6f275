import { dragFiles } from '../pages/drags.ts';
import { expect, test } from './story.ts';

test('files and folders dropped on the pane go into the open folder, including empty folders', async ({
  page,
  files,
  tray,
  local,
  sample,
}) => {
  const note = await local.write('note.txt', 'note');
  await local.write('Album/cover.txt', 'cover');
  await local.makeFolder('Album/unsorted/later');
  await files.open('myfiles/Inbox');
  const drag = await dragFiles(page, [note, `${local.folder}/Album`]);
  await drag.over(files.grid);
  await expect(page.getByRole('status').filter({ hasText: 'Upload 2 items to “Inbox”' })).toBeVisible();
  await drag.drop();
  await tray.grow();
  await tray.expectState('cover.txt', 'done');
  await tray.expectState('later', 'done');
  await expect(page.getByText('Upload 2 items to')).toBeHidden();
  expect(sample.drive.tree('Inbox')).toEqual([
    'Album/',
    'Album/cover.txt',
    'Album/unsorted/',
    'Album/unsorted/later/',
    'note.txt',
  ]);
  expect(sample.drive.bytes('Inbox/note.txt').toString()).toBe('note');
  await expect(files.row('Album')).toBeVisible();
});

test('files dropped on a folder’s row go into that folder, which is highlighted and named', async ({
  page,
  files,
  tray,
  local,
  sample,
}) => {
  const path = await local.write('into.txt', 'into');
  await files.open('myfiles/Documents');
  const drag = await dragFiles(page, [path]);
  await drag.over(files.row('To sort'));
  await expect(page.getByText('Upload 1 item to “To sort”')).toBeVisible();
  await drag.drop();
  await tray.expectState('into.txt', 'done');
  await expect(tray.row('into.txt')).toContainText('To myfiles/Documents/To sort');
  expect(sample.drive.tree('Documents/To sort')).toEqual(['into.txt']);
  await expect(files.cell('To sort', 'size')).toHaveText('1 item');
});

test('a drag that ends without a drop leaves nothing behind on screen or in the drive', async ({
  page,
  files,
  local,
  sample,
}) => {
  const path = await local.write('never.txt', 'never');
  await files.open('myfiles/Inbox');
  const drag = await dragFiles(page, [path]);
  await drag.over(files.grid);
  await expect(page.getByText('Upload 1 item to “Inbox”')).toBeVisible();
  await drag.cancel();
  await expect(page.getByText('Upload 1 item to')).toBeHidden();
  expect(sample.counters.count('PUT content')).toBe(0);
});

test('a view-only folder refuses during the drag, before the drop', async ({
  page,
  files,
  tray,
  local,
  sample,
}) => {
  const path = await local.write('unwanted.txt', 'unwanted');
  await files.open('shared/Brand assets');
  await expect(page.getByText('Owned by Kim Osei, View-only')).toBeVisible();
  const drag = await dragFiles(page, [path]);
  await drag.over(files.grid);
  await expect(page.getByText('You can’t add files to “Brand assets”')).toBeVisible();
  await drag.drop();
  await expect(page.getByText('You can’t add files to')).toBeHidden();
  await expect(tray.root).toBeHidden();
  expect(sample.counters.count('PUT content')).toBe(0);
  expect(page.url()).not.toContain('unwanted');
});

test('the Shared list accepts no drops, but the folders in it do', async ({
  page,
  files,
  tray,
  local,
  sample,
}) => {
  const path = await local.write('For HR.txt', 'for hr');
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Shared' }).click();
  await files.row('HR').waitFor();
  const drag = await dragFiles(page, [path]);
  await drag.over(files.row('Quarterly figures.xlsx'));
  await expect(page.getByText('Drop files onto one of the shared folders')).toBeVisible();
  await drag.over(files.row('HR'));
  await expect(page.getByText('Upload 1 item to “HR”')).toBeVisible();
  await drag.drop();
  await tray.expectState('For HR.txt', 'done');
  expect(sample.driveOf('dana@contoso.example').bytes('HR/For HR.txt').toString()).toBe('for hr');
});
