import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expectAccessible } from '../pages/axe.ts';
import { createDialogs, type Dialogs } from '../pages/dialogs.ts';
import { createSearchBox } from '../pages/search-box.ts';
import { createDocumentsPage } from '../pages/documents-page.ts';
import { expect, test as base } from './story.ts';

interface Fixtures {
  copy: string;
  dialogs: Dialogs;
  bar: Locator;
}

const name = 'Reading list.txt';
const there = `Documents/${name}`;

const test = base.extend<Fixtures>({
  copy: async ({ files, page, profile, tray }, use) => {
    await files.open('myfiles/Documents');
    await files.select(name);
    await page.keyboard.press('Enter');
    await tray.expectState(name, 'done');
    await use(join(profile, 'documents', 'alex@contoso.example', 'myfiles', 'Documents', name));
  },
  dialogs: async ({ page }, use) => use(createDialogs(page)),
  bar: async ({ page }, use) => use(page.getByRole('region', { name: 'Edited files' })),
});

test('an edit shows at once and is saved to OneDrive without a question', async ({
  copy,
  files,
  bar,
  sample,
}) => {
  await writeFile(copy, 'Kristin Lavransdatter\n');
  const row = files.row(name);
  await expect(row.getByRole('img', { name: /^(Edited\. Slipway saves|Saving)/ })).toBeVisible();
  await expect(bar).toContainText(`${name}: Saved to OneDrive`);
  await expect(row.getByRole('img', { name: /^Saved to OneDrive/ })).toBeVisible();
  expect(sample.drive.bytes(there).toString()).toBe('Kristin Lavransdatter\n');
  expect(sample.drive.find(there)?.rare?.versions).toHaveLength(1);
});

test('a newer version of a file that is open shows on waking, and can be fetched by keyboard', async ({
  app,
  copy,
  files,
  bar,
  page,
  sample,
}) => {
  sample.drive.addFile(there, 'Theirs\n');
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  await expect(bar).toContainText(`${name}: A newer version is in OneDrive. Close the file in its program`);
  const outdated = { name: 'On this computer, but OneDrive has a newer version' };
  await expect(files.row(name).getByRole('img', outdated)).toBeVisible();
  await bar.getByRole('button', { name: `Get newer version: ${name}` }).focus();
  await page.keyboard.press('Enter');
  await expect(bar).not.toContainText(name);
  await expect(files.grid).toBeFocused();
  expect(await readFile(copy, 'utf8')).toBe('Theirs\n');
  await expect(files.row(name).getByRole('img', outdated)).toHaveCount(0);
});

test('compares an edit with someone else’s change; taking theirs keeps a copy of mine', async ({
  copy,
  bar,
  dialogs,
  page,
  profile,
  sample,
}) => {
  sample.drive.addFile(there, 'The Saga of the Volsungs\nTheirs\n');
  await writeFile(copy, 'The Saga of the Volsungs\nMine\n');
  await expect(bar).toContainText('OneDrive has a newer version');
  await bar.getByRole('button', { name: `Compare and decide: ${name}` }).click();
  await expect(dialogs.titled(`“${name}” was changed in two places`)).toBeVisible();
  await dialogs.press('Compare the texts');
  const table = dialogs.open.getByRole('table');
  await expect(table.getByRole('row').filter({ hasText: 'Mine' })).toContainText('Theirs');
  expect(sample.drive.bytes(there).toString()).toContain('Theirs');
  await dialogs.press('Use the one in OneDrive');
  await expect(page.getByText(`Your copy of “${name}” went to the trash`)).toBeVisible();
  await expect
    .poll(() => (existsSync(copy) ? readFile(copy, 'utf8') : ''))
    .toBe('The Saga of the Volsungs\nTheirs\n');
  await expect(bar).not.toContainText(name);
  // Where the stand-in puts trash; real Electron uses the user's own.
  const trash = `${profile}.trash`;
  if (!existsSync(trash)) return;
  const [trashed = ''] = await readdir(join(trash, 'files'));
  expect(await readFile(join(trash, 'files', trashed), 'utf8')).toBe('The Saga of the Volsungs\nMine\n');
  await rm(trash, { recursive: true });
});

test('the list of transfers offers what an edit in conflict needs, and leads to the comparison', async ({
  copy,
  dialogs,
  page,
  sample,
  tray,
}) => {
  sample.drive.addFile(there, 'theirs');
  await writeFile(copy, 'mine');
  const choice = page.getByRole('group', { name: `What to do with ${name}` });
  await expect(choice.getByRole('button')).toHaveText(['Keep both', 'Replace', 'Compare and decide…']);
  await expect(choice.getByRole('checkbox')).toHaveCount(0);
  await tray.press(name, 'Compare and decide…');
  await expect(dialogs.titled(`“${name}” was changed in two places`)).toBeVisible();
});

test('both versions can be kept, under a name that is shown first and from then on', async ({
  copy,
  bar,
  dialogs,
  page,
  sample,
}) => {
  sample.drive.addFile(there, 'theirs');
  await writeFile(copy, 'mine');
  await bar.getByRole('button', { name: `Compare and decide: ${name}` }).click();
  await expect(dialogs.open).toContainText('Reading list 1.txt');
  await dialogs.press('Keep both');
  await expect.poll(() => sample.drive.tree('Documents')).toContain('Reading list 1.txt');
  expect(sample.drive.bytes('Documents/Reading list 1.txt').toString()).toBe('mine');
  expect(sample.drive.bytes(there).toString()).toBe('theirs');
  const savedAs = `${name}: Saved to OneDrive as “Reading list 1.txt”`;
  await expect(bar).toContainText(savedAs);
  await writeFile(copy, 'mine, later');
  await expect.poll(() => sample.drive.bytes('Documents/Reading list 1.txt').toString()).toBe('mine, later');
  await expect(bar).toContainText(savedAs);
  const places = page.getByRole('navigation', { name: 'Places' });
  await places.getByRole('button', { name: 'On this computer' }).click();
  await page.getByRole('row', { name: 'Documents' }).dblclick();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('“Reading list 1.txt” in myfiles/Documents');
});

test('an edit of a file that somebody deleted in OneDrive says so, and puts the file back', async ({
  copy,
  bar,
  sample,
  tray,
}) => {
  sample.drive.remove(there);
  await writeFile(copy, 'mine');
  await expect(bar).toContainText(`${name}: Not saved yet: the file is no longer in OneDrive`);
  const asked = tray.row(name).filter({ hasText: 'The file is no longer in OneDrive.' });
  const choice = asked.getByRole('group', { name: `What to do with ${name}` });
  await expect(choice.getByRole('button')).toHaveText(['Put back', 'Save in another folder…']);
  await expect(asked.getByRole('button', { name: 'Put back', exact: true })).toHaveAccessibleDescription(
    'Stores it in OneDrive again.',
  );
  await bar.getByRole('button', { name: `Put back into OneDrive: ${name}` }).click();
  await expect(bar).toContainText(`${name}: Saved to OneDrive`);
  expect(sample.drive.bytes(there).toString()).toBe('mine');
});

test('an edit of a file whose folder was deleted in OneDrive is saved in a folder that I choose', async ({
  copy,
  bar,
  dialogs,
  page,
  sample,
  ui,
}) => {
  sample.drive.remove('Documents');
  await writeFile(copy, 'mine');
  await expect(bar).toContainText('the file is no longer in OneDrive');
  await bar.getByRole('button', { name: `Save in another folder: ${name}` }).click();
  await expect(dialogs.titled(`Save “${name}” in…`)).toBeVisible();
  await expectAccessible(page, 'choosing a folder for an edited file');
  await page.getByRole('treeitem', { name: 'Finance' }).click();
  await dialogs.press('Save here');
  await expect(bar).toContainText(`${name}: Saved to OneDrive in myfiles/Finance, `);
  expect(sample.drive.bytes(`Finance/${name}`).toString()).toBe('mine');
  await ui.files.focus();
  const documents = createDocumentsPage(page);
  await documents.open();
  await expect(documents.cell(name, 'from')).toHaveText('myfiles/Finance');
});

test('a file that I can only view says so when it opens, and its edit is saved in a folder that I choose', async ({
  bar,
  dialogs,
  files,
  page,
  profile,
  sample,
  tray,
  ui,
}) => {
  const agenda = 'Team offsite agenda.docx';
  const places = page.getByRole('navigation', { name: 'Places' });
  await places.getByRole('button', { name: /^Shared/ }).click();
  await expect(files.row(agenda)).toContainText('View only');
  await files.select(agenda);
  await page.keyboard.press('Enter');
  await expect(ui.toast(/You can only view it in OneDrive/)).toBeVisible();
  await tray.expectState(agenda, 'done');
  const copy = join(profile, 'documents', 'alex@contoso.example', 'shared', agenda);
  await writeFile(copy, 'mine');
  await expect(bar).toContainText(`${agenda}: Not saved: You don’t have permission to change`);
  const documents = createDocumentsPage(page);
  await documents.open();
  await expect(documents.cell(agenda, 'state')).toHaveAttribute('title', /keep a copy in My files/);
  const elsewhere = { name: `Save in another folder: ${agenda}` };
  await expect(bar.getByRole('button', elsewhere)).toBeVisible();
  await documents.row(agenda).getByRole('button', elsewhere).click();
  await page.getByRole('treeitem', { name: 'My files' }).click();
  await dialogs.press('Save here');
  await expect(bar).toContainText(`${agenda}: Saved to OneDrive in myfiles, `);
  expect(sample.drive.bytes(agenda).toString()).toBe('mine');
});

test('a file that I can only view says so from a search and from On this computer, too', async ({
  files,
  page,
  tray,
  ui,
}) => {
  const guide = 'How to use them.md';
  const said = ui.toast(`Opening “${guide}”… You can only view it in OneDrive`);
  await files.around.goTo('Shared');
  await files.select('Brand assets');
  await page.keyboard.press('Control+Shift+p');
  await ui.toasts.getByRole('button', { name: 'Find everywhere' }).click();
  await createSearchBox(page).input.fill(guide);
  await files.row(guide).dblclick();
  await expect(said).toBeVisible();
  await tray.expectState(guide, 'done');
  const dismiss = page.getByRole('button', { name: 'Dismiss' });
  // Another message may still be there.
  await ui.toasts
    .locator('div', { hasText: 'You can only view it', has: dismiss })
    .last()
    .getByRole('button', { name: 'Dismiss' })
    .click();
  await expect(said).toHaveCount(0);
  const documents = createDocumentsPage(page);
  await documents.open();
  await documents.row(guide).dblclick();
  await expect(said).toBeVisible();
});

test('an account set to ask first asks before saving, by keyboard too', async ({
  copy,
  bar,
  dialogs,
  page,
  sample,
}) => {
  const places = page.getByRole('navigation', { name: 'Places' });
  await places.getByRole('button', { name: /^Settings/ }).click();
  await page.getByRole('button', { name: /^More actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Account settings…' }).click();
  await dialogs.open.getByRole('radio', { name: 'Ask me first' }).check();
  await dialogs.press('Save');
  await dialogs.expectNone();
  await writeFile(copy, 'asked about');
  const save = bar.getByRole('button', { name: `Save to OneDrive: ${name}` });
  await save.focus();
  await expect(page.getByText('Safe to close')).toHaveCount(0);
  expect(sample.drive.bytes(there).toString()).not.toBe('asked about');
  await page.keyboard.press('Enter');
  await expect(bar).toContainText(`${name}: Saved to OneDrive`);
  expect(sample.drive.bytes(there).toString()).toBe('asked about');
});
