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
