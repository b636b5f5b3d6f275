import { expect, test } from './story.ts';

const weeks = (...numbers: number[]): string[] => numbers.map((number) => `Week ${number}.md`);

test.describe('by mouse', () => {
  test('a click selects one row, Ctrl adds and removes, Shift extends from the anchor', async ({ ui }) => {
    const { files } = ui;
    await ui.openFolder('Documents/Meeting notes');
    const click = (week: number, ...modifiers: ('Control' | 'Shift')[]) =>
      files.row(`Week ${week}.md`).click({ modifiers });
    await click(33);
    await click(35);
    await files.expectSelected(weeks(35));
    await click(38, 'Control');
    await click(40, 'Control');
    await files.expectSelected(weeks(35, 38, 40));
    await click(38, 'Control');
    await files.expectSelected(weeks(35, 40));
    await expect(ui.status).toContainText('2 selected');

    await click(34);
    await click(37, 'Shift');
    await files.expectSelected(weeks(34, 35, 36, 37));
    await click(32, 'Shift');
    await files.expectSelected(weeks(32, 33, 34));
    await click(40, 'Control');
    await click(42, 'Control', 'Shift');
    await files.expectSelected(weeks(32, 33, 34, 40, 41, 42));
    await expect(ui.status).toContainText(/^14 items6 selected, [\d.]+ KB/);

    const box = await files.grid.boundingBox();
    if (box === null) throw new Error('the list is not there');
    await files.grid.click({ position: { x: box.width / 2, y: box.height - 30 } });
    await files.expectSelected([]);
  });

  test('check marks of rows and header do the same, and a right-click selects the row under it', async ({
    ui,
    page,
  }) => {
    const { files } = ui;
    await ui.openFolder('Documents/Meeting notes');
    await files.row('Week 34.md').hover();
    await files.row('Week 34.md').locator('[data-act="toggle"]').click();
    await files.row('Week 36.md').hover();
    await files.row('Week 36.md').locator('[data-act="toggle"]').click();
    await files.expectSelected(weeks(34, 36));

    await files.row('Week 36.md').click({ button: 'right' });
    await expect(ui.menuItem('Delete')).toBeVisible();
    await expect(ui.menuItem('Rename')).toContainText('Select a single item');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await files.expectSelected(weeks(34, 36));
    await files.row('Week 40.md').click({ button: 'right' });
    await files.expectSelected(weeks(40));
    await page.keyboard.press('Escape');

    await files.grid.getByTitle('Select all').click();
    await expect(ui.status).toContainText('All 14 selected');
    await files.grid.getByTitle('Select all').click();
    await files.expectSelected([]);
  });
});

test.describe('by keyboard', () => {
  test('arrows select, Shift extends, Ctrl moves only the focus, Ctrl+Space selects, Esc clears', async ({
    ui,
    page,
  }) => {
    const { files } = ui;
    await ui.openFolder('Documents/Meeting notes');
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await files.focus();
    await press('Home');
    await files.expectSelected(weeks(32));
    await press('ArrowDown', 'ArrowDown');
    await files.expectSelected(weeks(34));
    await press('Shift+ArrowDown', 'Shift+ArrowDown');
    await files.expectSelected(weeks(34, 35, 36));
    await press('Shift+ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowUp');
    await files.expectSelected(weeks(33, 34));
    await files.expectFocus('Week 33.md');

    await press('Control+ArrowDown', 'Control+ArrowDown', 'Control+ArrowDown');
    await files.expectFocus('Week 36.md');
    await files.expectSelected(weeks(33, 34));
    await press('Control+Space');
    await files.expectSelected(weeks(33, 34, 36));
    await press('Control+Space');
    await files.expectSelected(weeks(33, 34));
    await expect(files.row('Week 36.md')).toHaveAttribute('aria-selected', 'false');
    await files.expectFocus('Week 36.md');

    await press('Shift+End');
    await files.expectSelected(weeks(36, 37, 38, 39, 40, 41, 42, 43, 44, 45));
    await press('Escape');
    await files.expectSelected([]);
    await files.expectFocus('Week 45.md');
  });

  test('letters jump to the name that starts with them, and repeating a letter cycles through', async ({
    ui,
    page,
  }) => {
    const { files } = ui;
    await files.focus();
    await files.typeName('pr');
    await files.expectFocus('Projects');
    await files.expectSelected(['Projects']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await files.expectFocus('Documents');
    await ui.openFolder('Documents/Meeting notes');
    await files.focus();
    await files.typeName('week 4');
    await files.expectFocus('Week 40.md');
  });

  test('Ctrl+A selects all of 10,000 as a rule: excluded items stay excluded, and a delete counts the rest', async ({
    ui,
    page,
    sample,
  }) => {
    const { files } = ui;
    sample.drive.addFolder('Inbox/Many', { files: 10_000 });
    await ui.openFolder('Inbox/Many');
    await expect(ui.status).toContainText('10,000 items');
    await page.keyboard.press('Control+a');
    await expect(ui.status).toContainText('All 10,000 selected');
    await files.row('file 3.txt').click({ modifiers: ['Control'] });
    await expect(ui.status).toContainText('9,999 selected, 9.5 MB');
    await page.keyboard.press('Delete');
    await expect(ui.dialogs.titled('Delete 9,999 items?')).toBeVisible();
    await expect(ui.dialogs.open).toContainText('9,999 files (9.5 MB)');
    await expect(ui.dialogs.open).toContainText('and 9,994 more');
    await ui.dialogs.press('Cancel');
    await ui.dialogs.expectNone();
    expect(sample.counters.count(/^DELETE/), 'nothing is deleted').toBe(0);
    await expect(ui.status).toContainText('9,999 selected');
    await page.keyboard.press('Escape');
    await files.expectSelected([]);
  });
});
