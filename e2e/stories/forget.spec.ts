import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createSettingsPage } from '../pages/settings-page.ts';
import { expect, test as base } from './story.ts';

const test = base.extend<{ question: { answer(button: string, withCopies?: boolean): Promise<void> } }>({
  question: async ({ page, files, tray }, use) => {
    await files.open('myfiles/Documents');
    await files.download('Reading list.txt');
    await tray.expectState('Reading list.txt', 'done');
    const settings = createSettingsPage(page);
    await settings.open();
    const dialog = await settings.forget();
    await use({
      async answer(button, withCopies = false) {
        if (withCopies) await dialog.getByRole('checkbox', { name: /^Also remove the local copy/ }).check();
        await dialog.getByRole('button', { name: button }).click();
        await dialog.waitFor({ state: 'detached' });
      },
    });
  },
});

test.use({ isolation: 'ownChromium' });

const copyIn = (profile: string): string =>
  join(profile, 'documents', 'alex@contoso.example', 'myfiles', 'Documents', 'Reading list.txt');

/** Leaves out the profile of the stand-in's browser, since real Electron keeps no window history. */
async function listProfile(profile: string): Promise<string[]> {
  const all = await readdir(profile, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => relative(profile, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('Chromium'))
    .sort();
}

async function findTraces(profile: string): Promise<string[]> {
  const words = ['Alex Sample', 'alex@contoso.example', 'Reading list'];
  const found: string[] = [];
  for (const path of await listProfile(profile)) {
    const bytes = await readFile(join(profile, path)).catch(() => Buffer.alloc(0));
    if (words.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'))))
      found.push(path);
  }
  return found;
}

test('Erase all data leaves nothing of the user in the profile, including the copies when asked', async ({
  app,
  page,
  question,
  profile,
  sample,
  launch,
}) => {
  expect(await findTraces(profile), 'proves that the search finds traces').not.toEqual([]);
  await mkdir(join(profile, 'logs'), { recursive: true });
  await appendFile(join(profile, 'logs', 'slipway.log'), 'before Erase all data');
  await writeFile(join(profile, 'logs', 'slipway.old.log'), 'before Erase all data');
  await question.answer('Erase all data', true);
  await expect(page.getByRole('button', { name: 'Try the sample drive' })).toBeVisible();
  expect(existsSync(join(profile, 'documents'))).toBe(false);
  expect(sample.counters.count(/^DELETE/)).toBe(0);
  for (const name of await readdir(join(profile, 'logs')))
    expect(await readFile(join(profile, 'logs', name), 'utf8'), name).not.toContain('before Erase all data');
  await app.close();
  expect(await findTraces(profile)).toEqual([]);
  expect((await listProfile(profile)).filter((path) => /\.(json|db|sqlite)/.test(path))).toEqual([
    'window.json',
  ]);

  const again = await (await launch()).firstWindow();
  await expect(again.getByRole('button', { name: 'Try the sample drive' })).toBeVisible();
});

test('Erase all data without the copies keeps them in the list', async ({
  page,
  question,
  profile,
  sample,
  files,
}) => {
  await question.answer('Erase all data');
  await expect(page.getByRole('button', { name: 'Try the sample drive' })).toBeVisible();
  expect((await readFile(copyIn(profile))).equals(sample.drive.bytes('Documents/Reading list.txt'))).toBe(
    true,
  );
  expect(await listProfile(profile)).not.toContain('accounts.json');
  await files.around.openSampleDrive();
  await files.around.goTo('On this computer');
  await page.getByRole('button', { name: 'All files' }).click();
  await expect(page.getByRole('grid', { name: 'Files on this computer' })).toContainText('Reading list.txt');
});

test('Cancel erases nothing', async ({ question, profile, page }) => {
  await question.answer('Cancel');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  expect(existsSync(copyIn(profile))).toBe(true);
});

test('lists running transfers first, and erasing ends them', async ({ page, uploadSlowly, sample }) => {
  await uploadSlowly(100_000, 8_000_000);
  const settings = createSettingsPage(page);
  await settings.open();
  const dialog = await settings.forget();
  await expect(dialog).toContainText('1 transfer in progress will be canceled.');
  await dialog.getByRole('button', { name: 'Erase all data' }).click();
  await expect(page.getByRole('button', { name: 'Try the sample drive' })).toBeVisible();
  expect(sample.counters.count('DELETE upload session')).toBe(1);
  expect(sample.drive.tree('Inbox')).toEqual([]);
});
