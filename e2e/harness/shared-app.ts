import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { launchApp } from './launch-app.ts';
import type { LaunchedApp } from './launch-app.ts';
import { watchPage } from './watch-page.ts';

declare const slipway: Bridge;

export interface SharedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  readonly output: () => string;
  /** `environment`: until the test ends. */
  begin(environment: Record<string, string>): Promise<void>;
  /** Erases what the test left and describes what could not be erased. */
  end(): Promise<string[]>;
  close(): Promise<void>;
}

interface MainState {
  untouched?: { restore(): void };
}

/** Without the log, which is emptied instead of removed. */
const listFiles = async (profile: string): Promise<string[]> => {
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(profile, join(parentPath, name)))
    .filter((path) => !path.startsWith('logs'));
};

/** `temporary`: the parent of its profile and its temporary files. */
export async function createSharedApp(options: {
  temporary: string;
  chromium: string | null;
}): Promise<SharedApp> {
  const profile = await mkdtemp(join(options.temporary, 'slipway-shared-'));
  const environment = {
    TMPDIR: options.temporary,
    SLIPWAY_INDEXING: 'off',
    SLIPWAY_TRAY: 'off',
    SLIPWAY_TOUR: 'off',
  };
  const launched = await launchApp({ profile, chromium: options.chromium, environment });
  const { app } = launched;
  const page = await app.firstWindow();
  await page.waitForFunction(() => 'slipway' in window);
  await rememberMain(app);
  const watched = watchPage(page);
  let filesBefore: readonly string[] | null = null;
  let live: readonly string[] = [];
  return {
    app,
    page,
    profile,
    output: () => launched.output(),
    async begin(environment) {
      launched.clearOutput();
      await setEnvironment(app, environment);
      live = Object.keys(environment);
      await reload(app, page);
      await page.getByRole('heading', { name: 'Slipway', level: 1 }).waitFor();
      filesBefore ??= await listFiles(profile);
    },
    async end() {
      await restoreMain(app);
      // A test may leave the page without a bridge.
      const hasBridge = await page.evaluate(() => 'slipway' in window).catch(() => false);
      if (!hasBridge) await reload(app, page);
      const erased = await page.evaluate(() =>
        slipway.call('storage.forgetEverything', { includeDocuments: true }),
      );
      expect(erased).toMatchObject({ ok: true });
      await setEnvironment(app, Object.fromEntries(live.map((name) => [name, undefined])));
      // The stand-in's trash: erasing moves edited copies there.
      await rm(`${profile}.trash`, { recursive: true, force: true });
      const kept = new Set(filesBefore);
      const files = await listFiles(profile);
      return [
        ...files.filter((path) => !kept.has(path)).map((path) => `the file ${path}`),
        ...(await findPageStorage(page)),
        ...(await findClock(page)),
        ...watched.findLeftovers(),
      ];
    },
    close: () => closeApp(launched, profile),
  };
}

async function setEnvironment(
  app: ElectronApplication,
  environment: Record<string, string | undefined>,
): Promise<void> {
  await app.evaluate(
    (_, entries) => {
      for (const [name, value] of entries) {
        if (value === null) delete process.env[name];
        else process.env[name] = value;
      }
    },
    Object.entries(environment).map(([name, value]) => [name, value ?? null] as const),
  );
}

async function reload(app: ElectronApplication, page: Page): Promise<void> {
  await page.mouse.move(-1, -1);
  await page.evaluate(() => Object.assign(window, { isFormer: true }));
  await app.evaluate(async ({ BrowserWindow }) => {
    await BrowserWindow.getAllWindows()[0]?.loadURL('app://main/');
  });
  await page.waitForFunction(() => !('isFormer' in window) && 'slipway' in window);
}

/** Once installed, it stays until the browser context is closed. */
const findClock = async (page: Page): Promise<string[]> =>
  (await page.evaluate(() => '__pwClock' in globalThis)) ? ['a clock installed in the page'] : [];

async function findPageStorage(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return [
      ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
      ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
      ...(document.cookie === '' ? [] : [`cookies ${document.cookie}`]),
      ...databases.map(({ name }) => `the database ${name}`),
    ];
  });
}

/** Tests replace Electron's functions and add listeners and globals. */
async function rememberMain(app: ElectronApplication): Promise<void> {
  await app.evaluate((electron) => {
    const { BrowserWindow, dialog, nativeTheme, powerMonitor, powerSaveBlocker, shell } = electron;
    const objects: object[] = [dialog, powerMonitor, powerSaveBlocker, shell, BrowserWindow.prototype];
    const own = objects.map((it) => Object.getOwnPropertyDescriptors(it));
    const emitters: NodeJS.EventEmitter[] = [electron.app, nativeTheme, powerMonitor];
    const listeners = emitters.map(
      (it) => new Map(it.eventNames().map((name) => [name, it.rawListeners(name)])),
    );
    const globals = new Set([...Object.getOwnPropertyNames(globalThis), 'untouched']);
    const restore = (): void => {
      for (const [index, it] of objects.entries()) {
        const before = own[index] ?? {};
        for (const name of Object.getOwnPropertyNames(it))
          if (!(name in before)) Reflect.deleteProperty(it, name);
        Object.defineProperties(it, before);
      }
      for (const [index, it] of emitters.entries()) {
        const before = listeners[index] ?? new Map<string | symbol, Function[]>();
        for (const name of new Set([...it.eventNames(), ...before.keys()])) {
          const known = before.get(name) ?? [];
          for (const one of it.rawListeners(name)) if (!known.includes(one)) it.off(name, one as () => void);
          for (const one of known) if (!it.rawListeners(name).includes(one)) it.on(name, one as () => void);
        }
      }
      for (const name of Object.getOwnPropertyNames(globalThis)) {
        if (!globals.has(name)) Reflect.deleteProperty(globalThis, name);
      }
      nativeTheme.themeSource = 'system';
    };
    (globalThis as MainState).untouched = { restore };
  });
}

async function restoreMain(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => (globalThis as MainState).untouched?.restore());
}

async function closeApp(launched: LaunchedApp, profile: string): Promise<void> {
  await launched.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}
