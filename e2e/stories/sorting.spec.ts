import type { SampleService } from '../../electron/sample/sample-service.ts';
import { expect, test } from './story.ts';

const day = (date: number): number => Date.UTC(2026, 5, date, 12);

/** Two folders and four files, each first in exactly one sort order. */
function addPages({ drive }: SampleService): void {
  drive.addFolder('Inbox/Folder 10').modifiedMs = day(1);
  drive.addFolder('Inbox/Folder 9').modifiedMs = day(2);
  const files = [
    ['Page 1.txt', 200, day(3)],
    ['Page 2.txt', 400, day(2)],
    ['Page 10.md', 300, day(4)],
    ['Page 11.txt', 100, day(1)],
  ] as const;
  for (const [name, sizeBytes, modifiedMs] of files)
    drive.addFile(`Inbox/${name}`, { sizeBytes }).modifiedMs = modifiedMs;
  drive.share('Inbox/Page 10.md', 'read', 'dana@contoso.example');
}

const folders = ['Folder 9', 'Folder 10'];

test('clicking a column sorts by it, clicking again reverses it; folders come first, and numbers sort as numbers', async ({
  ui,
  sample,
  page,
}) => {
  const { files } = ui;
  addPages(sample);
  await ui.openFolder('Inbox');
  // Clicks the whole header, not just its text.
  const click = async (column: string) => {
    const { width } = (await files.header(column).boundingBox()) ?? { width: 0 };
    await files.header(column).click({ position: { x: column === 'Size' ? 6 : width - 6, y: 16 } });
  };

  await files.expectNames([...folders, 'Page 1.txt', 'Page 2.txt', 'Page 10.md', 'Page 11.txt']);
  await expect(files.header('Name')).toHaveAttribute('aria-sort', 'ascending');
  await click('Name');
  await files.expectNames(['Folder 10', 'Folder 9', 'Page 11.txt', 'Page 10.md', 'Page 2.txt', 'Page 1.txt']);
  await expect(files.header('Name')).toHaveAttribute('aria-sort', 'descending');

  await click('Modified');
  await files.expectNames([...folders, 'Page 10.md', 'Page 1.txt', 'Page 2.txt', 'Page 11.txt']);
  await expect(files.header('Modified')).toHaveAttribute('aria-sort', 'descending');
  await expect(files.header('Name')).toHaveAttribute('aria-sort', 'none');
  await click('Modified');
  await files.expectNames(['Folder 10', 'Folder 9', 'Page 11.txt', 'Page 2.txt', 'Page 1.txt', 'Page 10.md']);

  await click('Size');
  await files.expectNames([...folders, 'Page 2.txt', 'Page 10.md', 'Page 1.txt', 'Page 11.txt']);
  await click('Size');
  await files.expectNames([...folders, 'Page 11.txt', 'Page 1.txt', 'Page 10.md', 'Page 2.txt']);

  await click('Sharing');
  await expect(files.header('Sharing')).toHaveAttribute('aria-sort', 'ascending');
  await click('Sharing');
  await files.expectNames([...folders, 'Page 10.md', 'Page 1.txt', 'Page 2.txt', 'Page 11.txt']);

  await page.keyboard.press('Home');
  await files.expectFocus('Folder 9');
});

test('each column has a menu that sorts both ways and hides columns', async ({ ui, sample, page }) => {
  const { files } = ui;
  addPages(sample);
  await ui.openFolder('Inbox');
  const openMenu = (column: string) => files.header(column).click({ button: 'right' });
  const radio = (name: string) => page.getByRole('menuitemradio', { name });
  const check = (name: string) => page.getByRole('menuitemcheckbox', { name: new RegExp(`^${name}`) });

  await files.rowAt(1).click();
  await openMenu('Modified');
  await expect(ui.menuItem('New folder')).toHaveCount(0);
  await radio('Sort ascending').click();
  await expect(files.header('Modified')).toHaveAttribute('aria-sort', 'ascending');
  await files.expectNames(['Folder 10', 'Folder 9', 'Page 11.txt', 'Page 2.txt', 'Page 1.txt', 'Page 10.md']);
  await openMenu('Modified');
  await expect(radio('Sort ascending')).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(files.header('Modified')).toHaveAttribute('aria-sort', 'descending');
  await files.expectSelected(['Folder 9']);
  await expect(files.grid).toBeFocused();

  await openMenu('Name');
  await expect(check('Sharing')).toBeChecked();
  await check('Sharing').click();
  await expect(files.header('Sharing')).toHaveCount(0);
  await openMenu('Modified by');
  await expect(radio('Sort ascending')).not.toBeChecked();
  await check('Sharing').click();
  await expect(files.header('Sharing')).toBeVisible();
});

test('Shift+click adds a second column for rows that are equal in the first', async ({ ui, sample }) => {
  const { files } = ui;
  for (const [name, sizeBytes] of [
    ['a.txt', 10],
    ['b.txt', 20],
    ['c.txt', 10],
  ] as const) {
    sample.drive.addFile(`Inbox/${name}`, { sizeBytes });
  }
  await ui.openFolder('Inbox');
  await files.header('Size').getByRole('button').click();
  await files.expectNames(['b.txt', 'a.txt', 'c.txt']);
  await files
    .header('Name')
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  await expect(files.header('Name').getByRole('button')).toContainText('2');
  await expect(files.header('Size')).toHaveAttribute('aria-sort', 'descending');
  await files.expectNames(['b.txt', 'a.txt', 'c.txt']);
  await files
    .header('Name')
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  await files.expectNames(['b.txt', 'c.txt', 'a.txt']);
});

test('the Sort menu does the same by keyboard, also for kinds, and the order is kept in other folders', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  addPages(sample);
  await ui.openFolder('Inbox');
  await files.row('Page 2.txt').click();
  await ui.command('Sort').click();
  await page.getByRole('menuitemradio', { name: 'Type' }).click();
  await files.expectNames([...folders, 'Page 10.md', 'Page 1.txt', 'Page 2.txt', 'Page 11.txt']);
  await files.expectSelected(['Page 2.txt']);
  await ui.command('Sort').click();
  await page.getByRole('menuitemradio', { name: 'Descending' }).click();
  await files.expectNames([...folders, 'Page 1.txt', 'Page 2.txt', 'Page 11.txt', 'Page 10.md']);

  await files.header('Name').getByRole('button').click();
  await files.header('Name').getByRole('button').click();
  await page.keyboard.press('Alt+ArrowUp');
  await files.expectFolder('My files');
  await expect(files.rowAt(1)).toContainText('Team handbook');
});
