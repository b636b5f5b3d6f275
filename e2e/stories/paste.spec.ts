import { utimes } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './story.ts';

async function pasteFiles(page: Page, paths: readonly string[]): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'copied';
    input.hidden = true;
    document.body.append(input);
  });
  await page.locator('#copied').setInputFiles([...paths]);
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#copied');
    const copied = new DataTransfer();
    for (const file of input?.files ?? []) copied.items.add(file);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: copied, bubbles: true, cancelable: true }),
    );
    input?.remove();
  });
}

async function pastePicture(page: Page, name: string): Promise<void> {
  await page.evaluate((fileName) => {
    const copied = new DataTransfer();
    const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
    copied.items.add(new File([bytes], fileName, { type: 'image/png' }));
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: copied, bubbles: true, cancelable: true }),
    );
  }, name);
}

test('pastes files from the file manager into the open folder and keeps their times', async ({
  page,
  files,
  tray,
  local,
  sample,
}) => {
  const [note, image] = [await local.write('note.txt', 'note'), await local.write('image.png', 'a real one')];
  const written = new Date('2024-02-29T12:00:00Z');
  for (const path of [note, image]) await utimes(path, written, written);
  await files.open('myfiles/Inbox');
  await files.grid.focus();
  await pasteFiles(page, [note, image]);
  await tray.expectState('note.txt', 'done');
  await tray.expectState('image.png', 'done');
  expect(sample.drive.tree('Inbox')).toEqual(['image.png', 'note.txt']);
  expect(sample.drive.bytes('Inbox/image.png').toString()).toBe('a real one');
  await expect(files.row('note.txt')).toContainText('2024');

  // Identical files are skipped; another file with that name is asked about.
  await files.grid.focus();
  await pasteFiles(page, [note]);
  await expect(tray.root).toContainText('Skipped: OneDrive already has the same file');
  await local.write('note.txt', 'another note');
  await files.grid.focus();
  await pasteFiles(page, [note]);
  await expect(tray.root.locator('[data-transfer-state="conflict"]')).toHaveCount(1);
  expect(sample.drive.tree('Inbox')).toEqual(['image.png', 'note.txt']);
});

test('uploads a pasted picture without a path under its own name', async ({ page, files, tray, sample }) => {
  await files.open('myfiles/Inbox');
  await files.grid.focus();
  await pastePicture(page, 'Drawing.png');
  await tray.expectState('Drawing.png', 'done');
  expect([...sample.drive.bytes('Inbox/Drawing.png')]).toEqual([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
});

test('names a pasted screenshot after the time it was pasted', async ({ page, files, sample }) => {
  await files.open('myfiles/Inbox');
  await files.grid.focus();
  await pastePicture(page, 'image.png');
  await expect.poll(() => sample.drive.tree('Inbox')).toHaveLength(1);
  const [name] = sample.drive.tree('Inbox');
  expect(name).toMatch(/^Pasted picture \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/);
  await expect(files.row(name ?? '')).toBeVisible();
});

test('text pasted into a text box stays text, and nothing is uploaded', async ({
  page,
  files,
  tray,
  sample,
  local,
}) => {
  const [note, wanted] = [await local.write('note.txt', 'note'), await local.write('wanted.txt', 'wanted')];
  await files.open('myfiles/Inbox');
  await page.keyboard.press('Control+l');
  await pasteFiles(page, [note]);
  await page.keyboard.press('Escape');
  await files.grid.focus();
  await pasteFiles(page, [wanted]);
  await tray.expectState('wanted.txt', 'done');
  expect(sample.drive.tree('Inbox')).toEqual(['wanted.txt']);
});

test('pasting where nothing can be stored says why and sends nothing', async ({
  page,
  files,
  local,
  sample,
}) => {
  const note = await local.write('note.txt', 'note');
  await files.around.goTo('Settings');
  await pasteFiles(page, [note]);
  await expect(page.getByText('Open a folder first. Nothing was uploaded.')).toBeVisible();
  expect(sample.counters.count('PUT content')).toBe(0);
});
