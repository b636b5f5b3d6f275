import { createTransfersPage } from '../pages/transfers-page.ts';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './story.ts';

const home = (profile: string): string => join(profile, 'documents', 'alex@contoso.example', 'myfiles');

async function listAll(folder: string): Promise<string[]> {
  return existsSync(folder) ? (await readdir(folder, { recursive: true })).sort() : [];
}

/** Replaces `shell`, since a test must not start programs of the system. */
async function watchDesktop(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    shell.openPath = (path) => {
      asked.push(`open ${path}`);
      return Promise.resolve('');
    };
    shell.showItemInFolder = (path) => void asked.push(`show ${path}`);
  });
  return () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

test('a download arrives byte for byte in the documents folder, verified, and can be opened and shown', async ({
  app,
  files,
  tray,
  profile,
  sample,
}) => {
  const asked = await watchDesktop(app);
  await files.open('myfiles/Finance/Invoices/2026');
  await files.download('Invoice 1 - Woodgrove.pdf');
  const name = 'Invoice 1 - Woodgrove.pdf';
  await expect(tray.row(name)).toContainText('Downloaded · From myfiles/Finance/Invoices/2026');
  await expect(tray.row(name).getByRole('img', { name: /^Verified/ })).toBeVisible();
  const path = join(home(profile), 'Finance', 'Invoices', '2026', name);
  expect((await readFile(path)).equals(sample.drive.bytes(`Finance/Invoices/2026/${name}`))).toBe(true);

  await tray.press(name, `Open ${name}`);
  await tray.press(name, `Show ${name} in its folder`);
  await expect.poll(asked).toEqual([`open ${path}`, `show ${path}`]);
});

test('double-clicking a file downloads and opens it; the second time it opens without a download', async ({
  app,
  files,
  tray,
  profile,
  sample,
}) => {
  const asked = await watchDesktop(app);
  await files.open('myfiles/Documents');
  await files.row('Packing list.md').dblclick();
  const path = join(home(profile), 'Documents', 'Packing list.md');
  await expect.poll(asked).toEqual([`open ${path}`]);
  await tray.expectState('Packing list.md', 'done');
  await files.row('Packing list.md').dblclick();
  await expect.poll(asked).toEqual([`open ${path}`, `open ${path}`]);
  expect(sample.counters.count('GET download')).toBe(1);
});

test('downloads a folder with everything in it and lists it as one folder', async ({
  files,
  tray,
  page,
  profile,
  sample,
}) => {
  await files.open('myfiles/Projects');
  await files.download('Office move');
  const tree = sample.drive.tree('Projects/Office move');
  const fileCount = tree.filter((path) => !path.endsWith('/')).length;
  const folderCount = tree.length - fileCount + 1;
  expect(folderCount).toBeGreaterThan(1);
  await expect(tray.head).toHaveText(new RegExp(`^${fileCount} files, ${folderCount} folders downloaded`));
  await files.around.goTo('Transfers');
  const list = createTransfersPage(page);
  await expect(
    list.batch(`Download of ${fileCount} files, ${folderCount} folders from myfiles/Projects`),
  ).toContainText(`${fileCount} of ${fileCount} done`);
  const row = list.row('Office move');
  await expect(row).toContainText(/Downloaded\d+ items$/);
  await expect(row.getByRole('img', { name: /verified/i })).toHaveCount(0);
  const folder = join(home(profile), 'Projects', 'Office move');
  const there = await listAll(folder);
  expect(there).toEqual(
    sample.drive
      .tree('Projects/Office move')
      .map((path) => path.replace(/\/$/, ''))
      .sort(),
  );
  const quote = 'Quotes/Quote 10 - Painter.pdf';
  expect(
    (await readFile(join(folder, quote))).equals(sample.drive.bytes(`Projects/Office move/${quote}`)),
  ).toBe(true);
});

for (const status of [403, 404, 500]) {
  test(`P1: a ${status} response from the download host never becomes the file`, async ({
    files,
    tray,
    profile,
    sample,
  }) => {
    const refused = sample.faults.add({
      route: 'GET download',
      status,
      times: Number.POSITIVE_INFINITY,
      body: { error: { code: 'malwareDetected', message: 'not the file' } },
      headers: { 'request-id': 'second-hop-1' },
    });
    await files.open('myfiles/Documents');
    await files.download('Reading list.txt');
    await tray.expectState('Reading list.txt', 'failed');
    expect(refused.struck).toBeGreaterThan(0);
    const details = await tray.details('Reading list.txt');
    await expect(details).toContainText(String(status));
    await expect(details).toContainText('second-hop-1');
    const left = (await listAll(home(profile))).filter((path) => !['Documents'].includes(path));
    expect(left, 'no file, not even a partial one').toEqual([]);
    expect(sample.counters.count(/^DELETE/)).toBe(0);
  });
}

test('discards bytes damaged in transit and downloads them again', async ({
  files,
  tray,
  profile,
  sample,
}) => {
  const damaged = sample.faults.add({ route: 'GET download', corrupt: true });
  await files.open('myfiles/Documents');
  await files.download('Reading list.txt');
  await tray.expectState('Reading list.txt', 'done');
  expect(damaged.struck).toBe(1);
  expect(await readFile(join(home(profile), 'Documents', 'Reading list.txt'))).toEqual(
    sample.drive.bytes('Documents/Reading list.txt'),
  );
});

test('an interrupted download continues where it stopped', async ({ files, tray, profile, sample }) => {
  sample.drive.addFile('Inbox/Long.bin', { sizeBytes: 2_000_000 });
  sample.faults.add({ route: 'GET download', cutAfterBytes: 700_000 });
  await files.open('myfiles/Inbox');
  await files.download('Long.bin');
  await tray.expectState('Long.bin', 'done');
  const ranges = sample.counters.seen
    .filter(({ label }) => label === 'GET download')
    .map(({ range }) => range);
  expect(ranges).toHaveLength(2);
  expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  expect(
    (await readFile(join(home(profile), 'Inbox', 'Long.bin'))).equals(sample.drive.bytes('Inbox/Long.bin')),
  ).toBe(true);
});

test('a download canceled halfway leaves nothing on the disk', async ({ files, tray, profile, sample }) => {
  sample.drive.addFile('Inbox/Long.bin', { sizeBytes: 4_000_000 });
  sample.faults.add({ route: 'GET download', bytesPerSecond: 60_000 });
  await files.open('myfiles/Inbox');
  await files.download('Long.bin');
  await expect(tray.row('Long.bin')).toContainText(/of 3\.8 MB · .*\/s/);
  await tray.press('Long.bin', 'Cancel Long.bin');
  await tray.expectState('Long.bin', 'cancelled');
  expect((await listAll(home(profile))).filter((path) => path.includes('.'))).toEqual([]);
});

test('refuses a file with a virus, says so, and leaves nothing of it on the disk', async ({
  files,
  tray,
  profile,
  sample,
}) => {
  await files.open('myfiles/Documents');
  sample.drive.flagMalware('Documents/Passport scan.pdf', 'EICAR');
  await files.download('Passport scan.pdf');
  await tray.expectState('Passport scan.pdf', 'failed');
  await expect(tray.row('Passport scan.pdf')).toContainText('OneDrive found malware in “Passport scan.pdf”');
  expect((await listAll(home(profile))).filter((path) => path.includes('.'))).toEqual([]);
});

test('downloads into a chosen folder and can show the file there', async ({
  app,
  files,
  tray,
  local,
  sample,
}) => {
  const asked = await watchDesktop(app);
  const folder = await local.makeFolder('Desk');
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, folder);
  await files.open('myfiles/Documents');
  await files.select('Reading list.txt');
  await files.row('Reading list.txt').click({ button: 'right' });
  const { page } = files.around;
  await page.getByRole('menuitem', { name: /^Download to…/ }).click();
  await expect(tray.row('Reading list.txt')).toContainText('Downloaded to “Desk”');
  await expect(tray.head).toContainText('1 file downloaded to “Desk”');
  expect(await readFile(join(folder, 'Reading list.txt'))).toEqual(
    sample.drive.bytes('Documents/Reading list.txt'),
  );
  await tray.press('Reading list.txt', 'Show Reading list.txt in its folder');
  await expect.poll(asked).toEqual([`show ${join(folder, 'Reading list.txt')}`]);

  // Again by keyboard shortcut; now the name is taken.
  await files.select('Reading list.txt');
  await page.keyboard.press('ControlOrMeta+Shift+E');
  await expect(tray.row('Reading list.txt').first()).toContainText('as “Reading list (2).txt”');
  expect((await readdir(folder)).sort()).toEqual(['Reading list (2).txt', 'Reading list.txt']);
});

test('a file that may be a program is not opened: a message names its kind and source, then its folder is shown', async ({
  app,
  page,
  files,
  tray,
  profile,
  sample,
}) => {
  const asked = await watchDesktop(app);
  sample.drive.addFile('Finance/invoice.pdf.exe', 'MZ');
  await files.open('myfiles/Finance');
  await files.row('invoice.pdf.exe').dblclick();
  const question = page.getByRole('dialog', { name: '“invoice.pdf.exe” is a program' });
  await expect(question).toContainText('It comes from Alex');
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(existsSync(join(home(profile), 'Finance'))).toBe(false);

  await files.row('invoice.pdf.exe').dblclick();
  await question.getByRole('button', { name: 'Show in folder' }).click();
  const path = join(home(profile), 'Finance', 'invoice.pdf.exe');
  await expect.poll(asked).toEqual([`show ${path}`]);

  await tray.press('invoice.pdf.exe', 'Open invoice.pdf.exe');
  await expect(question).toContainText('It comes from Alex');
  await question.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(asked).toEqual([`show ${path}`, `show ${path}`]);
});
