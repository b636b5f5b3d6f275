import { app, BrowserWindow } from 'electron';
import type { Command } from '../contract/commands.ts';
import type { Settings } from '../contract/settings.ts';
import type { Core } from '../core/core.ts';
import type { Log } from '../core/ports.ts';
import { createStaying, type Staying } from './staying.ts';
import { setStartAtSignIn } from './start-at-sign-in.ts';
import { createNotices } from './tray/notices.ts';
import { createTray } from './tray/tray.ts';

export interface Presence {
  readonly staying: Staying;
  applySettings(settings: Settings): void;
  renew(): void;
  close(): void;
}

export interface PresenceDeps {
  core: Core;
  log: Log;
  hasTray: boolean;
  settings: () => Settings;
  open: (command?: Command) => void;
}

export function createPresence({ core, log, hasTray, settings, open }: PresenceDeps): Presence {
  const session = core.connect(() => {});
  const tray = hasTray
    ? createTray(core, {
        open: () => open(),
        openTransfers: () => open('goTransfers'),
        quit: () => app.quit(),
      })
    : null;
  const endNotices = createNotices(core, {
    isSeen: () => BrowserWindow.getAllWindows().some((window) => window.isVisible() && !window.isMinimized()),
    isEnabled: () => settings().showNotices,
    open: () => open(),
    openTransfers: () => open('goTransfers'),
    openDocuments: () => open('goDocuments'),
  });
  const staying = createStaying({
    hasTray: () => tray !== null,
    settings,
    change: (patch) => session.call('settings.change', patch),
  });
  app.on('before-quit', () => staying.quitting());
  let startsAtSignIn = settings().startAtSignIn;
  return {
    staying,
    applySettings({ startAtSignIn }) {
      if (startAtSignIn === startsAtSignIn) return;
      startsAtSignIn = startAtSignIn;
      setStartAtSignIn(startAtSignIn).catch((error: unknown) =>
        log.warn('start with the session was not changed', { error: String(error) }),
      );
    },
    renew: () => tray?.renew(),
    close() {
      endNotices();
      tray?.close();
      session.close();
    },
  };
}
