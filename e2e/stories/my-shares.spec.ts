import { expectAccessible } from '../pages/axe.ts';
import { expect, test } from './story.ts';

test('What I share lists links for anyone first, removes them, and shows the same items as files', async ({
  ui,
  page,
}) => {
  const { files, dialogs } = ui;
  await ui.openFolder('Finance');
  await files.row('Read me first.txt').click();
  await page.keyboard.press('Control+Shift+s');
  await dialogs.open.getByRole('combobox', { name: 'Who can use it' }).click();
  await page.getByRole('option', { name: 'Anyone with the link' }).click();
  await dialogs.press('Copy link');
  await expect(dialogs.open).toContainText('Anyone who has it can view');
  await dialogs.press('Close');

  await ui.places.getByRole('button', { name: 'What I share' }).click();
  const open = page.getByRole('region', { name: 'Anyone with the link, and it never expires' });
  const mine = open.getByRole('article', { name: 'Read me first.txt' });
  await expect(mine).toContainText('Never expires');
  await expectAccessible(page, 'what I share');
  await mine.getByRole('button', { name: 'Remove access: Anyone with the link' }).press('Enter');
  await mine.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
  await expect(ui.toast('Access removed.')).toBeVisible();
  await expect(open.getByRole('article', { name: 'Read me first.txt' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Show in folder/ }).first()).toBeFocused();

  const people = page.getByRole('region', { name: 'People by name' });
  await expect(people.getByRole('article', { name: 'Team handbook' })).toContainText('Dana Reyes');
  await people.getByRole('button', { name: 'Show in folder: Team handbook' }).click();
  await files.expectFolder('My files');
  await files.expectSelected(['Team handbook']);
  await page.keyboard.press('Control+9');
  await page.getByRole('button', { name: 'Show as files' }).click();
  await expect(files.row('Team handbook')).toBeVisible();
});
