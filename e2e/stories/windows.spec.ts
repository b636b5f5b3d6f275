import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAppPage } from '../pages/app-page.ts';
import { dragData, pull } from '../pages/drags.ts';
import { expect, test } from './story.ts';

test.use({ isolation: 'own' });

test('Ctrl+N opens another window in the same folder, with its own place and selection', async ({
  app,
  page,
  files,
}) => {
  await files.open('Documents');
  const opened = app.waitForEvent('window');
  await page.keyboard.press('Control+n');
  const other = await opened;
  const crumb = (of: typeof page) => of.locator('[aria-current="page"]').last();
  await expect(crumb(other)).toHaveText('Documents');
  const row = other.locator('[role="row"][data-ordinal]').first();
  await row.click();
  await expect(row).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('[role="row"][aria-selected="true"]')).toHaveCount(0);
  await other.keyboard.press('Control+1');
  await expect(crumb(other)).toHaveText('My files');
  await expect(crumb(page)).toHaveText('Documents');
});

test('a folder opens in another window from its menu and with Ctrl+Enter, but a file does not', async ({
  app,
  page,
  files,
}) => {
  const crumb = (of: typeof page) => of.locator('[aria-current="page"]').last();
  const item = page.getByRole('menuitem', { name: 'Open folder in new window' });
  await files.row('Documents').click({ button: 'right' });
  const opened = app.waitForEvent('window');
  await item.click();
  await expect(crumb(await opened)).toHaveText('Documents');
  await expect(crumb(page)).toHaveText('My files');
  await files.row('Documents').click();
  const again = app.waitForEvent('window');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(crumb(await again)).toHaveText('Documents');
});

test('items dragged into another window move within their drive, and are copied to another drive', async ({
  app,
  page,
  files,
  sample,
}) => {
  const { drive } = sample;
  await files.open('myfiles/Finance');
  const opened = app.waitForEvent('window');
  await page.keyboard.press('Control+n');
  const other = await opened;
  const there = createAppPage(other);
  await there.files.expectFolder('Finance');
  await there.address.goTo('myfiles/Projects');
  await there.files.expectFolder('Projects');
  await there.files.rowAt(1).click();
  await files.select('Exchange rates.csv');
  await files.row('Read me first.txt').click({ modifiers: ['Control'] });

  const several = await pull(page, files.row('Exchange rates.csv'), 'fetch', async (dragged) => {
    const drag = await dragData(other, dragged!);
    await drag.over(there.files.grid);
    await expect(other.getByText('Move 2 items to “Projects”')).toBeVisible();
    await drag.over(there.files.grid, { isCtrl: true });
    await expect(other.getByText('Copy 2 items to “Projects”')).toBeVisible();
    await drag.over(there.files.grid);
    await drag.drop();
  });
  // The other window learns what is dragged from the app: the data is an id.
  expect(several?.items.map(({ mimeType, data }) => `${mimeType} ${data}`)).toEqual([
    expect.stringMatching(/^application\/x-slipway-items [0-9a-f-]{36}$/),
  ]);
  await expect(there.toast('2 items moved to myfiles/Projects')).toBeVisible();
  await expect(there.files.row('Read me first.txt')).toBeVisible();
  await expect(files.row('Read me first.txt')).toHaveCount(0);
  expect(drive.find('Finance/Exchange rates.csv')).toBeNull();
  // As after a drop of its own, what arrived is selected; nothing is downloaded for another program.
  await expect(there.files.selected).toHaveCount(2);
  await expect(page.getByText(/^Downloading/)).toHaveCount(0);
  await other.keyboard.press('Control+z');
  await expect(files.row('Read me first.txt')).toBeVisible();

  await there.address.goTo('shared/HR/Forms');
  await there.files.expectFolder('Forms');
  await pull(page, files.row('Read me first.txt'), 'content', async (dragged) => {
    const drag = await dragData(other, dragged!);
    await drag.over(there.files.grid);
    await expect(other.getByText('Copy “Read me first.txt” to “Forms”')).toBeVisible();
    await drag.drop();
    await other.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
  });
  await expect(there.files.row('Read me first.txt')).toBeVisible();
  expect(drive.find('Finance/Read me first.txt')).not.toBeNull();

  // Other programs and profiles may use the same type, but the app doesn't know their ids.
  await page.mouse.move(400, 300);
  await other.mouse.move(400, 300);
  const foreign = await dragData(other, { ...several!, items: [{ ...several!.items[0]!, data: 'unknown' }] });
  await foreign.over(there.files.grid);
  await expect(other.getByText('Only items from a window of this profile can be dropped here')).toBeVisible();
  await foreign.drop();
  await expect(there.toast(/Nothing was moved or copied/)).toHaveCount(0);
});

test('a conflict that is decided in one window is no longer asked about in another', async ({
  app,
  page,
  files,
  profile,
  sample,
  tray,
}) => {
  const name = 'Reading list.txt';
  await files.open('myfiles/Documents');
  await files.select(name);
  await page.keyboard.press('Enter');
  await tray.expectState(name, 'done');
  const opened = app.waitForEvent('window');
  await page.keyboard.press('Control+n');
  const windows = [page, await opened];
  sample.drive.addFile(`Documents/${name}`, 'theirs');
  await writeFile(join(profile, 'documents/alex@contoso.example/myfiles/Documents', name), 'mine');
  for (const one of windows) await one.getByRole('button', { name: `Compare and decide: ${name}` }).click();
  const questions = windows.map((one) => one.getByRole('dialog', { name: `“${name}” was changed` }));
  await expect(questions[1]!).toBeVisible();
  await questions[0]!.getByRole('button', { name: 'Use my copy' }).click();
  for (const question of questions) await expect(question).toHaveCount(0);
  for (const one of windows)
    await expect(one.getByRole('region', { name: 'Edited files' })).toContainText('Saved to OneDrive');
  expect(sample.drive.bytes(`Documents/${name}`).toString()).toBe('mine');
});
