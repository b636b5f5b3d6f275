import { expect, test } from '../fixtures.ts';
import { createAppPage } from '../pages/app-page.ts';
import { expectAccessible } from '../pages/axe.ts';

test('explains the app to a new user, and one click opens the sample drive', async ({ page }) => {
  const ui = createAppPage(page);
  await expect(page.getByRole('heading', { name: 'Slipway', level: 1 })).toBeVisible();
  await expect(page.getByText('Nothing is lost', { exact: true })).toBeVisible();
  await expect(page).toHaveTitle('Welcome - Slipway');

  await page.getByRole('button', { name: 'Try the sample drive' }).click();
  await ui.files.expectFolder('My files');
  await expect(ui.status).toContainText('12 items');
  await expect(ui.places).toContainText('Alex Sample');
  await expect(page).toHaveTitle('My files - Alex Sample - Slipway');
  await expect(ui.files.grid).toBeFocused();
});

test('without a client ID the sample drive is listed first, and the page says what signing in needs', async ({
  page,
}) => {
  const buttons = page.getByRole('button', { name: /^(Try the sample drive|Sign in with Microsoft)$/ });
  await expect(buttons).toHaveText(['Try the sample drive', 'Sign in with Microsoft']);
  await expect(page.getByText(/^To sign in you need a client ID/)).toBeVisible();
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await expect(page.getByText('You need a client ID')).toBeVisible();
  await page.getByRole('button', { name: 'Show me how' }).click();
  await expect(page.getByRole('heading', { name: 'Get a client ID' })).toBeVisible();
});

test('the sample drive is one click away from signing in', async ({ page }) => {
  const ui = createAppPage(page);
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in with Microsoft', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle('Sign in - Slipway');
  await page.getByRole('button', { name: 'Back' }).click();
  await ui.openSampleDrive();
  await expect(ui.files.row('Finance')).toBeVisible();
});

test('reports at once that the sample drive can’t be reached, and the next try works', async ({
  page,
  sample,
}) => {
  const ui = createAppPage(page);
  const fault = sample.faults.add({ route: /./, reset: 'beforeEffect', times: Number.POSITIVE_INFINITY });
  await page.getByRole('button', { name: 'Try the sample drive' }).click();
  await expect(page.getByRole('alert', { name: 'Can’t connect to OneDrive' })).toBeVisible();
  fault.remove();
  await ui.openSampleDrive();
});

test.describe('new users', () => {
  test.use({ environment: { SLIPWAY_TOUR: 'on' }, isolation: 'own' });

  test('get a tour in three steps beside their work, and one message about an update', async ({ launch }) => {
    const app = await launch();
    const page = await app.firstWindow();
    const ui = createAppPage(page);
    await ui.openSampleDrive();
    const tour = page.getByRole('region', { name: 'Tour' });
    await expect(tour).toContainText('Drop files here');
    await expect(ui.files.grid, 'work continues next to it').toBeFocused();
    await expectAccessible(page, 'the tour');
    await page.keyboard.press('F6');
    await expect(tour.getByRole('button', { name: 'Next' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(tour).toContainText('Ctrl+K finds anything');
    await page.keyboard.press('Escape');
    await expect(tour).toBeHidden();
    await expect(ui.files.grid).toBeFocused();
    await page.keyboard.press('Shift+F1');
    for (const name of ['Next', 'Next', 'Done']) {
      await expect(tour.getByRole('button', { name })).toBeFocused();
      await page.keyboard.press('Enter');
    }
    await expect(tour).toBeHidden();

    await page.evaluate(() => window.slipway.call('settings.change', { versionTold: '0.0.9' }));
    await page.reload();
    await expect(ui.toast('was updated')).toBeVisible();
    await page.getByRole('button', { name: 'What’s new' }).click();
    await expect(ui.dialogs.titled(/What’s new in Slipway/).getByRole('listitem')).not.toHaveCount(0);
    await expectAccessible(page, 'what is new');
    await page.keyboard.press('Escape');
    await page.reload();
    await ui.files.expectFolder('My files');
    await expect(ui.toast('was updated')).toBeHidden();
    await expect(tour).toBeHidden();
  });
});
