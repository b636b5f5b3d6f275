import { SITES } from '../../electron/sample/model/sites.ts';
import { textContent } from '../../electron/sample/model/content.ts';
import { expectAccessible } from '../pages/axe.ts';
import { expect, test } from './story.ts';

test.use({ sampleOptions: { driveType: 'business' } });

test('SharePoint libraries are listed, found, opened as places, and removed from the list', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  const [team] = SITES;
  const { world } = sample;
  const policies = world.drives.ofSite(team)[1]!;
  const by = policies.owner;
  const travel = policies.add(policies.root, { kind: 'folder', name: 'Travel', by });
  policies.add(travel, { kind: 'file', name: 'Trains.txt', by, content: textContent('By train.') });
  await page.keyboard.press('Control+8');
  await expect(page.getByText('No libraries yet')).toBeVisible();
  await expectAccessible(page, 'libraries, none');

  await test.step('lists libraries of followed sites automatically', async () => {
    world.followedSites.set(world.mine.owner.id, [team!]);
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    const list = page.getByRole('region', { name: 'On the list' });
    await expect(list.getByRole('listitem')).toHaveCount(2);
    await expect(ui.places.getByRole('button', { name: 'Team - Policies' })).toBeVisible();
  });

  await test.step('finds and adds others', async () => {
    await page.getByRole('searchbox', { name: 'Find a site by its name' }).fill('harb');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Add Harbour project - Contracts to list' }).click();
    await expect(ui.places.getByRole('button', { name: 'Harbour project - Contracts' })).toBeVisible();
    await expectAccessible(page, 'libraries, found');
    await page.getByRole('button', { name: 'Close search' }).click();
  });

  await test.step('opens one as a place with the usual commands', async () => {
    await ui.places.getByRole('button', { name: 'Team - Policies' }).click();
    await files.expectFolder('Team - Policies');
    await files.row('Travel').getByTitle('Travel', { exact: true }).first().dblclick();
    await files.expectFolder('Travel');
    await files.expectNames(['Trains.txt']);
    await files.row('Trains.txt').click();
    await page.keyboard.press('F2');
    await page.keyboard.type('Railways');
    await page.keyboard.press('Enter');
    await files.expectNames(['Railways.txt']);
    expect(policies.child(travel, 'Railways.txt')).not.toBeNull();
  });

  await test.step('checks out a file, shows the check-out and discards it', async () => {
    await page.keyboard.press('Control+Shift+T');
    await expect(ui.dialogs.open).toContainText('Nobody has it checked out.');
    await ui.dialogs.press('Check out');
    await expect(ui.toast('“Railways.txt” is checked out.')).toBeVisible();
    const node = policies.child(travel, 'Railways.txt');
    expect(node?.rare?.checkout).toBeDefined();
    await page.keyboard.press('Control+Shift+T');
    await expect(ui.dialogs.open).toContainText('Alex Sample checked it out.');
    await ui.dialogs.press('Discard check-out');
    await expectAccessible(page, 'the dialog for check-out');
    await ui.dialogs.press('Discard changes');
    await ui.dialogs.expectNone();
    expect(node?.rare?.checkout).toBeUndefined();
  });

  await test.step('up leads to the library and then to the list', async () => {
    await page.keyboard.press('Alt+ArrowUp');
    await files.expectFolder('Team - Policies');
    await page.keyboard.press('Alt+ArrowUp');
    await expect(page.getByRole('heading', { level: 1, name: 'Libraries' })).toBeVisible();
  });

  await test.step('removes it from the list, explains what that does, and adds it again', async () => {
    await page.getByRole('button', { name: 'Remove Team - Policies from list' }).click();
    await expect(ui.toasts).toContainText('Nothing was changed in SharePoint');
    await expect(ui.places.getByRole('button', { name: 'Team - Policies' })).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(ui.places.getByRole('button', { name: 'Team - Policies' })).toBeVisible();
  });
});
