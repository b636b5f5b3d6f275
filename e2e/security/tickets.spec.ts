import type { ElectronApplication, Page } from '@playwright/test';
import type { Bridge, Reply } from '../../electron/contract/bridge.ts';
import type { Account } from '../../electron/contract/records.ts';
import { expect, test as base } from '../stories/story.ts';

declare const slipway: Bridge;

type UploadInput = Record<'accountId' | 'intent', string> & {
  parent: { driveId: string; itemId: string };
  tickets: string[];
};

interface Desk {
  upload(page: Page, tickets: readonly string[]): Promise<string>;
  takeTicket(page: Page, name: string): Promise<string>;
}

const test = base.extend<{ desk: Desk }>({
  desk: async ({ files, page, sample }, use) => {
    await files.grid.waitFor();
    const accounts = (await page.evaluate(() => slipway.call('accounts.list', {}))) as Reply<Account[]>;
    const accountId = accounts.ok ? (accounts.value[0]?.accountId ?? '') : '';
    const parent = { driveId: sample.drive.id, itemId: sample.drive.rootId };
    await use({
      upload: (on, tickets) =>
        on.evaluate(
          async (input) => {
            const reply = await slipway.call('transfers.upload', input);
            return reply.ok ? 'ok' : reply.error.code;
          },
          { accountId, parent, tickets: [...tickets], intent: 'upload' } satisfies UploadInput,
        ),
      takeTicket: (on, name) =>
        on.evaluate(async (fileName) => {
          const reply = await slipway.offer([new File(['bytes'], fileName)]);
          return reply.ok ? (reply.value[0]?.ticket ?? '') : reply.error.code;
        }, name),
    });
  },
});

test.use({ isolation: 'own' });

/** As on macOS. */
async function reopenWindow(app: ElectronApplication, page: Page): Promise<Page> {
  await app.evaluate(({ app: running }) => {
    running.removeAllListeners('window-all-closed');
    running.on('window-all-closed', () => {});
  });
  const gone = page.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await gone;
  const opened = app.waitForEvent('window');
  await app.evaluate(({ app: running }) => void running.emit('activate'));
  const next = await opened;
  await next.waitForFunction(() => 'slipway' in window);
  return next;
}

test('unknown tickets upload nothing', async ({ page, desk, sample }) => {
  const real = await desk.takeTicket(page, 'real.txt');
  const forged = [
    '1',
    'A'.repeat(real.length),
    `${real}A`,
    real.slice(0, -1),
    '../../etc/passwd',
    '/etc/passwd',
    '__proto__',
  ];
  for (const ticket of forged) expect(await desk.upload(page, [ticket]), ticket).toBe('ticketUnknown');
  expect(await desk.upload(page, [''])).toBe('badInput');
  expect(await desk.upload(page, [])).toBe('badInput');
  expect(sample.counters.count('PUT content')).toBe(0);
  expect(real).toMatch(/^[\w-]{32,}$/);
});

test('a ticket works once, and using it with an invalid one does not consume it', async ({
  page,
  desk,
  sample,
}) => {
  const ticket = await desk.takeTicket(page, 'once.txt');
  expect(await desk.upload(page, [ticket, 'A'.repeat(ticket.length)])).toBe('ticketUnknown');
  expect(await desk.upload(page, [ticket, ticket])).toBe('ticketUnknown');
  expect(await desk.upload(page, [ticket])).toBe('ok');
  expect(await desk.upload(page, [ticket])).toBe('ticketUnknown');
  await expect.poll(() => sample.drive.find('once.txt')?.sizeBytes).toBe(5);
  expect(sample.counters.count('PUT content')).toBe(1);
});

test('a ticket of another page is refused: it expired with that page', async ({ page, desk, sample }) => {
  const ticket = await desk.takeTicket(page, 'before.txt');
  await page.reload();
  await page.waitForFunction(() => 'slipway' in window);
  expect(await desk.upload(page, [ticket])).toBe('ticketUnknown');
  expect(sample.counters.count('PUT content')).toBe(0);
});

test('tickets of a closed window are invalid in the next one, for files and pictures', async ({
  app,
  page,
  desk,
  files,
  sample,
}) => {
  await files.open('myfiles/Pictures/Lake house');
  const picture = files.row('Jetty.png').locator('img');
  await expect(picture).toHaveAttribute('src', /content/);
  const src = (await picture.getAttribute('src')) ?? '';
  const ticket = await desk.takeTicket(page, 'before.txt');
  const canShow = (on: Page): Promise<boolean> =>
    on.evaluate(
      (url) =>
        new Promise<boolean>((resolve) => {
          const image = new Image();
          image.addEventListener('load', () => resolve(true));
          image.addEventListener('error', () => resolve(false));
          image.src = url;
        }),
      src,
    );
  expect(await canShow(page)).toBe(true);

  const next = await reopenWindow(app, page);
  expect(await canShow(next)).toBe(false);
  expect(await desk.upload(next, [ticket])).toBe('ticketUnknown');
  expect(sample.counters.count('PUT content')).toBe(0);
});

test('no message about transfers contains a local path, an upload URL or a token', async ({
  page,
  desk,
  files,
  tray,
  local,
  sample,
}) => {
  expect(await desk.takeTicket(page, '../../outside.txt')).toMatch(/^[\w-]+$/);
  const path = await local.write('Film.bin', 5_000_000);
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', path);
  await tray.expectState('Film.bin', 'done');
  const seen = await page.evaluate(async () => {
    const offered = await slipway.offer([new File(['x'], 'x.txt')]);
    return JSON.stringify([offered, await slipway.call('transfers.list', {})]);
  });
  expect(seen).toContain('Film.bin');
  expect(seen).not.toContain(local.folder);
  expect(seen).not.toContain(sample.accessToken);
  expect(seen).not.toMatch(/https?:|uploadUrl|session|\/tmp\//i);
});
