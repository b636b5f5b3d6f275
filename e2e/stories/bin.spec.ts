import { SITES } from '../../electron/sample/model/sites.ts';
import { expectAccessible } from '../pages/axe.ts';
import { expect, test } from './story.ts';

test('restores a deleted file from the recycle bin', async ({ ui, page, sample }) => {
  const { files } = ui;
  await ui.openFolder('Finance');
  await files.row('Read me first.txt').click();
  for (const name of ['Exchange rates.csv', 'Savings plan.xlsx', 'Budget 2025.xlsx'])
    await files.row(name).click({ modifiers: ['Control'] });
  await page.keyboard.press('Delete');
  await expect(files.row('Read me first.txt')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+B');
  const line = page.getByRole('row', { name: /Read me first\.txt/ });
  await expect(line).toContainText('myfiles/Finance');
  await expectAccessible(page, 'the recycle bin');
  await line.getByRole('button', { name: 'Restore Read me first.txt' }).press('Enter');
  await expect(line).toHaveCount(0);
  const buttons = page.getByRole('table', { name: 'Recycle bin' }).getByRole('button');
  await expect(buttons.and(page.locator(':focus'))).toHaveCount(1);
  expect(sample.drive.find('Finance/Read me first.txt')).not.toBeNull();

  await test.step('restores the selected ones at once, and says under which name one came back', async () => {
    sample.drive.addFile('Finance/Exchange rates.csv', 'another one');
    const all = page.getByRole('checkbox', { name: 'Select all items shown' });
    await page.getByRole('checkbox', { name: 'Select Exchange rates.csv' }).press('Space');
    await expect(all).toBeChecked({ indeterminate: true });
    await page.getByRole('checkbox', { name: 'Select Savings plan.xlsx' }).press('Space');
    await page.getByRole('button', { name: 'Restore 2 selected items' }).press('Enter');
    await expect(page.getByRole('row', { name: /Exchange rates|Savings plan/ })).toHaveCount(0);
    await expect(ui.toast('2 items restored · 1 has a new name: “Exchange rates 1.csv”')).toBeVisible();
    await expect(buttons).toHaveText(['Restore']);
    await expect(page.getByRole('region', { name: 'Recycle bin' }).locator(':focus')).toHaveCount(1);
    expect(sample.drive.find('Finance/Savings plan.xlsx')).not.toBeNull();
    expect(sample.drive.find('Finance/Budget 2025.xlsx')).toBeNull();
    expect(sample.drive.bytes('Finance/Exchange rates 1.csv').length).toBeGreaterThan(20);
    await buttons.press('Enter');
    await expect(page.getByText('Nothing deleted here')).toBeVisible();
    await page.keyboard.press('Control+Shift+J');
    await expect(
      page.getByRole('row').filter({ hasText: '“Exchange rates.csv” restored as “Exchange rates 1.csv”' }),
    ).toBeVisible();
  });

  await test.step('keeps the focus in Activity when a line is undone and loses its button', async () => {
    const undo = page.getByRole('button', { name: /^Undo the change of/ });
    const before = await undo.count();
    await undo.first().press('Enter');
    await expect.poll(() => undo.count()).not.toBe(before);
    await expect(page.getByRole('region', { name: 'Activity' }).locator(':focus')).toHaveCount(1);
  });

  await test.step('undoes at once what was changed together', async () => {
    const undoAll = page.getByRole('button', { name: /^Undo all 2, changed together with/ });
    await expect(undoAll).toHaveCount(1);
    await undoAll.press('Enter');
    await expect.poll(() => sample.drive.find('Finance/Exchange rates 1.csv')).toBeNull();
    await expect.poll(() => sample.drive.find('Finance/Savings plan.xlsx')).toBeNull();
    await expect(page.getByRole('region', { name: 'Activity' }).locator(':focus')).toHaveCount(1);
  });
});

test.describe('on a work drive', () => {
  test.use({ sampleOptions: { driveType: 'business' } });

  test('the bin always lists what was deleted here, and what others deleted while Microsoft’s preview API responds', async ({
    ui,
    page,
    sample,
  }) => {
    const { drive, faults } = sample;
    drive.remove('Finance/Savings plan.xlsx');
    await ui.openFolder('Finance');
    await ui.files.row('Read me first.txt').click();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(ui.files.row('Read me first.txt')).toHaveCount(0);
    await ui.toasts.getByRole('button', { name: 'Recycle bin' }).click();
    const table = page.getByRole('table', { name: 'Recycle bin' });
    await expect(table.getByRole('row', { name: /^Read me first\.txt.* KB Alex Sample/ })).toHaveCount(1);
    await expect(table.getByRole('row', { name: /^Savings plan\.xlsx myfiles\/Finance/ })).toBeVisible();
    await expect(page.getByText('come from Microsoft’s preview')).toBeVisible();
    await expectAccessible(page, 'the recycle bin of a work drive');

    faults.add({ route: 'GET recycleBin items', status: 500, times: Infinity });
    await page.keyboard.press('Alt+ArrowLeft');
    await ui.files.expectFolder('Finance');
    await page.keyboard.press('Control+Shift+B');
    await expect(page.getByText('Microsoft’s preview of this recycle bin isn’t available now')).toBeVisible();
    await expect(table.getByRole('row', { name: /Read me first\.txt/ })).toHaveCount(1);
    await expect(table.getByRole('row')).toHaveCount(2);
    await expect(page.getByRole('button', { name: 'Open recycle bin on the web' })).toBeVisible();

    const [team] = SITES;
    const { world } = sample;
    world.followedSites.set(world.mine.owner.id, [team!]);
    await page.keyboard.press('Control+8');
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await ui.places.getByRole('button', { name: 'Team - Policies' }).click();
    await ui.files.expectFolder('Team - Policies');
    await page.keyboard.press('Control+Shift+B');
    const choice = page.getByRole('combobox', { name: 'Recycle bin' });
    await expect(choice.getByRole('option', { selected: true })).toHaveText('Team - Policies');
    await expect(page.getByText('Nothing deleted here')).toBeVisible();
    await expect(page.getByText('This is what Slipway deleted from this library')).toBeVisible();
    await choice.focus();
    await choice.selectOption('My files');
    await expect(table.getByRole('row', { name: /Read me first\.txt/ })).toHaveCount(1);
    await expect(choice).toBeFocused();
  });
});

test.describe('in a narrow window', () => {
  test.use({ windowSize: { width: 520, height: 700 } });

  test('Activity and the recycle bin keep their buttons visible', async ({ ui, page }) => {
    await ui.openFolder('Finance');
    await page.getByTitle('Read me first.txt', { exact: true }).first().click();
    // Simulates a slow computer, so that the folder is left before its file is deleted.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+Shift+B');
    const restore = page.getByRole('button', { name: 'Restore Read me first.txt' });
    await expect(restore).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Control+Shift+J');
    const undo = page.getByRole('button', { name: 'Undo the change of Read me first.txt' });
    await expect(undo).toBeInViewport({ ratio: 1 });
    await devtools.detach();
  });
});
