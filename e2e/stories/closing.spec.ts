import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { host } from '../hosts.ts';
import { createAppPage } from '../pages/app-page.ts';
import { createTransfersPanel } from '../pages/transfers-panel.ts';
import { createTransfersPage } from '../pages/transfers-page.ts';
import { expect, test, toBytes } from './story.ts';

test.use({ isolation: 'ownChromium' });

interface Asked {
  message: string;
  detail: string;
  buttons: string[];
}

interface Seen {
  progress: number[];
  awake: string[];
}

async function answerWith(app: ElectronApplication, response: number): Promise<() => Promise<Asked[]>> {
  await app.evaluate(({ dialog }, button) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.push(args.at(-1));
      return Promise.resolve({ response: button, checkboxChecked: false });
    };
  }, response);
  return () => app.evaluate(() => (globalThis as unknown as { asked: Asked[] }).asked);
}

/**
 * Without a keyring, which the stand-in has only if a test adds one, an upload session can't survive a
 * restart.
 */
const startsOver = host === 'stand-in';

const close = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

async function closeToEnd(app: ElectronApplication): Promise<void> {
  const closed = app.waitForEvent('close');
  await close(app).catch(() => {});
  await closed;
}

test('with transfers running the window asks, and Keep open keeps it open and lets them run', async ({
  app,
  page,
  tray,
  uploadHeld,
  sample,
}) => {
  const asked = await answerWith(app, 0);
  const held = await uploadHeld();
  await close(app);
  await expect.poll(asked).toMatchObject([
    {
      message: '1 transfer is not finished',
      detail: expect.stringMatching(
        startsOver ? /^It starts over when .*without a keyring/ : /^It continues when/,
      ),
      buttons: [
        'Keep Slipway open',
        startsOver ? 'Start over at next start' : 'Continue at next start',
        'Close when done',
        'Cancel them and close',
      ],
    },
  ]);
  expect(app.windows()).toHaveLength(1);
  held.letGo();
  await tray.expectState('Slow.bin', 'done');
  expect(sample.drive.bytes('Inbox/Slow.bin').equals(toBytes(6_000_000))).toBe(true);
  await expect(page.getByText('Safe to close')).toBeVisible();
});

test('Cancel them and close leaves no partial file in OneDrive', async ({ app, uploadSlowly, sample }) => {
  await answerWith(app, 3);
  await uploadSlowly(100_000);
  await closeToEnd(app);
  expect(sample.drive.tree('Inbox')).toEqual([]);
});

test('Continue at next start closes at once, and the next start finishes the transfer', async ({
  app,
  launch,
  uploadSlowly,
  sample,
}) => {
  await answerWith(app, 1);
  const slow = await uploadSlowly(100_000);
  await closeToEnd(app);
  expect(sample.drive.tree('Inbox')).toEqual([]);
  slow.remove();
  const again = await (await launch()).firstWindow();
  await again.getByRole('button', { name: /^Transfers/ }).click();
  await createTransfersPage(again).expectState('Slow.bin', 'done');
  expect(sample.drive.bytes('Inbox/Slow.bin').equals(toBytes(6_000_000))).toBe(true);
});

test('a move that the next start continues is told, although it ends before the window can listen', async ({
  app,
  launch,
  ui,
  page,
  sample,
}) => {
  await ui.files.row('Ideas.txt').click();
  await page.keyboard.press('Control+Shift+M');
  await ui.dialogs.open.getByRole('treeitem', { name: 'Finance' }).click();
  const held = sample.faults.hold({ route: 'PATCH item' });
  await ui.dialogs.press('Move here');
  await expect.poll(() => held.struck).toBe(1);
  const closed = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await closed;
  held.letGo();
  const again = createAppPage(await (await launch()).firstWindow());
  await expect(again.toast('“Ideas.txt” moved to myfiles/Finance')).toBeVisible();
  await expect(again.toasts.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(sample.drive.find('Finance/Ideas.txt')).not.toBeNull();
});

test('Close when done closes the window after the last transfer', async ({ app, uploadHeld, sample }) => {
  const asked = await answerWith(app, 2);
  const held = await uploadHeld();
  const closed = app.waitForEvent('close');
  await close(app);
  await expect.poll(asked).toHaveLength(1);
  held.letGo();
  await closed;
  expect(sample.drive.bytes('Inbox/Slow.bin').equals(toBytes(6_000_000))).toBe(true);
});

test('while files move, progress shows on the taskbar and the computer stays awake; both end with the transfer', async ({
  app,
  tray,
  upload,
  sample,
}) => {
  await app.evaluate(({ BrowserWindow, powerSaveBlocker }) => {
    const seen = { progress: [] as number[], awake: [] as string[] };
    Object.assign(globalThis, { seen });
    BrowserWindow.prototype.setProgressBar = (part: number) => void seen.progress.push(part);
    powerSaveBlocker.start = () => seen.awake.push('start');
    powerSaveBlocker.stop = () => seen.awake.push('stop') > 0;
  });
  const held = sample.faults.hold({ route: 'PUT upload range' });
  await upload({ 'Slow.bin': 40_000_000 });
  const seen = () => app.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
  await expect.poll(async () => (await seen()).progress.some((part) => part > 0 && part < 1)).toBe(true);
  held.letGo();
  await tray.expectState('Slow.bin', 'done');
  await expect.poll(async () => (await seen()).progress.at(-1)).toBe(-1);
  expect((await seen()).awake).toEqual(['start', 'stop']);
});

test('T47 after waking from sleep, transfers that waited for the network continue', async ({
  app,
  tray,
  upload,
  sample,
}) => {
  const cut = sample.faults.add({ route: 'PUT content', times: Infinity, reset: 'beforeEffect' });
  await upload({ 'a.txt': 'a' });
  await expect(tray.row('a.txt')).toContainText('Offline. Resumes automatically');
  cut.remove();
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  await tray.expectState('a.txt', 'done');
});

test('closes without a question when nothing is running', async ({ app, tray, upload, sample }) => {
  await upload({ 'quick.txt': 'quick' });
  await tray.expectState('quick.txt', 'done');
  await expect(tray.root).toContainText('Safe to close');
  // An unanswered question would keep the window open.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => new Promise(() => {});
  });
  await closeToEnd(app);
  expect(sample.drive.bytes('Inbox/quick.txt').toString()).toBe('quick');
});

test('a reopened window shows the last folder in its order, and old transfers are not announced again', async ({
  app,
  files,
  sample,
  tray,
  launch,
  upload,
}) => {
  await upload({ 'quick.txt': 'quick' });
  await tray.expectState('quick.txt', 'done');
  await files.header('Size').click();
  await expect(files.header('Size')).toHaveAttribute('aria-sort', 'descending');
  await app.close();
  const later = await launch();
  const again = await later.firstWindow();
  const ui = createAppPage(again);
  await ui.files.expectFolder('Inbox');
  await expect(ui.files.header('Size')).toHaveAttribute('aria-sort', 'descending');
  await expect(createTransfersPanel(again).root).toBeHidden();

  await later.close();
  sample.drive.remove('Inbox');
  const last = createAppPage(await (await launch()).firstWindow());
  await last.files.expectFolder('My files');
});

test('asks about an edit that is not in OneDrive yet, and saves it before the window closes', async ({
  app,
  files,
  tray,
  page,
  profile,
  sample,
}) => {
  const name = 'Reading list.txt';
  await files.open('myfiles/Documents');
  await files.download(name);
  await tray.expectState(name, 'done');
  const copy = join(profile, 'documents', 'alex@contoso.example', 'myfiles', 'Documents', name);
  await writeFile(copy, 'edited last');
  await expect(page.getByRole('region', { name: 'Edited files' })).toContainText('not saved to OneDrive');
  const asked = await answerWith(app, 0);
  await close(app);
  await expect.poll(asked).toMatchObject([
    {
      message: `Your changes to “${name}” aren’t in OneDrive yet`,
      buttons: ['Keep Slipway open', 'Close now', 'Save and close'],
    },
  ]);
  await answerWith(app, 2);
  await closeToEnd(app);
  expect(sample.drive.bytes(`Documents/${name}`).toString()).toBe('edited last');
});
