import type { ElectronApplication } from '@playwright/test';
import { createAppPage } from '../pages/app-page.ts';
import { createTransfersPanel } from '../pages/transfers-panel.ts';
import { expect, test, toBytes } from './story.ts';

interface Asked {
  message: string;
  detail: string;
  buttons: string[];
}

/** Answers the question of the system's dialog with a button of it, and notes what was asked. */
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

const close = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

test('with transfers running the window asks, and Keep open keeps it and them', async ({
  app,
  page,
  files,
  tray,
  local,
  sample,
}) => {
  sample.faults.add({ route: 'PUT upload range', bytesPerSecond: 2_000_000 });
  const asked = await answerWith(app, 0);
  const path = await local.write('Slow.bin', 6_000_000);
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', path);
  await tray.expectState('Slow.bin', 'running');
  await close(app);
  await expect
    .poll(asked)
    .toMatchObject([
      { message: '1 transfer is not finished', buttons: ['Keep Slipway open', 'Close anyway'] },
    ]);
  expect(app.windows()).toHaveLength(1);
  await tray.expectState('Slow.bin', 'done');
  expect(sample.drive.bytes('Inbox/Slow.bin').equals(toBytes(6_000_000))).toBe(true);
  await expect(page.getByText('Safe to close')).toBeVisible();
});

test('Close anyway closes, and leaves no half of a file in OneDrive', async ({
  app,
  files,
  tray,
  local,
  sample,
}) => {
  sample.faults.add({ route: 'PUT upload range', bytesPerSecond: 300_000, times: Number.POSITIVE_INFINITY });
  await answerWith(app, 1);
  const path = await local.write('Slow.bin', 6_000_000);
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', path);
  await tray.expectState('Slow.bin', 'running');
  const closed = app.waitForEvent('close');
  await close(app).catch(() => {});
  await closed;
  expect(sample.drive.tree('Inbox')).toEqual([]);
});

test('with nothing under way the window closes without a word', async ({
  app,
  files,
  tray,
  local,
  sample,
}) => {
  const path = await local.write('quick.txt', 'quick');
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', path);
  await tray.expectState('quick.txt', 'done');
  await expect(tray.root).toContainText('Safe to close');
  // A question nobody answers would keep the window open.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => new Promise(() => {});
  });
  const closed = app.waitForEvent('close');
  await close(app).catch(() => {});
  await closed;
  expect(sample.drive.bytes('Inbox/quick.txt').toString()).toBe('quick');
});

test('a window opened anew shows the last folder’s account and no old transfers as news', async ({
  app,
  files,
  tray,
  local,
  launch,
}) => {
  const path = await local.write('quick.txt', 'quick');
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', path);
  await tray.expectState('quick.txt', 'done');
  await app.close();
  const again = await (await launch()).firstWindow();
  await createAppPage(again).files.expectFolder('My files');
  await expect(createTransfersPanel(again).root).toBeHidden();
});
