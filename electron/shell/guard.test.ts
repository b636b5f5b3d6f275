import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { guardWebContents } from './guard.ts';

type Permit = (contents: unknown, permission: string, ...rest: unknown[]) => unknown;

const electron = vi.hoisted(() => ({
  app: null as unknown as EventEmitter,
  shell: {
    opened: [] as string[],
    openExternal: (url: string) => Promise.resolve(void electron.shell.opened.push(url)),
  },
  session: { defaultSession: null as unknown as FakeSession },
}));
vi.mock('electron', () => electron);

/** Records what the guard sets on a session. */
class FakeSession extends EventEmitter {
  request: Permit = () => undefined;
  check: Permit = () => undefined;
  device: () => boolean = () => true;
  before: (details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void = () =>
    undefined;
  proxy: unknown = null;
  setPermissionRequestHandler = (handler: Permit) => void (this.request = handler);
  setPermissionCheckHandler = (handler: Permit) => void (this.check = handler);
  setDevicePermissionHandler = (handler: () => boolean) => void (this.device = handler);
  webRequest = { onBeforeRequest: (handler: FakeSession['before']) => void (this.before = handler) };
  setProxy = (proxy: unknown) => Promise.resolve(void (this.proxy = proxy));
}

class FakePage extends EventEmitter {
  webRtc = '';
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  setWebRTCIPHandlingPolicy = (policy: string) => void (this.webRtc = policy);
  setWindowOpenHandler = (handler: FakePage['openHandler']) => void (this.openHandler = handler);
}

interface Told {
  wasPrevented: boolean;
}
/** Emits a preventable event and returns whether it was prevented. */
function emit(on: EventEmitter, name: string, details: object = {}, ...rest: unknown[]): boolean {
  const told: Told = { wasPrevented: false };
  on.emit(name, { ...details, preventDefault: () => void (told.wasPrevented = true) }, ...rest);
  return told.wasPrevented;
}

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const app = 'app://main/index.html';

async function guard(): Promise<{ page: FakePage; own: FakeSession }> {
  await guardWebContents(log, null);
  const page = new FakePage();
  electron.app.emit('web-contents-created', {}, page);
  return { page, own: electron.session.defaultSession };
}

beforeEach(() => {
  electron.app = new EventEmitter();
  electron.session.defaultSession = new FakeSession();
  electron.shell.opened.length = 0;
});

describe('a page', () => {
  test('stays in the app: other navigation is blocked, and known help links open in the browser', async () => {
    const { page } = await guard();
    expect(emit(page, 'will-navigate', { url: app })).toBe(false);
    for (const url of ['https://evil.example/', 'file:///etc/passwd', 'app://other/', 'javascript:alert(1)'])
      expect(emit(page, 'will-navigate', { url }), url).toBe(true);
    expect(electron.shell.opened).toEqual([]);
    const help = 'https://support.microsoft.com/onedrive';
    expect(emit(page, 'will-navigate', { url: help })).toBe(true);
    expect(electron.shell.opened).toEqual([help]);
  });

  test('follows no redirect, embeds no other page, and opens no window', async () => {
    const { page } = await guard();
    expect(emit(page, 'will-redirect', { isMainFrame: true, url: app })).toBe(true);
    expect(emit(page, 'will-redirect', { isMainFrame: false, url: app })).toBe(false);
    expect(emit(page, 'will-attach-webview')).toBe(true);
    for (const url of [app, 'https://evil.example/', 'https://learn.microsoft.com/x'])
      expect(page.openHandler({ url })).toEqual({ action: 'deny' });
    expect(electron.shell.opened).toEqual(['https://learn.microsoft.com/x']);
  });

  test('has no network access by request, proxy, or WebRTC', async () => {
    const { page, own } = await guard();
    const isCancelled = (url: string) => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      own.before({ url }, ({ cancel }) => resolve(cancel));
      return promise;
    };
    for (const url of ['https://evil.example/', 'http://127.0.0.1:80/', 'ws://127.0.0.1/', 'not an address'])
      expect(await isCancelled(url), url).toBe(true);
    for (const url of [app, 'content://0123abcd/', 'data:,x', 'blob:app://main/1'])
      expect(await isCancelled(url), url).toBe(false);
    expect(page.webRtc).toBe('disable_non_proxied_udp');
    expect(own.proxy).toEqual({
      mode: 'fixed_servers',
      proxyRules: '127.0.0.1:1',
      proxyBypassRules: '<-loopback>',
    });
  });
});

describe('permissions', () => {
  const denied = [
    'geolocation',
    'media',
    'notifications',
    'usb',
    'clipboard-read',
    'fullscreen',
    'openExternal',
  ];

  test('are denied except for writing to the clipboard, and no device is granted', async () => {
    const { own } = await guard();
    const ask = (permission: string, requestingUrl: string) => {
      const answers: boolean[] = [];
      own.request(null, permission, (isGranted: boolean) => void answers.push(isGranted), { requestingUrl });
      return answers;
    };
    for (const permission of denied) {
      expect(ask(permission, app), permission).toEqual([false]);
      expect(own.check(null, permission, 'app://main/'), permission).toBe(false);
    }
    expect(ask('clipboard-sanitized-write', app)).toEqual([true]);
    expect(own.check(null, 'clipboard-sanitized-write', 'app://main/')).toBe(true);
    expect(ask('clipboard-sanitized-write', 'https://evil.example/')).toEqual([false]);
    expect(own.check(null, 'clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    expect(own.device()).toBe(false);
  });
});

test('the browser’s downloader saves only files dragged to other programs', async () => {
  const { own } = await guard();
  const download = (url: string) => emit(own, 'will-download', {}, { getURL: () => url });
  expect(download('content://0123456789abcdef/')).toBe(true);
  expect(download('app://main/index.html')).toBe(true);
  expect(download('content://save0123456789abcdef/')).toBe(false);
});
