/** Only what Slipway's shell uses; importing anything else fails at startup and names it. */
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { app } from './main/app.ts';
import { nativeTheme, screen } from './main/appearance.ts';
import { BrowserWindow } from './main/browser-window.ts';
import { clipboard, ClipboardItem } from './main/clipboard.ts';
import { crashReporter } from './main/crash-reporter.ts';
import { dialog, shell } from './main/desktop.ts';
import { ipcMain } from './main/ipc-main.ts';
import { Menu, MenuItem } from './main/menu.ts';
import { powerMonitor, powerSaveBlocker } from './main/power.ts';
import { net } from './main/net.ts';
import { protocol } from './main/protocol.ts';
import { safeStorage } from './main/safe-storage.ts';
import { session } from './main/session.ts';
import { nativeImage, Notification, Tray } from './main/tray.ts';
import { WebContents } from './main/web-contents.ts';

// As in Electron, so that the app can start itself again.
process.execPath = fileURLToPath(new URL('./electron', import.meta.url));

/** electron-updater emits an event on it before it quits the app. */
const autoUpdater = new EventEmitter();

export {
  app,
  autoUpdater,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  WebContents as webContents,
};
