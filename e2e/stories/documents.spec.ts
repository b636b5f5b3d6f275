import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDocumentsPage, type DocumentsPage } from '../pages/documents-page.ts';
import { expect, test as base } from './story.ts';

interface Fixtures {
  documents: DocumentsPage;
  copy: string;
}

const name = 'Reading list.txt';
const there = `Documents/${name}`;

const test = base.extend<Fixtures>({
  copy: async ({ profile }, use) =>
    use(join(profile, 'documents', 'alex@contoso.example', 'myfiles', 'Documents', name)),
  documents: async ({ page, files, tray }, use) => {
    await files.open('myfiles/Documents');
    await files.download(name);
    await tray.expectState(name, 'done');
    const documents = createDocumentsPage(page);
    await documents.open();
    await use(documents);
  },
});

test('lists downloaded files with their source and shows that they are unchanged', async ({
  documents,
  sample,
}) => {
  await expect(documents.cell(name, 'from')).toHaveText('myfiles/Documents');
  await expect(documents.cell(name, 'state')).toHaveText('Up to date');
  await expect(documents.status).toContainText('1 file');
  expect(sample.bugs).toEqual([]);
});

test('marks an edited copy, and Save back updates the original file', async ({
  documents,
  copy,
  tray,
  sample,
}) => {
  await writeFile(copy, 'Kristin Lavransdatter\n');
  await documents.refresh();
  await expect(documents.cell(name, 'state')).toHaveText('Edited, not saved to OneDrive');
  await documents
    .row(name)
    .getByRole('button', { name: `Save to OneDrive: ${name}` })
    .click();
  await expect(tray.row(name).filter({ hasText: 'Updated in OneDrive' })).toBeVisible();
  await expect(documents.cell(name, 'state')).toHaveText(/^Saved to OneDrive/);
  expect(sample.drive.bytes(there).toString()).toBe('Kristin Lavransdatter\n');
  expect(sample.drive.find(there)?.rare?.versions).toHaveLength(1);
});

test('an edited copy never overwrites someone else’s newer version', async ({
  documents,
  copy,
  tray,
  sample,
}) => {
  await writeFile(copy, 'mine');
  sample.drive.addFile(there, 'theirs, meanwhile');
  await documents.refresh();
  await documents
    .row(name)
    .getByRole('button', { name: /^Save to OneDrive/ })
    .click();
  const asked = tray.root.getByRole('group', { name: `What to do with ${name}` });
  await expect(asked).toBeVisible();
  expect(sample.drive.bytes(there).toString()).toBe('theirs, meanwhile');
  await asked.getByRole('button', { name: 'Keep both' }).click();
  await expect(tray.root).toContainText('Kept both, as “Reading list 1.txt”');
  expect(sample.drive.bytes(there).toString()).toBe('theirs, meanwhile');
  expect(sample.drive.bytes('Documents/Reading list 1.txt').toString()).toBe('mine');
});

test('removing a local copy asks, explains what stays, and deletes nothing in OneDrive', async ({
  page,
  documents,
  copy,
  profile,
  sample,
}) => {
  await documents.press(name, `Remove the local copy of ${name}`);
  const dialog = page.getByRole('dialog', { name: `Remove the local copy of “${name}”?` });
  await expect(dialog).toContainText('The file in OneDrive is kept.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(existsSync(copy)).toBe(true);

  await documents.press(name, `Remove the local copy of ${name}`);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No files on this computer yet')).toBeVisible();
  expect(existsSync(copy)).toBe(false);
  expect(await readdir(join(profile, 'documents')), 'no empty folders stay').toEqual([]);
  expect(sample.counters.count(/^DELETE/)).toBe(0);
  expect(sample.drive.find(there)).not.toBeNull();
});

test('warns before removing a copy with unsaved changes', async ({ page, documents, copy }) => {
  await writeFile(copy, 'precious');
  await documents.refresh();
  await documents.press(name, `Remove the local copy of ${name}`);
  await expect(page.getByRole('dialog')).toContainText(
    'It has changes that aren’t saved to OneDrive. They will be lost.',
  );
  await page.keyboard.press('Escape');
  expect(await readFile(copy, 'utf8')).toBe('precious');
});

test('a copy deleted outside the app is shown as missing, and nothing is sent to OneDrive', async ({
  documents,
  copy,
  sample,
}) => {
  await rm(copy);
  await documents.refresh();
  await expect(documents.cell(name, 'state')).toHaveText('Missing');
  await expect(documents.status).toContainText('1 missing');
  await expect(documents.row(name).getByRole('button', { name: `Open ${name}` })).toHaveCount(0);
  expect(sample.counters.count(/^DELETE/)).toBe(0);
});

test('a download never overwrites an edited copy: both are kept', async ({
  page,
  documents,
  copy,
  files,
  tray,
  sample,
}) => {
  await writeFile(copy, 'my own words');
  sample.drive.addFile(there, 'a newer list');
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'My files' }).click();
  await files.open('myfiles/Documents');
  await files.download(name);
  await expect(tray.root).toContainText('Downloaded as “Reading list (2).txt”');
  await documents.open();
  await expect(documents.cell(name, 'state')).toHaveText('Edited, not saved to OneDrive');
  await expect(documents.cell('Reading list (2).txt', 'state')).toHaveText('Up to date');
  expect(await readFile(copy, 'utf8')).toBe('my own words');
  expect(await readFile(copy.replace('list.txt', 'list (2).txt'), 'utf8')).toBe('a newer list');
});

test('opens the documents folder', async ({ app, page, documents, profile }) => {
  await documents.grid.waitFor();
  await app.evaluate(({ shell }) => {
    Object.assign(globalThis, { asked: [] });
    shell.openPath = (path) => {
      (globalThis as unknown as { asked: string[] }).asked.push(path);
      return Promise.resolve('');
    };
  });
  await page.getByRole('button', { name: 'Open folder' }).click();
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked))
    .toEqual([join(profile, 'documents')]);
});

test('shows what is newer or deleted in OneDrive, frees space, and selects several copies by keyboard', async ({
  page,
  files,
  tray,
  documents,
  sample,
}) => {
  const others = ['Packing list.md', 'Wi-Fi at home.txt'];
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'My files' }).click();
  await files.open('myfiles/Documents');
  for (const other of others) {
    await files.download(other);
    await tray.expectState(other, 'done');
  }
  sample.drive.addFile('Documents/Packing list.md', 'a newer list');
  sample.drive.remove('Documents/Wi-Fi at home.txt');
  await documents.open();
  await expect(documents.cell('Packing list.md', 'state')).toHaveText('OneDrive has a newer version');
  await expect(documents.cell('Wi-Fi at home.txt', 'state')).toHaveText('No longer in OneDrive');

  await documents.row('Packing list.md').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Always keep on this computer' }).click();
  await expect(
    documents.row('Packing list.md').getByRole('img', { name: 'Always kept on this computer' }),
  ).toBeVisible();
  const renew = page.getByRole('button', { name: 'Get newer version: Packing list.md' });
  await renew.press('Enter');
  await expect(documents.cell('Packing list.md', 'state')).toHaveText('Up to date');
  await expect(renew).toHaveCount(0);
  await expect(documents.grid).toBeFocused();

  await page.getByRole('button', { name: 'Free up space…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Free up space on this computer?' });
  await expect(dialog).toContainText('1 file that is also in OneDrive will be removed');
  await dialog.getByRole('button', { name: 'Free up space' }).click();
  await expect(documents.row(name)).toHaveCount(0);
  await expect(documents.row('Wi-Fi at home.txt')).toBeVisible();

  await page.getByRole('searchbox', { name: 'Filter by name or folder' }).fill('list');
  await expect(documents.row('Wi-Fi at home.txt')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await documents.row('Packing list.md').click();
  await page.keyboard.press('Control+a');
  const bar = page.getByRole('toolbar', { name: 'Selected files' });
  await expect(bar).toContainText('2 selected');
  await page.keyboard.press('Delete');
  const asked = page.getByRole('dialog', { name: 'Remove 2 local copies?' });
  await expect(asked).toContainText('1 of them is no longer in OneDrive. It may be the only copy.');
  await asked.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No files on this computer yet')).toBeVisible();
  expect(sample.counters.count(/^DELETE/)).toBe(0);
});

test('a file and a folder are kept on this computer from the list of files, and their rows show it', async ({
  ui,
  page,
  tray,
}) => {
  const { files } = ui;
  await ui.openFolder('Finance');
  await files.row('Taxes').click({ button: 'right' });
  await ui.menuItem('Always keep on this computer').click();
  await expect(files.row('Taxes').getByRole('img', { name: 'Always kept on this computer' })).toBeVisible();
  await expect(tray.head).toContainText('downloaded');
  await files.row('Exchange rates.csv').click();
  await page.keyboard.press('Control+Shift+K');
  const mark = files.row('Exchange rates.csv').getByRole('img', { name: 'Always kept on this computer' });
  await expect(mark).toBeVisible();
  await files.row('Exchange rates.csv').click({ button: 'right' });
  await ui.menuItem('Don’t always keep').click();
  await expect(mark).toHaveCount(0);
  await expect(
    files.row('Exchange rates.csv').getByRole('img', { name: 'On this computer, too' }),
  ).toBeVisible();
});

test('shows folders as folders, with the same keyboard navigation as the list of files', async ({
  ui,
  page,
  tray,
}) => {
  await ui.openFolder('Finance');
  await ui.files.row('Taxes').click();
  await ui.files.row('Exchange rates.csv').click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+Shift+D');
  await expect(tray.head).toContainText('downloaded');
  const documents = createDocumentsPage(page);
  await documents.open();
  await documents.showFolders();
  await expect(documents.row('Finance')).toContainText('9 files');
  await documents.row('Finance').dblclick();
  await expect(documents.row('Taxes')).toBeVisible();
  await expect(documents.grid).toBeFocused();
  await page.keyboard.press('e');
  await expect(documents.row('Exchange rates.csv')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(documents.row('2024')).toContainText('4 files');
  await page.keyboard.press('Backspace');
  await expect(documents.row('Taxes')).toBeVisible();
  await expect(documents.grid).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(documents.row('2024')).toBeVisible();
  await page.keyboard.press('Control+1');
  await ui.files.focus();
  await page.keyboard.press('Control+3');
  await expect(documents.grid).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(documents.current).toContainText('Finance');
  const header = (name: string) => documents.grid.getByRole('columnheader', { name, exact: true });
  await header('From').click({ button: 'right' });
  await ui.menuItem('Columns…').click();
  const dialog = page.getByRole('dialog', { name: 'Columns in On this computer' });
  await dialog.getByRole('checkbox', { name: 'From' }).press('Space');
  await dialog.getByRole('button', { name: 'Move “Status” up' }).press('Enter');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(documents.grid.getByRole('columnheader')).toHaveText([
    'Name',
    'Downloaded',
    'Status',
    'Size',
    'Actions',
  ]);
  await expect(documents.row('Finance').getByRole('gridcell').nth(2)).toHaveText('Up to date');
  await documents.grid.focus();
  // Only the current row's buttons are tab stops.
  await page.keyboard.press('Tab');
  await expect(documents.row('Finance').getByRole('button', { name: 'Open Finance' })).toBeFocused();
});
