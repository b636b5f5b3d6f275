import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Bridge, EventMessage, Reply, Ticket } from '../../electron/contract/bridge.ts';
import { executablePath, inPage } from '../hosts.ts';
import { conformance } from './conformance.ts';
import type { BridgeUnderTest } from './conformance.ts';

declare const slipway: Bridge;
declare const logged: string[];
declare const arrive: () => void;
declare const open: (isAdmitted: boolean) => { loadURL(url: string): Promise<void> };

interface Fixtures {
  app: ElectronApplication;
  page: Page;
  folder: string;
}

interface Shared {
  bridge: BridgeUnderTest;
}

const entry = join(import.meta.dirname, 'conformance-app.ts');

function launch(folder: string): Promise<ElectronApplication> {
  return _electron.launch({ executablePath, args: [entry, `--user-data-dir=${folder}`] });
}

async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await page.waitForFunction(() => 'slipway' in window);
  return page;
}

const test = base.extend<Fixtures, Shared>({
  bridge: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'slipway-bridge-'));
      const app = await launch(folder);
      await use(createIpcBridge(app, await firstPage(app)));
      await app.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-bridge-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  app: async ({ folder }, use) => {
    const app = await launch(folder);
    await use(app);
    await app.close();
  },
  page: async ({ app }, use) => use(await firstPage(app)),
});

function createIpcBridge(app: ElectronApplication, page: Page): BridgeUnderTest {
  let listeners = 0;
  return {
    call: (method, input) => page.evaluate<Reply>(`slipway.call(${method}, ${input})`),
    async listen() {
      const name = `listener${listeners++}`;
      await page.evaluate((key) => {
        const notices: unknown[] = [];
        const undo = slipway.listen((...args) => void notices.push(...args));
        Object.assign(window, { [key]: { notices, undo } });
      }, name);
      return {
        heard: () => page.evaluate<EventMessage[]>(`${name}.notices`),
        undo: () => page.evaluate<void>(`${name}.undo()`),
      };
    },
    logged: () => app.evaluate(() => logged.join('\n')),
  };
}

// One worker, because all cases share an app.
test.describe.configure({ mode: 'default' });

test.describe('the bridge over IPC', () => {
  for (const { name, run } of conformance) test(name, ({ bridge }) => run(bridge));

  test('refuses input that can’t be sent by returning an error value', async ({ bridge }) => {
    const reply = await bridge.call("'test.echo'", '() => 1');
    expect(reply).toMatchObject({ ok: false, error: { code: 'badInput' } });
  });

  test('a listener receives the notice and nothing else, in particular no event to reply to', async ({
    page,
  }) => {
    const count = await page.evaluate(async () => {
      const heard = new Promise<number>((resolve) => {
        slipway.listen((...args: unknown[]) => resolve(args.length));
      });
      await slipway.call('test.announce', { count: 1 });
      return heard;
    });
    expect(count).toBe(1);
  });

  test('real files become tickets that work once, only in their own window', async ({
    page,
    app,
    folder,
  }) => {
    await writeFile(join(folder, 'a.txt'), 'hello');
    await page.evaluate(() =>
      document.body.append(Object.assign(document.createElement('input'), { type: 'file' })),
    );
    await page.locator('input').setInputFiles(join(folder, 'a.txt'));
    const offer = (): Promise<Reply<Ticket[]>> =>
      page.evaluate(() => slipway.offer([...(document.querySelector('input')?.files ?? [])]));
    const redeem = (where: Page, ticket: string): Promise<Reply> =>
      where.evaluate((it) => slipway.call('test.redeem', { tickets: [it] }), ticket);
    const ticketOf = (reply: Reply<Ticket[]>): string => (reply.ok ? (reply.value[0]?.ticket ?? '') : '');

    const first = await offer();
    expect(first).toMatchObject({ ok: true, value: [{ name: 'a.txt', kind: 'file', sizeBytes: 5 }] });
    expect(JSON.stringify(first)).not.toContain(folder);

    const opened = app.waitForEvent('window');
    await app.evaluate(() => open(true).loadURL('app://main/'));
    const other = await opened;
    await other.waitForFunction(() => 'slipway' in window);
    expect(await redeem(other, ticketOf(first))).toMatchObject({
      ok: false,
      error: { code: 'ticketUnknown' },
    });

    expect(await redeem(page, ticketOf(first))).toEqual({ ok: true, value: ['a.txt'] });
    expect(await redeem(page, ticketOf(first))).toMatchObject({
      ok: false,
      error: { code: 'ticketUnknown' },
    });
  });

  test('a ticket expires with its document', async ({ page }) => {
    const ticket = await page.evaluate(async () => {
      const reply = await slipway.offer([new File(['x'], 'pasted.txt')]);
      return reply.ok ? (reply.value[0]?.ticket ?? '') : '';
    });
    expect(ticket).not.toBe('');
    await page.reload();
    await page.waitForFunction(() => 'slipway' in window);
    const reply = await page.evaluate((it) => slipway.call('test.redeem', { tickets: [it] }), ticket);
    expect(reply).toMatchObject({ ok: false, error: { code: 'ticketUnknown' } });
  });

  test('a refused navigation keeps the document and its session', async ({ page }) => {
    const ticket = await page.evaluate(async () => {
      const reply = await slipway.offer([new File(['x'], 'pasted.txt')]);
      location.href = 'https://elsewhere.example/';
      return reply.ok ? (reply.value[0]?.ticket ?? '') : '';
    });
    const reply = await page.evaluate((it) => slipway.call('test.redeem', { tickets: [it] }), ticket);
    expect(reply).toEqual({ ok: true, value: ['pasted.txt'] });
  });

  test('no page is answered while another document loads', async ({ page, app }) => {
    // Does not wait for replies: requests of a page that is leaving stay pending until it has left.
    await page.evaluate((url) => {
      location.href = url;
      setInterval(() => void slipway.call('test.echo', { name: 'a' }), 10);
    }, inPage('app://main/slow'));
    const refusals = (): Promise<number> =>
      app.evaluate(() => logged.filter((line) => line.includes('call refused')).length);
    await expect.poll(refusals).toBeGreaterThan(0);
    await app.evaluate(() => arrive());
    await page.waitForURL(inPage('app://main/slow'));
    await page.waitForFunction(() => 'slipway' in window);
    expect(await page.evaluate(() => slipway.call('test.echo', { name: 'a' }))).toMatchObject({ ok: true });
  });

  test('a frame inside the page has no bridge', async ({ page }) => {
    await page.evaluate(async (src) => {
      const frame = Object.assign(document.createElement('iframe'), { name: 'inner', src });
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
    }, inPage('content://inner/'));
    const frame = page.frame({ name: 'inner' });
    expect(frame?.url()).toBe(inPage('content://inner/'));
    expect(
      await frame?.evaluate(() => [typeof (window as { slipway?: unknown }).slipway, 'ran' in window]),
    ).toEqual(['undefined', true]);
  });

  test('a window that shows anything but the app is refused, even with the preload script', async ({
    page,
    app,
  }) => {
    const opened = app.waitForEvent('window');
    await app.evaluate(() => open(true).loadURL('content://elsewhere/'));
    const other = await opened;
    await other.waitForFunction(() => 'slipway' in window);
    expect(other.url()).toBe(inPage('content://elsewhere/'));
    const replies = await other.evaluate(async () => [
      await slipway.call('test.echo', { name: 'a' }),
      await slipway.offer([new File(['x'], 'a.txt')]),
    ]);
    for (const reply of replies) expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await page.evaluate(() => slipway.call('test.echo', { name: 'a' }))).toMatchObject({ ok: true });
  });

  test('a window that was never admitted is refused, even if it shows the app', async ({ page, app }) => {
    const opened = app.waitForEvent('window');
    await app.evaluate(() => open(false).loadURL('app://main/'));
    const other = await opened;
    await other.waitForFunction(() => 'slipway' in window);
    expect(other.url()).toBe(page.url());
    const reply = await other.evaluate(() => slipway.call('test.echo', { name: 'a' }));
    expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});
