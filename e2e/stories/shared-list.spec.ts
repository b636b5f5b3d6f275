import { expectAccessible } from '../pages/axe.ts';
import { expect, test } from './story.ts';

test.use({ sampleOptions: { driveType: 'business', quirks: { sharedWithMe: 'gone' } } });

test('Shared is complete without Microsoft’s list and shows where each item comes from and what is allowed', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  await ui.goTo('Shared');
  await files.expectFolder('Shared');
  await files.expectNames(['Brand assets', 'HR', 'Quarterly figures.xlsx', 'Team offsite agenda.docx']);
  await expect(files.cell('HR', 'rights')).toHaveText('Edit');
  await expect(files.cell('Brand assets', 'rights')).toHaveText('View only');
  await expect(files.cell('HR', 'sources')).toHaveText('Search');

  await test.step('by the people who shared', async () => {
    await files.header('Sharing').click();
    await files.expectNames(['HR', 'Brand assets', 'Team offsite agenda.docx', 'Quarterly figures.xlsx']);
  });

  await test.step('adds a folder to My files', async () => {
    await files.row('HR').click({ button: 'right' });
    await ui.menuItem(/^Add shortcut to My files/).click();
    await expect(ui.toast('“HR” is in My files now')).toBeVisible();
    expect(sample.drive.find('HR')?.rare?.shortcut).toBeDefined();
    await files.row('Team offsite agenda.docx').click({ button: 'right' });
    await expect(ui.menuItem(/^Add shortcut to My files/)).toContainText('Only folders that others share');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F5');
    await expect(files.cell('HR', 'sources')).toHaveText(/^Shortcut.*Search$/);
  });
});

test('a pasted sharing link stays in Shared and can be removed again', async ({ ui, page, sample }) => {
  const { files, dialogs } = ui;
  const kim = sample.driveOf('kim@contoso.example');
  kim.addFolder('Launch plan', { files: 2 });
  const { url } = kim.addLink('Launch plan');
  await ui.goTo('Shared');
  await files.expectFolder('Shared');
  await page.keyboard.press('Control+Shift+a');
  await expect(dialogs.open).toContainText('Paste the whole link');
  await page.keyboard.type('hello');
  await page.keyboard.press('Enter');
  await expect(dialogs.open).toContainText('This isn’t a sharing link');
  await expectAccessible(page, 'the dialog for a link');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(url);
  await page.keyboard.press('Enter');
  await dialogs.expectNone();
  await files.expectSelected(['Launch plan']);
  await expect(files.cell('Launch plan', 'sources')).toHaveText('Opened link');
  await expect(files.cell('Launch plan', 'rights')).toHaveText('View only');

  await page.keyboard.press('Delete');
  await expect(files.row('Launch plan')).toHaveCount(0);
  await expect(ui.toasts).toContainText('Nothing was changed in OneDrive: it stays shared with you.');
  await page.keyboard.press('F5');
  await expect(ui.status).toContainText('Updated just now');
  await expect(files.row('Launch plan')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(files.row('Launch plan')).toBeVisible();
});

test('explains an empty list and what to do', async ({ ui, page, sample }) => {
  sample.world.shared.length = 0;
  sample.faults.add({ route: 'POST search query', status: 403, code: 'accessDenied', times: 100 });
  await ui.goTo('Shared');
  await expect(page.getByText('Nothing shared with you was found')).toBeVisible();
  await expectAccessible(page, 'an empty Shared');
  await page.getByRole('button', { name: 'Add a shared link' }).last().click();
  await expect(ui.dialogs.open).toContainText('Paste the whole link');
});
