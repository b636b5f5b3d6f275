import { expect, test } from './story.ts';

test('Shared lists what others share with its owner and opens it like any folder', async ({ ui }) => {
  const { files } = ui;
  await ui.goTo('Shared');
  await files.expectFolder('Shared');
  await files.expectNames(['Brand assets', 'HR', 'Quarterly figures.xlsx', 'Team offsite agenda.docx']);
  await expect(files.cell('HR', 'sharing')).toHaveText('Shared by Dana Reyes');
  await expect(files.cell('Team offsite agenda.docx', 'sharing')).toHaveText('Shared by Dana Reyes');

  await files.row('Team offsite agenda.docx').dblclick();
  await expect(ui.toast('Opening “Team offsite agenda.docx”…')).toBeVisible();
  await files.expectFolder('Shared');

  await ui.openFolder('HR/Forms');
  await ui.address.expectCrumbs(['Shared', 'HR', 'Forms']);
  await expect(files.row('Expense report.xlsx')).toBeVisible();
  await expect(ui.status).toContainText('Owned by Dana Reyes');
  await expect(ui.command('New folder')).toBeEnabled();
});

test('a folder shared for editing allows new folders and renaming; deleting there asks, since it affects everyone', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  await ui.address.goTo('shared/HR/Forms');
  await files.expectFolder('Forms');
  await ui.command('New folder').click();
  await page.keyboard.type('Drafts');
  await page.keyboard.press('Enter');
  await files.expectSelected(['Drafts']);
  const dana = sample.driveOf('dana@contoso.example');
  expect(dana.find('HR/Forms/Drafts')).not.toBeNull();
  await page.keyboard.press('F2');
  await page.keyboard.type('Old drafts');
  await page.keyboard.press('Enter');
  await files.expectSelected(['Old drafts']);
  await page.keyboard.press('Delete');
  await expect(ui.dialogs.open).toContainText('recycle bin');
  await ui.dialogs.press('Delete');
  await expect(files.row('Old drafts')).toHaveCount(0);
  expect(dana.find('HR/Forms/Old drafts')).toBeNull();
});

test('a revoked item stays listed and is marked, and nothing else changes', async ({ ui, page }) => {
  const { files } = ui;
  await ui.goTo('Shared');
  await files.expectFolder('Shared');
  await files.row('Quarterly figures.xlsx').dblclick();
  await expect(ui.toasts.getByRole('alert')).toContainText(
    '“Quarterly figures.xlsx” is no longer shared with you',
  );
  await expect(files.cell('Quarterly figures.xlsx', 'sharing')).toHaveText('No longer shared with you');
  await files.row('Quarterly figures.xlsx').click();
  await page.keyboard.press('F5');
  await expect(ui.status).toContainText('Updated just now');
  await expect(files.row('Quarterly figures.xlsx')).toBeVisible();
  await files.row('Quarterly figures.xlsx').click({ button: 'right' });
  await expect(ui.menuItem(/^Open It/)).toContainText('It’s no longer shared with you');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(ui.toast('It’s no longer shared with you.')).toBeVisible();

  await files.row('Quarterly figures.xlsx').click({ button: 'right' });
  await ui.menuItem('Remove from this list').click();
  await expect(files.row('Quarterly figures.xlsx')).toHaveCount(0);
  await ui.toasts.getByRole('button', { name: 'Undo' }).click();
  await expect(files.row('Quarterly figures.xlsx')).toBeVisible();
  await files.row('Quarterly figures.xlsx').click();
  await page.keyboard.press('Delete');
  await expect(files.row('Quarterly figures.xlsx')).toHaveCount(0);
  await page.keyboard.press('F5');
  await expect(ui.status).toContainText('Updated just now');
  await expect(files.row('Quarterly figures.xlsx')).toHaveCount(0);
  await files.expectNames(['Brand assets', 'HR', 'Team offsite agenda.docx']);
});

test('a folder revoked while it is open explains itself', async ({ ui, page, sample }) => {
  await ui.address.goTo('shared/HR');
  await ui.files.expectFolder('HR');
  sample.driveOf('dana@contoso.example').unshare('HR');
  await page.keyboard.press('F5');
  await expect(page.getByText(/“HR” is no longer shared with you/).first()).toBeVisible();
});

test('a folder shared read-only disables what would change it, and says why', async ({ ui, page }) => {
  const { files } = ui;
  await ui.goTo('Shared');
  await files.expectFolder('Shared');
  await ui.openFolder('Brand assets');
  await expect(ui.status).toContainText('Owned by Kim Osei, View-only');
  await expect(ui.command('New folder')).toBeDisabled();
  await files.row('Banner.png').click();
  for (const name of ['Rename', 'Delete', 'Upload']) await expect(ui.command(name)).toBeDisabled();
  await expect(ui.command('Download')).toBeEnabled();
  await ui.command('Delete').hover();
  await expect(page.getByRole('tooltip')).toContainText('his folder is view-only');
  await files.row('Banner.png').click({ button: 'right' });
  await expect(ui.menuItem('Rename')).toContainText('This folder is view-only');
  await page.keyboard.press('Escape');
  await files.focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('Delete');
  await expect(files.renameBox).toHaveCount(0);
  await ui.dialogs.expectNone();
  await expect(ui.toast('This folder is view-only.')).toHaveCount(1);
  await ui.command('Upload').hover();
  await expect(page.getByRole('tooltip')).toContainText('Upload: this folder is view-only');
});

test('what others let this person only view can’t be shared further, and the dialog says so', async ({
  ui,
  page,
}) => {
  const { files, dialogs } = ui;
  await ui.goTo('Shared');
  await files.expectFolder('Shared');
  await files.row('Brand assets').click();
  await page.keyboard.press('Control+Shift+s');
  await expect(dialogs.open).toContainText('You can only view this, so you can’t share it.');
  await expect(dialogs.open.getByRole('listitem')).toHaveCount(1);
  await expect(dialogs.button('Invite')).toHaveCount(0);
  await expect(dialogs.open.getByRole('button', { name: /^Remove access/ })).toHaveCount(0);
  await dialogs.open.getByRole('combobox', { name: 'Who can use it' }).click();
  await expect(page.getByRole('option')).toHaveText(['People who already have access']);
  await page.keyboard.press('Escape');
  await dialogs.press('Close');
  await files.row('HR').click();
  await page.keyboard.press('Control+Shift+s');
  await expect(dialogs.button('Invite')).toBeVisible();
});
