import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { BrowserWindow, windowEvents } from './browser-window.ts';
import { commandLine } from './command-line.ts';
import { folders } from './folders.ts';
import type { FolderName } from './folders.ts';
import { chromium, startedChromium } from './host.ts';
import { createSingleInstance } from './single-instance.ts';

const emitter = new EventEmitter();
let isQuitting = false;
let isExiting = false;
let isReady = false;

const instance = createSingleInstance(folders.userData, (argv, cwd) =>
  emitter.emit('second-instance', {}, argv, cwd, null),
);

function isPrevented(name: string): boolean {
  let prevented = false;
  emitter.emit(name, { preventDefault: () => void (prevented = true) });
  return prevented;
}

function quitWhenEmpty(): void {
  if (BrowserWindow.getAllWindows().length > 0 || isExiting) return;
  if (isPrevented('will-quit')) {
    isQuitting = false;
    return;
  }
  void leave(0);
}

async function leave(code: number): Promise<void> {
  if (isExiting) return;
  isExiting = true;
  emitter.emit('quit', {}, code);
  await instance.told;
  const browser = await startedChromium()?.catch(() => null);
  await browser?.close();
  instance.release();
  process.exit(code);
}

windowEvents.on('created', (window: BrowserWindow) => {
  emitter.emit('web-contents-created', {}, window.webContents);
  emitter.emit('browser-window-created', {}, window);
});
windowEvents.on('closed', () => {
  if (BrowserWindow.getAllWindows().length > 0) return;
  if (isQuitting) return quitWhenEmpty();
  if (emitter.listenerCount('window-all-closed') === 0) own.quit();
  else emitter.emit('window-all-closed');
});

async function becomeReady(): Promise<void> {
  const browser = await chromium();
  Object.defineProperty(process, 'versions', {
    value: { ...process.versions, chrome: browser.version, 'stand-in': standInVersion },
    enumerable: true,
    configurable: true,
  });
  void browser.cdp.closed.then(() => leave(isExiting ? 0 : 1));
  isReady = true;
  emitter.emit('ready', {});
}

export const standInVersion = '1';
let readiness: Promise<void> | null = null;
const ready = (): Promise<void> => (readiness ??= becomeReady());

const own = {
  isPackaged: false,
  get name() {
    return folders.name;
  },
  getName: () => folders.name,
  setName: (_name: string): void => {},
  getVersion: () => folders.version,
  getAppPath: () => folders.appPath,
  getPath: (name: FolderName): string => folders.get(name),
  setPath: (name: string, path: string): void => folders.set(name, path),
  getPreferredSystemLanguages: (): string[] => (process.env.STAND_IN_LANGUAGES ?? 'en-US').split(','),
  getLocale: () => Intl.DateTimeFormat().resolvedOptions().locale,
  whenReady: ready,
  isReady: () => isReady,
  requestSingleInstanceLock(): boolean {
    const isOwner = instance.request();
    // Starts Chromium while the app is still initializing, now that the profile is locked.
    if (isOwner) void chromium();
    return isOwner;
  },
  releaseSingleInstanceLock: (): void => instance.release(),
  enableSandbox: (): void => {},
  disableHardwareAcceleration: (): void => {},
  setLoginItemSettings: (_settings: unknown): void => {},
  setAppUserModelId: (_id: string): void => {},
  setAboutPanelOptions: (_options: unknown): void => {},
  focus: (): void => BrowserWindow.getFocusedWindow()?.focus(),
  quit(): void {
    if (isExiting || isPrevented('before-quit')) return;
    isQuitting = true;
    const windows = BrowserWindow.getAllWindows();
    if (windows.length === 0) return quitWhenEmpty();
    for (const window of windows) window.close();
    if (BrowserWindow.getAllWindows().some((window) => !window.isLeaving())) isQuitting = false;
  },
  exit(code = 0): void {
    void leave(code);
  },
} satisfies Pick<
  App,
  | 'isPackaged'
  | 'name'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'getAppPath'
  | 'getPath'
  | 'setPath'
  | 'getLocale'
  | 'getPreferredSystemLanguages'
  | 'whenReady'
  | 'isReady'
  | 'requestSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'enableSandbox'
  | 'disableHardwareAcceleration'
  | 'setAppUserModelId'
  | 'setLoginItemSettings'
  | 'setAboutPanelOptions'
  | 'focus'
  | 'quit'
  | 'exit'
>;

export const app = Object.defineProperties(
  emitter as EventEmitter & typeof own & { readonly commandLine: typeof commandLine },
  { ...Object.getOwnPropertyDescriptors(own), commandLine: { value: commandLine, enumerable: true } },
);

// An instance without the lock quits without waiting for 'ready', so Chromium never starts for it.
emitter.on('newListener', (name) => {
  if (name === 'ready') void ready();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => own.quit());
