// npm run screenshots: captures every view into assets/screenshots/, for the README and for review.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Settings } from '../../electron/contract/settings.ts';
import { SITES } from '../../electron/sample/model/sites.ts';
import type { SampleOptions } from '../../electron/sample/options.ts';
import { createSampleService, type SampleService } from '../../electron/sample/sample-service.ts';
import { executablePath } from '../hosts.ts';
import { createAccountImportPage } from '../pages/account-import-page.ts';
import { createAppPage } from '../pages/app-page.ts';
import type { AppPage } from '../pages/app-page.ts';
import { dragFiles } from '../pages/drags.ts';
import { appId, appSecret, registerApp } from '../stories/app-only-story.ts';
import { buildApp } from './build-app.ts';
import { chooseHost } from './choose-host.ts';
import { root } from './root.ts';

const target = join(root, 'assets/screenshots');

async function main(): Promise<void> {
  if (!(await buildApp()) || (await chooseHost({ mayFetch: false })) === null) {
    process.exitCode = 1;
    return;
  }
  await mkdir(target, { recursive: true });
  const work = await mkdtemp(join(tmpdir(), 'slipway-screenshots-'));
  try {
    await withApp({}, async ({ slipway, sample, resize, app }) => {
      await showWelcome(slipway);
      await showFolders(slipway);
      await showDialogs(slipway);
      await showTransfers(slipway, sample, work);
      await showPages(slipway);
      await showMore(slipway);
      await showShapes(slipway, resize);
      await app.evaluate(({ dialog }) => {
        dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
      });
    });
    const organization: SampleOptions = {
      driveType: 'business',
      tenants: [{ domain: 'fabrikam.example', people: 40 }],
    };
    await withApp(organization, async ({ slipway, sample }) => {
      await showLibraries(slipway, sample);
      await showAccounts(slipway, sample, work);
    });
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Shown {
  app: ElectronApplication;
  slipway: AppPage;
  sample: SampleService;
  resize: (width: number, height: number) => Promise<unknown>;
}

/** Starts the app with an empty profile and its own sample service. */
async function withApp(options: SampleOptions, show: (shown: Shown) => Promise<void>): Promise<void> {
  const sample = await createSampleService(options);
  const profile = join(tmpdir(), 'Slipway');
  await rm(profile, { recursive: true, force: true });
  const app = await _electron.launch({
    executablePath,
    args: [root, `--user-data-dir=${profile}`],
    env: {
      ...(process.env as Record<string, string>),
      SLIPWAY_TOUR: 'off',
      SLIPWAY_SAMPLE: `${sample.graphUrl}#${sample.accessToken}`,
      SLIPWAY_DETOUR: `${sample.signInUrl} ${sample.listensAt}`,
    },
    colorScheme: null,
  });
  try {
    const page = await app.firstWindow();
    const window = await app.browserWindow(page);
    const resize = (width: number, height: number) =>
      window.evaluate((it, [w, h]) => it.setContentSize(w, h), [width, height] as const);
    await resize(1280, 800);
    await show({ app, slipway: createAppPage(page), sample, resize });
  } finally {
    await app.close();
    await sample.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() =>
    Promise.all([
      ...document.getAnimations().map((animation) => animation.finished.catch(() => null)),
      ...[...document.images].map((image) => image.decode().catch(() => null)),
    ]),
  );
  await page.screenshot({ path: join(target, `${name}.png`) });
  console.log(`${name}.png`);
}

const change = (page: Page, patch: Partial<Settings>): Promise<unknown> =>
  page.evaluate((wanted) => window.slipway.call('settings.change', wanted), patch);

async function showWelcome(slipway: AppPage): Promise<void> {
  const { page } = slipway;
  await page.getByRole('button', { name: 'Try the sample drive' }).waitFor();
  await shoot(page, 'welcome');
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await shoot(page, 'sign-in');
  await page.getByRole('button', { name: /back/i }).first().click();
  await slipway.openSampleDrive();
}

async function showFolders({ page, files, address, places, filter }: AppPage): Promise<void> {
  await shoot(page, 'my-files');
  await address.goTo('myfiles/Finance/Invoices');
  await files.expectFolder('Invoices');
  await files.rowAt(1).click();
  await page.keyboard.press('Shift+ArrowDown');
  await shoot(page, 'selection');
  await address.goTo('myfiles/Inbox');
  await files.expectFolder('Inbox');
  await shoot(page, 'empty-folder');
  await places.getByRole('button', { name: /^Shared/ }).click();
  await files.expectFolder('Shared');
  await shoot(page, 'shared');
  await address.goTo('myfiles/Finance/Invoices/2031');
  await address.failure.waitFor();
  await shoot(page, 'missing-folder');
  await page.keyboard.press('Escape');
  await address.goTo('myfiles/Pictures/City at night');
  await files.expectFolder('City at night');
  await files.rowAt(2).click();
  await page.keyboard.press('Space');
  await page.locator('[data-pane="preview"] img').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('[role="grid"] img').length > 3);
  await shoot(page, 'preview');
  await page.keyboard.press('Space');
  await filter.fill('zebra');
  await page
    .getByText(/no match/i)
    .first()
    .waitFor();
  await shoot(page, 'no-match');
  await filter.fill('');
}

async function showDialogs({ page, files, address }: AppPage): Promise<void> {
  await address.goTo('myfiles');
  await files.expectFolder('My files');
  await files.row('Projects').click();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).waitFor();
  await shoot(page, 'delete');
  await page.keyboard.press('Escape');
  await files.row('Ideas.txt').click();
  await page.keyboard.press('F2');
  await files.renameBox.waitFor();
  await shoot(page, 'rename');
  await page.keyboard.press('Escape');
}

async function showTransfers(
  { page, files, address, places }: AppPage,
  sample: SampleService,
  work: string,
): Promise<void> {
  await writeFile(join(work, 'Reading list.txt'), 'A newer list\n'.repeat(400));
  await writeFile(join(work, 'Holiday film.mp4'), new Uint8Array(60_000_000));
  await address.goTo('myfiles/Documents');
  await files.expectFolder('Documents');
  const drag = await dragFiles(page, [join(work, 'Reading list.txt'), join(work, 'Holiday film.mp4')]);
  await drag.over(files.grid);
  await shoot(page, 'drop');
  sample.faults.add({ method: 'PUT', route: 'PUT upload range', times: 100, bytesPerSecond: 2_000_000 });
  await drag.drop();
  const tray = page.getByRole('region', { name: 'Transfers in progress' });
  await tray.locator('[data-transfer-state="conflict"]').waitFor();
  await tray.locator('[data-transfer-state="running"]').waitFor();
  await shoot(page, 'transfers-tray');
  await places.getByRole('button', { name: /^Transfers/ }).click();
  await page.getByRole('heading', { name: 'Transfers', level: 1 }).waitFor();
  await shoot(page, 'transfers');
  await page.evaluate(async () => {
    const reply = await window.slipway.call('transfers.list', {});
    if (!reply.ok) return;
    const { transfers } = reply.value as { transfers: { transferId: string; state: string }[] };
    const open = transfers.filter(({ state }) => state !== 'done').map(({ transferId }) => transferId);
    await window.slipway.call('transfers.cancel', { transferIds: open });
    await window.slipway.call('transfers.clearEnded', {});
  });
}

async function showPages(slipway: AppPage): Promise<void> {
  const { page, files, places } = slipway;
  await places.getByRole('button', { name: /^My files/ }).click();
  await files.expectFolder('My files');
  await files.row('Ideas.txt').click();
  await files.row('Year in review.pdf').click({ modifiers: ['Control'] });
  await slipway.command('Download').click();
  await places.getByRole('button', { name: /^On this computer/ }).click();
  await page.getByRole('button', { name: 'All files' }).click();
  await page.getByRole('grid', { name: 'Files on this computer' }).getByText('Year in review.pdf').waitFor();
  await shoot(page, 'documents');
  await places.getByRole('button', { name: /^Settings/ }).click();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await shoot(page, 'settings');
  await page.evaluate(() => window.slipway.call('transfers.clearEnded', {}));
}

async function showMore({ page, files, places }: AppPage): Promise<void> {
  await places.getByRole('button', { name: /^My files/ }).click();
  await files.expectFolder('My files');
  await files.row('Team handbook').click();
  await page.keyboard.press('Control+Shift+S');
  await page.getByRole('dialog').getByText('Dana Reyes').first().waitFor();
  await shoot(page, 'share');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Backslash');
  await page.getByRole('grid').nth(1).waitFor();
  await page.keyboard.press('Control+L');
  await page.keyboard.type('myfiles/Finance');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /Invoices/ }).waitFor();
  await shoot(page, 'two-panes');
  await page.keyboard.press('Control+Backslash');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('plan');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /^Floor plan.svg/ }).waitFor();
  await shoot(page, 'search');
  await places.getByRole('button', { name: /^Storage space/ }).click();
  await page.getByRole('tab', { name: 'Map' }).waitFor();
  await page.getByRole('row', { name: /^Pictures/ }).waitFor();
  await shoot(page, 'space');
}

async function showPdf({ page, files }: AppPage): Promise<void> {
  await files.row('Year in review.pdf').click();
  await page.keyboard.press('Space');
  await page.frameLocator('[data-pane="preview"] iframe').locator('canvas').first().waitFor();
  await shoot(page, 'pdf');
  await page.keyboard.press('Space');
}

async function showShapes(
  slipway: AppPage,
  resize: (width: number, height: number) => Promise<unknown>,
): Promise<void> {
  const { page, files, places } = slipway;
  await places.getByRole('button', { name: /^My files/ }).click();
  await files.expectFolder('My files');
  await showPdf(slipway);
  await resize(900, 700);
  await shoot(page, 'narrow');
  await resize(1280, 800);
  await change(page, { theme: 'dark' });
  await page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await shoot(page, 'dark');
  await change(page, { theme: 'light' });
  await page.emulateMedia({ forcedColors: 'active' });
  await shoot(page, 'high-contrast');
}

async function showLibraries(slipway: AppPage, { world }: SampleService): Promise<void> {
  const { page } = slipway;
  await slipway.openSampleDrive();
  world.followedSites.set(world.mine.owner.id, [...SITES]);
  await page.keyboard.press('Control+8');
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await page.getByRole('region', { name: 'On the list' }).getByRole('listitem').nth(3).waitFor();
  await shoot(page, 'libraries');
}

const groups = {
  Finance: ['Amara Diallo', 'Chen Wei', 'Elena Petrova', 'Jonas Weber', 'Lucía Romero'],
  Sales: ['Maya Patel', 'Noah Johnson', 'Sofia Rossi', 'Yuki Tanaka'],
};

async function showAccounts(ui: AppPage, sample: SampleService, work: string) {
  const { page, places } = ui;
  registerApp(sample);
  const yaml = join(work, 'accounts.yaml');
  await writeFile(yaml, toYaml());
  await places.getByRole('button', { name: /^Settings/ }).click();
  const accountImport = createAccountImportPage(page);
  await accountImport.open();
  await accountImport.choose(yaml);
  await accountImport.secret('fabrikam').fill(appSecret);
  await accountImport.button('Add 9 accounts').click();
  await accountImport.button('View files').click();
  await places
    .getByRole('button', { name: /^Amara Diallo/ })
    .first()
    .click();
  await ui.menuItem('All accounts').click();
  const overview = page.getByRole('region', { name: 'All accounts' });
  await overview.getByRole('row', { name: 'Amara Diallo' }).click();
  await overview.getByRole('row', { name: 'Sofia Rossi' }).click({ modifiers: ['Shift'] });
  await overview.getByRole('button', { name: 'Check storage' }).click();
  await overview.getByRole('row', { name: 'Sofia Rossi' }).getByText('% of').waitFor();
  await shoot(page, 'all-accounts');
}

function toYaml(): string {
  let count = 0;
  const lines = Object.entries(groups).flatMap(([group, names]) => [
    `  ${group}:`,
    ...names.map(
      (name) => `    - ${name}: fabrikam:user${String((count += 1)).padStart(3, '0')}@fabrikam.example`,
    ),
  ]);
  const tenant = `    cloud: global\n    tenant: fabrikam.example\n    client-id: ${appId}\n    secret: prompt`;
  return `tenants:\n  fabrikam:\n${tenant}\ncategories:\n${lines.join('\n')}\n`;
}

await main();
