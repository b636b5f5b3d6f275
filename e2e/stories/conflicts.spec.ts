import type { SampleService } from '../../electron/sample/sample-service.ts';
import { expect, test } from './story.ts';
import type { Browsing, LocalFiles } from './story.ts';

const names = ['Landlord, repairs.docx', 'Library.docx', 'School, excursion.docx'];

async function collide(files: Browsing, local: LocalFiles, uploaded: readonly string[]): Promise<void> {
  const paths = await Promise.all(uploaded.map((name) => local.write(name, `mine: ${name}`)));
  await files.open('myfiles/Documents/Letters');
  await files.choose('Upload files…', paths);
}

const textOf = (sample: SampleService, name: string): string =>
  sample.drive.bytes(`Documents/Letters/${name}`).toString();

test('asks what to do when the name exists, and describes both files', async ({
  files,
  tray,
  local,
  sample,
}) => {
  const before = textOf(sample, 'Library.docx');
  await collide(files, local, ['Library.docx']);
  await tray.expectState('Library.docx', 'conflict');
  await expect(tray.head).toHaveText('1 needs attention');
  const choice = tray.row('Library.docx').getByRole('group', { name: 'What to do with Library.docx' });
  await expect(choice).toContainText('On this computer');
  await expect(choice).toContainText('18 bytes');
  await expect(choice).toContainText('In OneDrive');
  await expect(choice.getByRole('button')).toHaveText(['Keep both', 'Replace', 'Skip']);
  await expect(choice.getByRole('checkbox')).toHaveCount(0);
  await expect(tray.root).not.toContainText('Safe to close');
  expect(textOf(sample, 'Library.docx')).toBe(before);
});

test('Replace keeps the old file as a version', async ({ files, tray, local, sample }) => {
  await collide(files, local, ['Library.docx']);
  await tray.press('Library.docx', 'Replace');
  await expect(tray.row('Library.docx')).toContainText('Updated in OneDrive');
  expect(textOf(sample, 'Library.docx')).toBe('mine: Library.docx');
  expect(sample.drive.find('Documents/Letters/Library.docx')?.rare?.versions).toHaveLength(1);
});

test('Keep both stores the upload next to the old file under a new name', async ({
  files,
  tray,
  local,
  sample,
}) => {
  const before = textOf(sample, 'Library.docx');
  await collide(files, local, ['Library.docx']);
  await tray.press('Library.docx', 'Keep both');
  await expect(tray.row('Library.docx')).toContainText('Kept both, as “Library 1.docx”');
  await expect(files.row('Library 1.docx')).toBeVisible();
  expect(textOf(sample, 'Library.docx')).toBe(before);
  expect(textOf(sample, 'Library 1.docx')).toBe('mine: Library.docx');
});

test('Skip sends nothing', async ({ files, tray, local, sample }) => {
  const before = textOf(sample, 'Library.docx');
  await collide(files, local, ['Library.docx']);
  await tray.press('Library.docx', 'Skip');
  await expect(tray.row('Library.docx')).toContainText('Skipped');
  expect(textOf(sample, 'Library.docx')).toBe(before);
  expect(sample.drive.tree('Documents/Letters')).toHaveLength(5);
});

test('one choice can apply to all conflicts of the same upload', async ({ files, tray, local, sample }) => {
  await collide(files, local, [...names, 'Fresh.docx']);
  await expect(tray.head).toHaveText('3 need attention');
  const first = tray.row('Library.docx');
  await first
    .getByRole('checkbox', { name: 'Do this for all conflicts of files that were started together' })
    .check();
  await tray.press('Library.docx', 'Replace');
  await expect(tray.head).toHaveText('4 files uploaded to myfiles/Documents/Letters');
  expect(names.map((name) => textOf(sample, name))).toEqual(names.map((name) => `mine: ${name}`));
  expect(textOf(sample, 'Fresh.docx')).toBe('mine: Fresh.docx');
});

test('asks again, instead of overwriting, when the file changes while the question is open', async ({
  files,
  tray,
  local,
  sample,
}) => {
  await collide(files, local, ['Library.docx']);
  await tray.expectState('Library.docx', 'conflict');
  sample.drive.addFile('Documents/Letters/Library.docx', 'by someone else, meanwhile');
  await tray.press('Library.docx', 'Replace');
  await expect.poll(() => sample.counters.count(/^PUT .*content/)).toBe(2);
  await tray.expectState('Library.docx', 'conflict');
  await expect(tray.row('Library.docx')).toContainText('26 bytes');
  expect(textOf(sample, 'Library.docx')).toBe('by someone else, meanwhile');
});

test('Replace is not offered where a folder has the name', async ({ files, page, tray, sample }) => {
  sample.drive.addFile('Inbox/Kept.txt', 'kept');
  sample.drive.addFolder('Finance/inbox');
  await files.open('myfiles/Finance');
  await files.select('inbox');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Alt+ArrowUp');
  await files.expectFolder('My files');
  await page.keyboard.press('Control+v');
  await tray.expectState('inbox', 'conflict');
  const choice = tray.row('inbox').getByRole('group', { name: 'What to do with inbox' });
  await expect(choice.getByRole('button')).toHaveText(['Keep both', 'Skip']);
  await expect(choice).toContainText('Folders can’t be replaced.');
  await expect(choice).not.toContainText('unknown');
  await choice.getByRole('button', { name: 'Keep both' }).click();
  await expect.poll(() => sample.drive.find('inbox 1')).not.toBeNull();
  expect(sample.drive.bytes('Inbox/Kept.txt').toString()).toBe('kept');
});

test('the focus stays in the window after a choice made by key, also when the tray closes', async ({
  files,
  page,
  tray,
  sample,
}) => {
  for (const name of ['Ideas.txt', 'Year in review.pdf']) sample.drive.addFile(`Inbox/${name}`, 'other');
  await files.select('Ideas.txt');
  await files.row('Year in review.pdf').click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+c');
  await files.open('myfiles/Inbox');
  await page.keyboard.press('Control+v');
  const [first, second] = ['Ideas.txt', 'Year in review.pdf'].map((name) =>
    tray.row(name).getByRole('group', { name: `What to do with ${name}` }),
  );
  await expect(second!).toBeVisible();
  await first!.getByRole('button', { name: 'Keep both' }).focus();
  await page.keyboard.press('Enter');
  await expect(first!).toHaveCount(0);
  await expect(tray.root.locator(':focus')).toHaveCount(1);
  await second!.getByRole('button', { name: 'Keep both' }).focus();
  await page.keyboard.press('Enter');
  await expect(tray.root).toHaveCount(0);
  await expect(files.grid).toBeFocused();
  expect(sample.drive.find('Inbox/Ideas 1.txt')).not.toBeNull();
});
