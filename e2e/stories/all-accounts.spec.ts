import type { Page } from '@playwright/test';
import { expectAccessible } from '../pages/axe.ts';
import { createAccountImportPage } from '../pages/account-import-page.ts';
import { appId, appSecret, fabrikam, registerApp } from './app-only-story.ts';
import { expect, test } from './sign-in-story.ts';

test.use({ policy: null, sampleOptions: fabrikam(40) });

const newSecret = 'Aa1Q~another-secret-of-the-app.02';
const users = Array.from({ length: 12 }, (_, at) => `user${String(at + 1).padStart(3, '0')}`);
const file = [
  'tenants:\n',
  `  fabrikam:\n    cloud: global\n    tenant: fabrikam.example\n    client-id: ${appId}\n    secret: prompt\n`,
  'categories:\n  Finance:\n',
  ...users.map((user) => `    - ${user}: fabrikam:${user}@fabrikam.example\n`),
].join('');

function createOverview(page: Page) {
  const root = page.getByRole('region', { name: 'All accounts' });
  const bar = root.getByRole('toolbar', { name: 'Selected accounts' });
  return {
    root,
    bar,
    row: (name: string) => root.getByRole('grid').getByRole('row', { name }),
    rows: root.getByRole('grid').getByRole('row'),
    act: (name: string) => bar.getByRole('button', { name }).click(),
    selected: (count: number) =>
      expect(bar).toContainText(`${count} account${count === 1 ? '' : 's'} selected`),
  };
}

test('an administrator views all accounts, checks storage for some, replaces the secret of their app and removes two', async ({
  page,
  ui,
  sample,
  local,
}) => {
  registerApp(sample);
  const accountImport = createAccountImportPage(page);
  await accountImport.open();
  await accountImport.choose(await local.write('accounts.yaml', file));
  await accountImport.secret('fabrikam').fill(appSecret);
  await accountImport.button('Add 12 accounts').click();
  await accountImport.button('View files').click();
  await ui.files.expectFolder('My files');

  await ui.places
    .getByRole('button', { name: /^user001/ })
    .first()
    .click();
  await ui.menuItem('All accounts').click();
  const overview = createOverview(page);
  await expect(overview.rows).toHaveCount(13);
  await expect(overview.row('user005')).toContainText('Not checked');
  await expect(overview.row('user005')).toContainText('2 granted');
  await overview.row('user003').click();
  await overview.row('user005').click({ modifiers: ['Shift'] });
  await overview.selected(3);
  await page.keyboard.press('Shift+ArrowDown');
  await overview.selected(4);
  await overview.act('Check storage');
  await expect(overview.row('user006')).toContainText('% of');
  await expect(overview.row('user007')).toContainText('Not checked');
  await expectAccessible(page, 'all accounts');

  // None of them is moving anything, and all can be paused.
  await overview.act('Pause');
  await expect(overview.row('user004')).toContainText('Paused');
  await expect(overview.bar.getByRole('button', { name: 'Pause', exact: true })).toBeHidden();
  await ui.places.getByRole('button', { name: /^user004/ }).click();
  const notice = page.getByRole('region', { name: 'This account is paused' });
  await expectAccessible(page, 'a paused account');
  await notice.getByRole('button', { name: 'Resume' }).click();
  await expect(notice).toBeHidden();
  await expect(ui.files.grid).toBeFocused();
  await page.keyboard.press('ControlOrMeta+7');
  await expect(overview.row('user004')).toContainText('Ready');
  await expect(overview.row('user005')).toContainText('Paused');

  await overview.root.getByRole('button', { name: 'Select…' }).click();
  await page.getByRole('menuitem', { name: '5 have unused permissions' }).click();
  await overview.selected(5);
  Object.assign(sample.directory.findApp(appId) ?? {}, {
    secrets: [newSecret],
    roles: ['Files.ReadWrite.All'],
  });
  await overview.act('New secret…');
  await page.getByRole('textbox', { name: 'Client secret' }).fill(newSecret);
  await page.getByRole('button', { name: 'Sign in as the app' }).click();
  await expect(overview.row('user003')).toContainText('1 of 1 used');

  await overview.root.getByRole('searchbox').fill('user01');
  await expect(overview.rows).toHaveCount(4);
  await overview.row('user011').click();
  await overview.row('user012').click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Delete');
  const question = page.getByRole('dialog', { name: 'Remove 2 accounts from Slipway?' });
  await expect(question).toContainText('user011, user012');
  await expectAccessible(page, 'the question');
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('2 accounts were removed. Nothing in OneDrive changed.')).toBeVisible();
  await expect(overview.rows).toHaveCount(2);
});
