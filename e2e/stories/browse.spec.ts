import { expect, test } from './story.ts';

const root = ['Documents', 'Finance', 'Inbox', 'Pictures', 'Projects', 'Recordings', 'Team handbook'];
const rootFiles = [
  'Ideas.txt',
  'Opening hours.html',
  'Recipes',
  'Welcome to the sample drive.md',
  'Year in review.pdf',
];

test('My files lists names, dates, people, sizes, sharing and an icon for each kind of file', async ({
  ui,
}) => {
  const { files } = ui;
  await expect(files.grid.getByRole('columnheader')).toHaveText([
    'Name',
    'Modified',
    'Modified by',
    'Size',
    'Sharing',
  ]);
  await files.expectNames([...root, ...rootFiles]);
  await expect(files.cell('Finance', 'size')).toHaveText('9 items');
  await expect(files.cell('Team handbook', 'sharing')).toHaveText('Shared');
  await expect(files.row('Team handbook').getByRole('img', { name: 'Shared' })).toBeVisible();
  await expect(files.cell('Finance', 'sharing')).toHaveText('');
  await expect(files.cell('Ideas.txt', 'size')).toHaveText(/^[\d.]+ (bytes|KB)$/);
  await expect(files.cell('Ideas.txt', 'modified')).toHaveText(/^(Nov|Oct) \d+$/);
  await expect(files.cell('Ideas.txt', 'modified')).toHaveAttribute('title', /^\w+day, \w+ \d+, 2026 at /);
  await expect(files.cell('Ideas.txt', 'modifiedBy')).toHaveText(/Alex Sample|Dana Reyes/);
  const families = {
    Finance: 'folder',
    'Team handbook': 'sharedFolder',
    Recipes: 'notebook',
    'Ideas.txt': 'text',
    'Year in review.pdf': 'pdf',
  };
  for (const [name, family] of Object.entries(families)) {
    await expect(files.row(name).locator(`svg[data-family="${family}"]`)).toBeVisible();
  }
  await expect(ui.status).toContainText('12 items');
  await expect(ui.status).toContainText('Updated just now');
  await expect(ui.status.getByRole('meter', { name: 'Storage' })).toHaveAttribute(
    'aria-valuetext',
    / of 5\.0 GB used$/,
  );
});

test('folders open by double-click and Enter; back, forward and up work by button, key and mouse', async ({
  ui,
  page,
}) => {
  const { files } = ui;
  await files.row('Finance').dblclick();
  await files.expectFolder('Finance');
  await expect(page).toHaveTitle('Finance - Alex Sample - Slipway');
  await files.row('Invoices').click();
  await page.keyboard.press('Enter');
  await files.expectFolder('Invoices');
  await files.expectNames(['2024', '2025', '2026', 'Numbering.md', 'Open items.xlsx']);

  await page.keyboard.press('Alt+ArrowLeft');
  await files.expectFolder('Finance');
  await files.expectFocus('Invoices');
  await page.keyboard.press('Alt+ArrowRight');
  await files.expectFolder('Invoices');
  await page.keyboard.press('Alt+ArrowUp');
  await files.expectFolder('Finance');
  await files.expectFocus('Invoices');
  await page.keyboard.press('Backspace');
  await files.expectFolder('My files');
  await files.expectFocus('Finance');
  await expect(page.getByRole('button', { name: 'Up one folder' })).toBeDisabled();
  await ui.address.goTo('myfiles/Finance/Invoices/2026');
  await files.expectFolder('2026');
  // Faster than the folders in between open.
  await Promise.all(['Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowUp'].map((keys) => page.keyboard.press(keys)));
  await files.expectFolder('My files');
  await files.expectFocus('Finance');
  await page.keyboard.press('Alt+ArrowLeft');
  await files.expectFolder('Finance');
  await files.row('Invoices').getByTitle('Invoices', { exact: true }).dblclick();
  await page.keyboard.press('Alt+ArrowUp');
  await files.expectFolder('Finance');
  await files.expectFocus('Invoices');
  await page.keyboard.press('Alt+ArrowUp');
  await files.expectFolder('My files');

  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await files.expectFolder('Finance');
  await page.getByRole('button', { name: 'Forward', exact: true }).click();
  await files.expectFolder('My files');
  await expect(page.getByRole('button', { name: 'Forward', exact: true })).toBeDisabled();
  // Playwright has no names for the side buttons; the page sees them as buttons 3 and 4.
  const session = await page.context().newCDPSession(page);
  const press = async (button: 'back' | 'forward') => {
    const at = { x: 640, y: 400, button, clickCount: 1 };
    await session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at });
    await session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at });
  };
  await press('back');
  await files.expectFolder('Finance');
  await press('forward');
  await files.expectFolder('My files');
  await session.detach();
});

test('every part of the path is a link; a path that is too long collapses in the middle', async ({
  ui,
  page,
  app,
  sample,
}) => {
  const deep = [
    'A rather long name for a folder',
    'Another rather long name',
    'And yet another one of them',
    'The last of the long names',
  ];
  sample.drive.addFolder(`Inbox/${deep.join('/')}`);
  await ui.openFolder('Finance/Invoices/2025');
  await ui.address.expectCrumbs(['My files', 'Finance', 'Invoices', '2025']);
  await expect(ui.address.crumb('2025')).toHaveAttribute('aria-current', 'page');
  await ui.address.crumb('Finance').click();
  await ui.files.expectFolder('Finance');
  await ui.address.expectCrumbs(['My files', 'Finance']);
  await ui.files.expectFocus('Invoices');
  await ui.address.crumb('My files').click();
  await ui.files.expectFolder('My files');

  await (await app.browserWindow(page)).evaluate((it) => it.setContentSize(960, 700));
  await ui.openFolder(`Inbox/${deep.join('/')}`);
  await ui.address.crumbs.getByRole('button', { name: 'Show hidden folders' }).click();
  await ui.menuItem(deep[0] ?? '').click();
  await ui.files.expectFolder(deep[0] ?? '');
});

test('refreshing shows items added elsewhere and keeps the selection and the focus', async ({
  ui,
  page,
  sample,
}) => {
  await ui.openFolder('Finance');
  await ui.files.row('Savings plan.xlsx').click();
  sample.drive.addFile('Finance/Added elsewhere.txt', 'by another computer');
  sample.drive.remove('Finance/Exchange rates.csv');
  await page.keyboard.press('F5');
  await expect(ui.files.row('Added elsewhere.txt')).toBeVisible();
  await expect(ui.files.row('Exchange rates.csv')).toHaveCount(0);
  await ui.files.expectSelected(['Savings plan.xlsx']);
  await ui.files.expectFocus('Savings plan.xlsx');

  sample.drive.addFile('Finance/Added later.txt', 'once more');
  await ui.command('Refresh').click();
  await expect(ui.files.row('Added later.txt')).toBeVisible();

  // With everything below it: the folder is up to date before it is opened.
  sample.drive.addFile('Finance/Invoices/Added below.txt', 'new');
  await ui.files.focus();
  await page.keyboard.press('Shift+F5');
  await expect(ui.toasts).toContainText('“myfiles/Finance” is up to date');
  await ui.openFolder('Invoices');
  await expect(ui.files.row('Added below.txt')).toBeVisible();
});

test('a folder of 10,000 items scrolls to its end and its middle and works by keyboard', async ({
  ui,
  page,
  sample,
}) => {
  sample.drive.addFolder('Inbox/Many', { files: 10_000 });
  await ui.openFolder('Inbox/Many');
  const { grid } = ui.files;
  await expect(grid).toHaveAttribute('aria-rowcount', '10001');
  await expect(ui.status).toContainText('10,000 items');

  await page.keyboard.press('End');
  await expect(ui.files.row('file 10000.txt')).toBeInViewport();
  await ui.files.expectFocus('file 10000.txt');
  await page.keyboard.press('PageUp');
  await expect(ui.files.row('file 10000.txt')).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('Home');
  await expect(ui.files.row('file 1.txt')).toBeInViewport();

  await grid.evaluate((it) => it.scrollTo({ top: 7300 * 32 }));
  await expect(ui.files.row('file 7310.txt')).toBeInViewport();
  await expect(ui.files.row('file 7310.txt')).toHaveAttribute('aria-rowindex', '7311');
  expect(await ui.files.rows.count(), 'only visible rows exist').toBeLessThan(60);
  expect(
    sample.counters.count(/GET .*children/),
    'scrolling reads the index, not the service',
  ).toBeLessThanOrEqual(13);

  expect(
    await grid.evaluate(scrollScreens, 40),
    'rows that come take the elements of those that left',
  ).toBeLessThan(80);
  const places = () => ui.files.rows.evaluateAll((rows) => rows.map((row) => Number(row.dataset['ordinal'])));
  const rested = () =>
    expect
      .poll(
        async () => (await places()).every((place, at, all) => at === 0 || place === (all[at - 1] ?? 0) + 1),
        {
          message: 'at rest they stand in the order in which they are read',
        },
      )
      .toBe(true);
  await rested();

  // A press right after scrolling reaches the row at the pointer, and their order waits for its release.
  const ordinalAt = (y: number) =>
    page.evaluate(
      (top) =>
        document.elementFromPoint(300, top)?.closest<HTMLElement>('[data-ordinal]')?.dataset['ordinal'],
      y,
    );
  await page.mouse.move(300, 300);
  await grid.evaluate(scrollScreens, -1);
  await page.mouse.down();
  // Its buttons appear once the list is at rest.
  await expect(grid.locator('[data-act="more"]')).toBeVisible();
  await page.mouse.up();
  await expect(ui.files.selected).toHaveAttribute('data-ordinal', (await ordinalAt(300)) ?? '');
  await rested();

  // The middle element stays under the pointer after a jump, but shows another row. Half a row more changes their number.
  for (const from of [2000, 2000.5]) {
    const jumpTo = (row: number) => grid.evaluate((it, to) => it.scrollTo({ top: to * 32 }), row);
    await jumpTo(from);
    await rested();
    const rows = await places();
    const box = await ui.files.rowAt((rows[rows.length >> 1] ?? 0) + 1).boundingBox();
    const y = (box?.y ?? 0) + 16;
    await page.mouse.move(300, y);
    await jumpTo(from + 2000);
    await expect.poll(async () => Number(await ordinalAt(y))).toBeGreaterThan(from + 1000);
    const ordinal = await ordinalAt(y);
    await expect(grid.locator(`[data-ordinal="${ordinal}"] [data-act="more"]`)).toBeVisible();
  }
});

/** In the page: so many screens further, or back if negative, one a frame. How many rows were made meanwhile. */
async function scrollScreens(grid: HTMLElement, screens: number): Promise<number> {
  const known = new WeakSet(grid.querySelectorAll('[data-ordinal]'));
  let made = 0;
  for (let screen = 0; screen < Math.abs(screens); screen += 1) {
    grid.scrollTop += Math.sign(screens) * grid.clientHeight;
    // One frame for the rows to be drawn, and one that shows them.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    for (const row of grid.querySelectorAll('[data-ordinal]')) {
      if (!known.has(row)) made += 1;
      known.add(row);
    }
  }
  return made;
}

test('marks direction characters in a name everywhere it is shown', async ({ ui, page, sample }) => {
  sample.drive.addFile('Inbox/invoice\u202efdp.exe', 'MZ');
  await ui.openFolder('Inbox');
  const shown = 'invoice⟨U+202E⟩fdp.exe';
  await ui.files.row(shown).click();
  await page.keyboard.press('Delete');
  await expect(ui.toast(`“${shown}” deleted`)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.innerHTML.includes('\u202e'))).toBe(false);
});

test('the key of a place moves the focus into it, also if it is open already', async ({ ui, page }) => {
  const { files } = ui;
  await ui.command('Upload').focus();
  await page.keyboard.press('Control+1');
  await expect(files.grid).toBeFocused();
  await page.keyboard.press('Control+f');
  await page.keyboard.press('Control+1');
  await expect(files.grid).toBeFocused();
  await ui.goTo('Settings');
  await expect(ui.places.locator(':focus')).toHaveText(/Settings/);
  await page.keyboard.press('Control+1');
  await files.expectFolder('My files');
  await expect(files.grid).toBeFocused();
  await ui.command('Upload').focus();
  await page.keyboard.press('Control+2');
  await files.expectFolder('Shared');
  await expect(files.grid).toBeFocused();
  await ui.goTo('Settings');
  await page.keyboard.press('Control+,');
  await expect(ui.places.locator(':focus')).toHaveCount(0);
  await expect(page.locator('body')).not.toBeFocused();
});
