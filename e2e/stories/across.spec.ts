import type { Account } from '../../electron/contract/records.ts';
import { expectAccessible } from '../pages/axe.ts';
import { holdSprings } from '../pages/drags.ts';
import { createFileList } from '../pages/file-list.ts';
import { createSearchBox } from '../pages/search-box.ts';
import { continueInBrowser, expect, test } from './sign-in-story.ts';

test('copies and moves files to another account by paste, drag and the tree, and shows their size first', async ({
  page,
  signIn,
  web,
  ui,
  sample,
}) => {
  const { files } = ui;
  const kim = sample.driveOf('kim@contoso.example');
  kim.addFile('Plans/Plan.txt', 'a plan');
  kim.share('Plans', 'read', 'dana@contoso.example');
  await continueInBrowser(signIn, web);
  await web.click('Kim', 'Accept');
  await files.expectFolder('My files');
  await ui.goTo('Settings');
  await page.getByRole('button', { name: 'Add an account' }).click();
  await page.getByRole('button', { name: 'Use the sample drive instead' }).click();
  await files.expectFolder('My files');
  const accounts = page.getByRole('group', { name: 'Accounts' });
  const dialog = page.getByRole('dialog');

  await ui.openFolder('Finance');
  await files.row('Read me first.txt').click();
  await page.keyboard.press('Control+c');
  await accounts.getByRole('button', { name: /^Kim/ }).click();
  await ui.goTo('My files');
  await files.expectFolder('My files');
  await files.focus();
  await page.keyboard.press('Control+v');
  await expect(dialog).toContainText('Copy “Read me first.txt” to Kim');
  await expect(dialog).toContainText(/downloads and uploads [\d.,]+ (bytes|KB)/);
  await expect(dialog).not.toContainText('The destination is shared');
  await expectAccessible(page, 'the size of the transfer');
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(files.row('Read me first.txt')).toBeVisible();
  expect(kim.bytes('Read me first.txt')).toEqual(sample.drive.bytes('Finance/Read me first.txt'));

  const springs = await holdSprings(page);
  await files.row('Read me first.txt').hover();
  await page.mouse.down();
  const alex = accounts.getByRole('button', { name: /^Alex/ });
  await alex.hover();
  await alex.hover();
  await expect(page.getByText(/^Copy “Read me first.txt” to “Alex/)).toBeVisible();
  await springs.open();
  await expect(alex).toHaveAttribute('aria-current', 'true');
  await files.expectFolder('Finance');
  await page.keyboard.press('Escape');
  await page.mouse.move(640, 400);
  await expect(alex).not.toHaveAttribute('aria-current', 'true');
  await files.expectFolder('My files');
  await page.mouse.up();

  await files.row('Read me first.txt').hover();
  await page.mouse.down();
  await alex.hover();
  await alex.hover();
  await springs.open();
  await expect(alex).toHaveAttribute('aria-current', 'true');
  await page.keyboard.down('Control');
  await alex.hover({ position: { x: 5, y: 5 } });
  await expect(page.getByText(/^Move “Read me first.txt” to “Alex/)).toBeVisible();
  await page.mouse.up();
  await page.keyboard.up('Control');
  await springs.letGo();
  await expect(dialog).toContainText('goes to the recycle bin of Kim');
  await dialog.getByRole('button', { name: 'Move' }).click();
  await accounts.getByRole('button', { name: /^Kim/ }).click();
  await ui.goTo('My files');
  await expect(files.row('Read me first.txt')).toHaveCount(0);
  expect(sample.drive.find('Read me first.txt')).not.toBeNull();

  // An undo between two drives asks first. A canceled one can still be undone.
  await expect(ui.toasts).toContainText('“Read me first.txt” moved to');
  await files.focus();
  await page.keyboard.press('Control+z');
  await expect(dialog).toContainText('Move “Read me first.txt” back?');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Control+z');
  await expectAccessible(page, 'what an undo between two drives does');
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(files.row('Read me first.txt')).toBeVisible();
  await expect.poll(() => sample.drive.find('Read me first.txt')).toBeNull();
  await files.focus();
  await page.keyboard.press('Control+Shift+z');
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(files.row('Read me first.txt')).toHaveCount(0);
  await expect.poll(() => sample.drive.find('Read me first.txt')).not.toBeNull();

  await accounts.getByRole('button', { name: /^Alex/ }).click();
  await ui.goTo('My files');
  await files.row('Read me first.txt').click();
  await page.keyboard.press('Control+Shift+Y');
  const theirs = dialog.getByRole('treeitem', { name: /^My files of Kim/ });
  await theirs.click();
  await page.keyboard.press('ArrowRight');
  await dialog.getByRole('treeitem', { name: 'Plans' }).click();
  await expect(dialog.getByRole('status')).toContainText('Plans');
  await expectAccessible(page, 'folders of two accounts');
  await dialog.getByRole('button', { name: 'Copy here' }).click();
  await expect(dialog).toContainText('The destination is shared: people who see it also see what is copied');
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect.poll(() => kim.find('Plans/Read me first.txt')).not.toBeNull();

  const box = createSearchBox(page);
  await box.find('plan.txt');
  await expect(page.getByText('No matches for “plan.txt”')).toBeVisible();
  await page.getByRole('button', { name: 'All accounts' }).click();
  await box.suggestion('Read its whole drive').click();
  await expect(files.row('Plan.txt').getByRole('gridcell').nth(1)).toHaveText('Kim Osei: myfiles/Plans');
  await expectAccessible(page, 'a search of all accounts');
  await files.row('Plan.txt').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Plan B');
  await page.keyboard.press('Enter');
  await expect.poll(() => kim.find('Plans/Plan B.txt')).not.toBeNull();
  await box.find('read me first');
  await expect(files.rows).toHaveCount(3);
  await files.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(ui.toasts).toContainText('Select items of one account only');
  await box.find('plan b');
  await files.row('Plan B.txt').click();
  await page.keyboard.press('Control+Shift+f');
  await files.expectFolder('Plans');
  await files.expectFocus('Plan B.txt');
  await expect(accounts.getByRole('button', { name: /^Kim/ })).toHaveAttribute('aria-current', 'true');
  await box.find('alex');
  await box.suggestion('Switch to Alex Sample').click();
  await expect(accounts.getByRole('button', { name: /^Alex/ })).toHaveAttribute('aria-current', 'true');

  await ui.goTo('My files');
  await files.expectFolder('My files');
  await files.focus();
  await page.keyboard.press('Control+\\');
  const second = createFileList(page, page.getByRole('group', { name: 'Second pane' }));
  await expect(second.grid).toBeFocused();
  await accounts.getByRole('button', { name: /^Kim/ }).click();
  await ui.goTo('My files');
  await expect(second.row('Plans')).toBeVisible();
  const first = createFileList(page, page.getByRole('group', { name: 'First pane' }));
  // In narrow rows, hovering shows buttons in the middle of the row.
  await first.row('Ideas.txt').getByTitle('Ideas.txt', { exact: true }).first().click();
  await page.keyboard.press('F7');
  await expect(dialog).toContainText('Copy “Ideas.txt” to Kim');
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(second.row('Ideas.txt')).toBeVisible();
  await ui.goTo('Transfers');
  await expect(page.getByRole('heading', { name: 'Copy of 1 file to myfiles/Plans' })).toBeVisible();

  await page.keyboard.press('Control+Shift+J');
  const moves = page.getByRole('row', { name: /“Read me first.txt” moved/ });
  await expect(moves.last()).toContainText('Kim Osei · myfiles → Alex Sample · myfiles');
  const ofAlex = page.getByRole('row', { name: /“Ideas.txt” copied/ });
  await expect(ofAlex).toContainText('Alex Sample · myfiles → Kim Osei · myfiles');
  await page.getByRole('combobox', { name: 'Account' }).selectOption('Alex Sample');
  await expect(page.getByRole('row', { name: /Plan B/ })).toHaveCount(0);
  await expect(ofAlex).toBeVisible();

  await accounts.getByRole('button', { name: /^Alex/ }).click();
  await ui.goTo('My files');
  await second.expectFolder('My files');
  await page.keyboard.press('Control+\\');
  await files.row('Finance').getByTitle('Finance', { exact: true }).first().dblclick();
  await files.expectFolder('Finance');
  await accounts.getByRole('button', { name: /^Kim/ }).click();
  const accountId = await page.evaluate(async () => {
    const { value } = (await window.slipway.call('accounts.list', {})) as { value: Account[] };
    return value.find(({ displayName }) => displayName.startsWith('Kim'))?.accountId;
  });
  await page.evaluate(
    (kimId) => window.slipway.call('accounts.remove', { accountId: kimId, includeDocuments: false }),
    accountId,
  );
  await expect(accounts.getByRole('button', { name: /^Kim/ })).toHaveCount(0);
  await files.expectFolder('Finance');
});
