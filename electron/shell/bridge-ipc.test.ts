import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EventMessage } from '../contract/bridge.ts';
import { createBridgeIpc } from './bridge-ipc.ts';

type Handle = (event: unknown, ...args: unknown[]) => unknown;

const handlers = vi.hoisted(() => new Map<string, Handle>());
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handle: Handle) => void handlers.set(channel, handle),
    removeHandler: (channel: string) => void handlers.delete(channel),
  },
}));

class Page extends EventEmitter {
  sent: unknown[] = [];
  isGone = false;
  isDestroyed = () => this.isGone;
  send = (_channel: string, notice: EventMessage) => void this.sent.push(notice);
}

interface SenderFrame {
  url: string;
  parent: unknown;
}
const ownFrame: SenderFrame = { url: 'app://main/index.html', parent: null };

const forbidden = { ok: false, error: { code: 'forbidden' } };
const toElsewhere = { isMainFrame: true, isSameDocument: false, url: 'https://evil.example/' };

function open() {
  const sessions: {
    isClosed: boolean;
    calls: unknown[];
    offers: unknown[];
    emit: (it: EventMessage) => void;
  }[] = [];
  const warnings: unknown[] = [];
  const core = {
    connect(emit: (notice: EventMessage) => void) {
      const session = { isClosed: false, calls: [] as unknown[], offers: [] as unknown[], emit };
      sessions.push(session);
      return {
        call: (method: string, input: unknown) => {
          session.calls.push([method, input]);
          return Promise.resolve({ ok: true as const, value: session.calls.length });
        },
        offer: (files: unknown) => {
          session.offers.push(files);
          return Promise.resolve({ ok: true as const, value: [] });
        },
        close: () => void (session.isClosed = true),
      };
    },
  };
  const warn = (message: string, facts: unknown) => void warnings.push([message, facts]);
  const log = { info: warn, warn, error: warn };
  const bridge = createBridgeIpc(core, join(tmpdir(), 'slipway-offered'), log, () => {});
  const page = new Page();
  // The bridge uses only the window's webContents.
  bridge.admit({ webContents: page } as unknown as BrowserWindow);
  const invoke = (
    channel: string,
    args: unknown[],
    sender: Page = page,
    senderFrame: SenderFrame | null = ownFrame,
  ) => Promise.resolve(handlers.get(`slipway:${channel}`)?.({ sender, senderFrame }, ...args));
  const call = (sender?: Page, frame?: SenderFrame | null) =>
    invoke('call', ['app.start', {}], sender, frame);
  return { bridge, page, sessions, warnings, invoke, call };
}

afterEach(() => handlers.clear());

describe('allowed callers', () => {
  test('only the app’s own top frame may call, with one session per document', async () => {
    const { call, sessions } = open();
    expect(await call()).toEqual({ ok: true, value: 1 });
    expect(await call()).toEqual({ ok: true, value: 2 });
    expect(sessions).toMatchObject([
      {
        calls: [
          ['app.start', {}],
          ['app.start', {}],
        ],
      },
    ]);
  });

  test.each([
    ['a frame within the page', { url: ownFrame.url, parent: ownFrame }],
    ['another page', { url: 'https://evil.example/', parent: null }],
    ['content of a drive', { url: 'content://0123abcd/', parent: null }],
    ['a page that calls itself so', { url: 'app://main.evil.example/', parent: null }],
    ['a frame that is gone', null],
  ])('not %s, on any channel', async (_who, frame) => {
    const { page, invoke, sessions, warnings } = open();
    expect(await invoke('call', ['app.start', {}], page, frame)).toMatchObject(forbidden);
    expect(await invoke('offer', [[]], page, frame)).toMatchObject(forbidden);
    expect(await invoke('slice', ['id', 0, new Uint8Array(1)], page, frame)).toBe(false);
    expect(await invoke('offered', ['id'], page, frame)).toMatchObject(forbidden);
    expect(sessions).toEqual([]);
    expect(warnings).toHaveLength(4);
  });

  test('a window that wasn’t admitted may not call', async () => {
    const { call, sessions } = open();
    expect(await call(new Page())).toMatchObject(forbidden);
    expect(sessions).toEqual([]);
  });

  test('the method name must be a string', async () => {
    const { invoke, sessions } = open();
    const unknown = { ok: false, error: { code: 'unknownMethod' } };
    for (const method of [undefined, 7, { toString: () => 'app.start' }, ['app.start']])
      expect(await invoke('call', [method, {}])).toMatchObject(unknown);
    expect(sessions).toMatchObject([{ calls: [] }]);
  });
});

describe('a navigation', () => {
  test('blocks calls until its outcome is known', async () => {
    const { page, call, sessions } = open();
    await call();
    page.emit('did-start-navigation', toElsewhere);
    expect(await call()).toMatchObject(forbidden);
    page.emit('will-navigate', { ...toElsewhere, defaultPrevented: true });
    expect(await call()).toMatchObject({ ok: true });
    expect(sessions).toMatchObject([{ isClosed: false }]);
  });

  test('that fails leaves the page its session', async () => {
    const { page, call, sessions } = open();
    await call();
    page.emit('did-start-navigation', toElsewhere);
    page.emit('will-navigate', { ...toElsewhere, defaultPrevented: false });
    expect(await call()).toMatchObject(forbidden);
    page.emit('did-stop-loading');
    expect(await call()).toMatchObject({ ok: true, value: 2 });
    expect(sessions).toHaveLength(1);
  });

  test('to another document ends the session and starts a new one', async () => {
    const { page, call, sessions } = open();
    await call();
    page.emit('did-start-navigation', toElsewhere);
    page.emit('did-navigate');
    expect(sessions).toMatchObject([{ isClosed: true }]);
    expect(await call(page, { url: 'https://evil.example/', parent: null })).toMatchObject(forbidden);
    expect(await call()).toMatchObject({ ok: true, value: 1 });
    expect(sessions).toMatchObject([{ isClosed: true }, { isClosed: false }]);
  });

  test.each([
    ['within the document', { isMainFrame: true, isSameDocument: true }],
    ['of a frame', { isMainFrame: false, isSameDocument: false }],
  ])('%s changes nothing', async (_where, details) => {
    const { page, call } = open();
    page.emit('did-start-navigation', details);
    expect(await call()).toMatchObject({ ok: true });
  });
});

test('a destroyed window ends its session and receives nothing more', async () => {
  const { page, call, sessions } = open();
  await call();
  const notice = { event: 'app.addressGiven', payload: {} } as const;
  sessions[0]?.emit(notice);
  expect(page.sent).toEqual([notice]);
  page.isGone = true;
  page.emit('destroyed');
  sessions[0]?.emit(notice);
  expect(page.sent).toHaveLength(1);
  expect(sessions).toMatchObject([{ isClosed: true }]);
  expect(await call()).toMatchObject(forbidden);
});

test('closing the app ends every session and every channel', async () => {
  const { bridge, call, sessions } = open();
  await call();
  bridge.close();
  expect(sessions).toMatchObject([{ isClosed: true }]);
  expect([...handlers.keys()]).toEqual([]);
});
