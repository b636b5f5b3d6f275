import { access, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { host } from '../hosts.ts';
import { createSettingsPage } from '../pages/settings-page.ts';
import { expect, test } from './story.ts';

test.skip(host !== 'stand-in', 'the system shows the real tray and notifications');

const configuration = join(tmpdir(), `slipway-tray-${process.pid}`);
test.use({ environment: { SLIPWAY_TRAY: 'on', XDG_CONFIG_HOME: configuration } });

test.afterEach(() => rm(configuration, { recursive: true, force: true }));

interface StandIn {
  Tray: { open: Set<{ toolTip: string; menu: { getMenuItemById(id: string): { click(): void } | null } }> };
  Notification: { shown: { title: string; body: string; emit(event: string, ...rest: unknown[]): void }[] };
}

const tipOf = (app: ElectronApplication): Promise<string> =>
  app.evaluate((electron) => [...(electron as unknown as StandIn).Tray.open][0]?.toolTip ?? '');
const clickTray = (app: ElectronApplication, id: string): Promise<void> =>
  app.evaluate((electron, item) => {
    [...(electron as unknown as StandIn).Tray.open][0]?.menu.getMenuItemById(item)?.click();
  }, id);
const noticesOf = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate((electron) =>
    (electron as unknown as StandIn).Notification.shown.map(({ title, body }) => `${title} | ${body}`),
  );
const closeWindow = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
const isVisible = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);

/** Slipway then asks at once whether open files have a newer version, instead of within a minute. */
const wakeUp = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));

test('the window closes to the tray if chosen; finished transfers, conflicts and newer versions of open files are announced, and a click opens the window', async ({
  app,
  files,
  page,
  sample,
  tray,
  upload,
}) => {
  await expect.poll(() => tipOf(app)).toBe('Slipway: nothing to do');
  await app.evaluate(({ dialog }) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.push(args.at(-1));
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  });
  const asked = () => app.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked.length);
  await files.open('myfiles/Documents');
  await files.select('Reading list.txt');
  await page.keyboard.press('Enter');
  await tray.expectState('Reading list.txt', 'done');
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  expect(await asked()).toBe(1);
  await clickTray(app, 'trayOpen');
  await expect.poll(() => isVisible(app)).toBe(true);
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  expect(await asked(), 'asked once only').toBe(1);

  await upload({ 'Hidden.txt': 'hidden' }, 'Documents');
  await expect.poll(() => noticesOf(app)).toEqual(['1 file uploaded | In myfiles/Documents']);
  sample.drive.addFile('Documents/Reading list.txt', 'theirs');
  await wakeUp(app);
  const newer =
    'OneDrive has a newer version of “Reading list.txt” | Close the old version before you edit it, then get the newer one in Slipway.';
  await expect.poll(() => noticesOf(app)).toContain(newer);
  await upload({ 'Hidden.txt': 'changed' }, 'Documents');
  const conflict =
    '1 file already exists in OneDrive | Nothing was replaced. Choose what to do with each in Transfers.';
  await expect.poll(() => noticesOf(app)).toContain(conflict);
  await expect.poll(() => tipOf(app)).toBe('Slipway: 1 transfer needs attention');
  await app.evaluate((electron) => {
    (electron as unknown as StandIn).Notification.shown.at(-1)?.emit('click', {});
  });
  await expect.poll(() => isVisible(app)).toBe(true);
  const transfers = page.getByRole('region', { name: 'Transfers', exact: true });
  await transfers.getByRole('button', { name: 'Skip' }).click();
  await expect.poll(() => tipOf(app)).toBe('Slipway: nothing to do');

  await clickTray(app, 'trayPause');
  await expect.poll(() => tipOf(app)).toBe('Slipway: all transfers are paused');
  const ended = app.waitForEvent('close');
  await clickTray(app, 'trayQuit');
  await ended;
});

test('the notice of a download to a chosen folder shows the file there', async ({
  app,
  files,
  page,
  local,
  sample,
}) => {
  const folder = await local.makeFolder('Desk');
  await app.evaluate(({ dialog, shell }, path) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    shell.showItemInFolder = (shown) => void asked.push(shown);
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, folder);
  await files.open('myfiles/Documents');
  await files.select('Reading list.txt');
  const held = sample.faults.hold({ route: 'GET download' });
  await page.keyboard.press('Control+Shift+e');
  await expect.poll(() => held.struck).toBe(1);
  const window = await app.browserWindow(page);
  await window.evaluate((it) => it.hide());
  held.letGo();
  await expect.poll(() => noticesOf(app)).toEqual(['1 file downloaded | In Desk']);
  await app.evaluate((electron) => {
    (electron as unknown as StandIn).Notification.shown.at(-1)?.emit('action', { actionIndex: 1 });
  });
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked))
    .toEqual([join(folder, 'Reading list.txt')]);
  await window.evaluate((it) => it.show());
});

test('Settings offers both choices, and starting with the session is written to disk', async ({
  page,
  files,
}) => {
  await files.grid.waitFor();
  const settings = createSettingsPage(page);
  await settings.open();
  const section = settings.section('Tray and notices');
  const start = section.getByRole('switch', { name: 'Start in the tray when I sign in to this computer' });
  const entry = join(configuration, 'autostart/slipway.desktop');
  await start.click();
  await expect.poll(() => readFile(entry, 'utf8').catch(() => '')).toMatch(/^Exec=".+" --hidden$/m);
  await start.click();
  await expect
    .poll(() =>
      access(entry).then(
        () => true,
        () => false,
      ),
    )
    .toBe(false);
  await settings.choose(section.getByRole('radio', { name: 'Quit Slipway' }));
});
