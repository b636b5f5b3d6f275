import type { Bridge, EventMessage } from '../../electron/contract/bridge.ts';
import { expect, test } from '../fixtures.ts';
import { host } from '../hosts.ts';
import { runToEnd } from './run-to-end.ts';

declare const slipway: Bridge;

test.use({ isolation: 'ownChromium' });

test('a menu bar command reaches the page', async ({ app, page }) => {
  await page.evaluate(() => {
    const heard: EventMessage[] = [];
    slipway.listen((notice) => void heard.push(notice));
    Object.assign(window, { heard });
  });
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('showKeys')?.click());
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { heard: EventMessage[] }).heard))
    .toContainEqual({ event: 'app.command', payload: { command: 'showKeys' } });
});

test('light or dark follows the setting at once and after a restart', async ({ app, page, launch }) => {
  const isDark = (): Promise<boolean> =>
    page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await page.evaluate(() => slipway.call('settings.change', { theme: 'dark' }));
  await expect.poll(isDark).toBe(true);
  await page.evaluate(() => slipway.call('settings.change', { theme: 'light' }));
  await expect.poll(isDark).toBe(false);
  await page.evaluate(() => slipway.call('settings.change', { theme: 'dark' }));
  await app.close();

  const again = await launch();
  await again.firstWindow();
  await expect.poll(() => again.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
});

test('the window opens with its last size', async ({ app, page, launch }) => {
  const window = await app.browserWindow(page);
  await window.evaluate((it) => it.setContentSize(1111, 777));
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([1111, 777]);
  const closed = app.waitForEvent('close');
  await window.evaluate((it) => it.close()).catch(() => {});
  await closed;

  const again = await launch();
  const next = await again.firstWindow();
  await next.waitForFunction(() => 'slipway' in window);
  await expect.poll(() => next.evaluate(() => innerWidth)).toBe(1111);
});

test('a second start brings the first window to the front and quits', async ({ app, page, profile }) => {
  await page.evaluate(() => slipway.call('app.start', {}));
  await app.evaluate(({ app: running }) => {
    running.on('second-instance', () => Object.assign(globalThis, { wasCalled: true }));
  });
  const second = await runToEnd([`--user-data-dir=${profile}`]);
  expect(second.code).toBe(0);
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { wasCalled?: boolean }).wasCalled))
    .toBe(true);
  expect(app.windows()).toHaveLength(1);
});

test('a crashed page is reloaded', async ({ page, app }) => {
  test.skip(host === 'electron', 'crashing a renderer through DevTools closes its Playwright page there');
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    Object.assign(globalThis, {
      finished: new Promise<void>((done) => contents?.once('did-finish-load', () => done())),
    });
    contents?.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  });
  await app.evaluate(() => (globalThis as unknown as { finished: Promise<void> }).finished);
  await page.waitForFunction(() => 'slipway' in window);
  expect(await page.evaluate(() => slipway.call('app.start', {}))).toMatchObject({ ok: true });
});

test('--smoke starts the app, reports it in one line and exits with 0', async () => {
  const { code, output } = await runToEnd(['--smoke']);
  expect(output.trim()).toMatch(
    /^ready in \d+ ms, sample drive, \d+ items, (electron|stand-in) \d+(\.\d+)*( \(Chromium [\d.]+\))?$/,
  );
  expect(code).toBe(0);
});
