import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { createAppPage } from '../pages/app-page.ts';

/** Presses Tab at most as often as the page has tab stops. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed += 1) {
    if (await target.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not reach ${target.toString()}`);
}

test('the main tasks work from start to end without a mouse', async ({ page, sample }) => {
  const ui = createAppPage(page);
  const { files, dialogs } = ui;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  await test.step('welcome: Tab and Enter', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Try the sample drive' }));
    await press('Enter');
    await files.expectFolder('My files');
    await expect(files.grid).toBeFocused();
  });

  await test.step('a folder by its first letters', async () => {
    await files.typeName('fin');
    await files.expectFocus('Finance');
    await press('Enter');
    await files.expectFolder('Finance');
  });

  await test.step('a new folder, and another name for it', async () => {
    await press('Control+Shift+n');
    await expect(dialogs.open.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await page.keyboard.type('Quarter 4');
    await press('Enter');
    await dialogs.expectNone();
    await files.expectFocus('Quarter 4');
    await press('F2');
    await expect(files.renameBox).toBeFocused();
    await page.keyboard.type('Quarter 4, draft');
    await press('Enter');
    await files.expectFocus('Quarter 4, draft');
  });

  await test.step('selecting', async () => {
    await press('Home', 'Shift+ArrowDown', 'Control+ArrowDown', 'Control+ArrowDown', 'Control+Space');
    await expect(ui.status).toContainText('3 selected');
    await press('Escape');
    await files.expectSelected([]);
  });

  await test.step('the filter, and back into the list', async () => {
    await press('Control+f');
    await page.keyboard.type('quarter');
    await files.expectNames(['Quarter 4, draft']);
    await press('ArrowDown');
    await expect(files.grid).toBeFocused();
    await press('Control+f', 'Escape');
    await expect(ui.status).toContainText('10 items');
    await expect(files.grid).toBeFocused();
  });

  await test.step('an address, and the context menu by key', async () => {
    await ui.address.goTo('myfiles/Documents/Letters');
    await files.expectFolder('Letters');
    await expect(files.grid).toBeFocused();
    await press('Home', 'Shift+F10');
    await expect(ui.menuItem(/^Open(?! on)/)).toBeFocused();
    await press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(files.grid).toBeFocused();
  });

  await test.step('delete and undo', async () => {
    await press('End', 'Delete');
    await expect(files.row('Warranty claim.docx')).toHaveCount(0);
    await files.expectFocus('Thank you, grandmother.docx');
    await press('Control+z');
    await expect(files.row('Warranty claim.docx')).toBeVisible();
    expect(sample.drive.find('Documents/Letters/Warranty claim.docx')).not.toBeNull();
  });

  await test.step('delete with a question: Esc keeps the item, Tab and Enter delete it', async () => {
    await press('Control+a', 'Alt+ArrowUp');
    await files.expectFolder('Documents');
    await files.expectFocus('Letters');
    await press('Delete');
    await expect(dialogs.button('Cancel')).toBeFocused();
    await press('Escape');
    await dialogs.expectNone();
    await expect(files.grid).toBeFocused();
    await press('Delete');
    await expect(dialogs.button('Cancel')).toBeFocused();
    await press('Tab');
    await expect(dialogs.button('Delete')).toBeFocused();
    await press('Enter');
    await expect(files.row('Letters')).toHaveCount(0);
    await press('Control+z');
    await expect(files.row('Letters')).toBeVisible();
  });

  await test.step('settings and back', async () => {
    await press('Control+,');
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    await tabTo(page, page.getByRole('radio', { name: 'Use system setting' }));
    await press('ArrowDown', 'ArrowDown');
    await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(true);
    await press('Alt+ArrowLeft');
    await files.expectFolder('Documents');
    await expect(files.grid).toBeFocused();
  });
});

test('F6 cycles through the parts of the window, each place has a shortcut, and ? lists all shortcuts', async ({
  page,
}) => {
  const ui = createAppPage(page);
  await tabTo(page, page.getByRole('button', { name: 'Try the sample drive' }));
  await page.keyboard.press('Enter');
  await ui.files.expectFolder('My files');
  await expect(ui.files.grid).toBeFocused();
  const pane = () =>
    page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane']);
  for (const next of ['places', 'commands', 'path', 'files']) {
    await page.keyboard.press('F6');
    expect(await pane()).toBe(next);
  }
  await page.keyboard.press('Shift+F6');
  expect(await pane()).toBe('path');

  const pages = {
    'Control+2': 'Shared',
    'Control+3': 'On this computer',
    'Control+j': 'Transfers',
    'Control+,': 'Settings',
    'Control+1': 'My files',
  };
  for (const [key, name] of Object.entries(pages)) {
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeAttached();
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    if (name !== 'Settings') continue;
    for (const next of ['places', 'filter']) {
      await page.keyboard.press('F6');
      expect(await pane()).toBe(next);
    }
  }
  await page.keyboard.press('?');
  await expect(ui.dialogs.titled('Keyboard shortcuts')).toBeVisible();
  await expect(ui.dialogs.open).toContainText('Ctrl+Shift+N');
  await page.keyboard.press('Escape');
  await ui.dialogs.expectNone();
  await expect(ui.files.grid).toBeFocused();
});

test('a dialog opened while another returns the focus keeps the focus, and later returns it to where both were opened', async ({
  page,
}) => {
  const ui = createAppPage(page);
  const { files, dialogs } = ui;
  await ui.openSampleDrive();
  await files.focus();
  await page.keyboard.press('Control+Shift+n');
  await expect(dialogs.open.getByRole('textbox', { name: 'Name' })).toBeFocused();
  // Sends both keys before any timer runs, as on a busy computer.
  await page.evaluate(async () => {
    const press = (key: string) =>
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
    press('Escape');
    await Promise.resolve();
    press('?');
  });
  const keys = dialogs.titled('Keyboard shortcuts');
  await expect(keys).toBeVisible();
  // Timers set before this one have now run.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  await expect(keys.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await dialogs.expectNone();
  await expect(files.grid).toBeFocused();
});
