import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import electronUpdater from 'electron-updater';
import type { AppUpdater } from 'electron-updater';
import type { Log, Routing, Updater } from '../core/ports.ts';
import type { AnswerLogin } from './electron-http.ts';
import { describeHost } from './host.ts';
import { judgeInstallation } from './installation.ts';
import { routeUpdates } from './updater-proxy.ts';

export interface ShellUpdater extends Updater {
  isReplacing(): boolean;
  replace(): void;
}

export function createUpdater(log: Log, routing: Routing): ShellUpdater {
  // A checkout acts as installed only for tests with their own update feed.
  const isInstalled = app.isPackaged || process.env.SLIPWAY_POLICY !== undefined;
  let prepared: Promise<AppUpdater> | null = null;
  let replacing = false;
  const updater = (): Promise<AppUpdater> => (prepared ??= prepare(log));
  let feed = '';
  /** The proxy may have changed since. */
  const routeRequests = async (from: AppUpdater): Promise<void> => {
    const answer = await routeUpdates(from.netSession, routing, feed);
    from.removeAllListeners('login');
    // Calling back without a name means no credentials, which electron-updater's type omits.
    from.on('login', (info, callback) => answer(info, callback as Parameters<AnswerLogin>[1]));
  };

  return {
    async whyNot() {
      return judgeInstallation({
        platform: describeHost(app.getVersion()).platform,
        isInstalled,
        appImage: process.env.APPIMAGE ?? null,
        packageType: await readResource('package-type'),
        updateConfiguration: await readResource('app-update.yml'),
      });
    },
    async check(feedUrl) {
      const from = await updater();
      feed = feedUrl;
      from.setFeedURL({ provider: 'generic', url: feedUrl });
      await routeRequests(from);
      const result = await from.checkForUpdates();
      return result?.isUpdateAvailable === true ? result.updateInfo.version : null;
    },
    async download(progress) {
      const from = await updater();
      const report = ({ percent }: { percent: number }): void => progress(percent);
      from.on('download-progress', report);
      try {
        await routeRequests(from);
        await from.downloadUpdate();
      } finally {
        from.off('download-progress', report);
      }
    },
    install() {
      // After everything has closed, with no window and no lock, `replace` runs.
      replacing = true;
      app.quit();
      return Promise.resolve();
    },
    isReplacing: () => replacing,
    replace() {
      app.releaseSingleInstanceLock();
      updater()
        .then((from) => {
          from.once('error', () => app.exit(1));
          from.quitAndInstall(false, true);
        })
        .catch(() => app.exit(1));
    },
  };
}

async function prepare(log: Log): Promise<AppUpdater> {
  // Created on first use because it reads the app's version and path immediately.
  const { autoUpdater } = electronUpdater;
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.allowDowngrade = false;
  autoUpdater.disableWebInstaller = true;
  autoUpdater.logger = {
    info: (message?: unknown) => log.info('updater', { text: String(message) }),
    warn: (message?: unknown) => log.warn('updater', { text: String(message) }),
    error: (message?: unknown) => log.warn('updater', { text: String(message) }),
  };
  if (!app.isPackaged) {
    const path = join(app.getPath('userData'), 'app-update.yml');
    await writeFile(
      path,
      'provider: generic\nurl: http://127.0.0.1/\nupdaterCacheDirName: slipway-updater\n',
    );
    autoUpdater.forceDevUpdateConfig = true;
    autoUpdater.updateConfigPath = path;
  }
  return autoUpdater;
}

function readResource(name: string): Promise<string | null> {
  return app.isPackaged
    ? readFile(join(process.resourcesPath, name), 'utf8').then(
        (text) => text.trim(),
        () => null,
      )
    : Promise.resolve(null);
}
