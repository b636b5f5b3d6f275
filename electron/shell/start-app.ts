import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, BrowserWindow, dialog, nativeTheme, powerMonitor } from 'electron';
import type { EventMessage } from '../contract/bridge.ts';
import type { Command } from '../contract/commands.ts';
import { t } from '../contract/strings/translate.ts';
import { createCore } from '../core/core.ts';
import { defaultSettings } from '../core/settings/settings.ts';
import { profilePaths } from '../core/lib/profile-paths.ts';
import { serveCommands } from '../core/socket/command-socket.ts';
import { toSocketPlace } from '../core/socket/socket-place.ts';
import { serveApp } from './app-scheme.ts';
import { createBridgeIpc } from './bridge-ipc.ts';
import { serveContent } from './content-scheme.ts';
import { guardWebContents } from './guard.ts';
import type { LanguageChoice } from './language.ts';
import { setLogDetail } from './log.ts';
import { installMenu } from './menu.ts';
import type { OpenedAddresses } from './opened-addresses.ts';
import { createPorts } from './ports.ts';
import { createShellParts } from './shell-parts.ts';
import { createPresence, type Presence } from './presence.ts';
import type { Smoke } from './smoke.ts';
import { followSettings } from './follow-settings.ts';
import type { WindowStart } from '../contract/window-start.ts';
import { findFolderArgument } from './recent-folders.ts';
import { createProfiles, toProgram } from './profiles.ts';
import { createRecentMenus } from './recent-menus.ts';
import { startDrag } from './start-drag.ts';
import { whenFree, type WaitingForProfile } from './when-free.ts';
import { windowRequests } from './window-requests.ts';
import { openWindow, type WindowParts } from './window.ts';

const inBuild = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export interface StartOptions {
  smoke: Smoke | null;
  addresses: OpenedAddresses;
  language: LanguageChoice;
  isHidden: boolean;
  folder: WindowStart | null;
  /** A name or path; null for the default profile. */
  profile: string | null;
  base: string;
}

export async function startApp(options: StartOptions): Promise<void> {
  const { smoke, addresses, language, isHidden, folder, profile, base } = options;
  const userData = app.getPath('userData');
  const serverUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
  const shell = await createShellParts(userData, smoke !== null, (itemCount) => smoke?.painted(itemCount));
  const { log, sample, updater } = shell;
  const core = await whenFree(
    () => createCore(createPorts(shell, language, createProfiles(base, profile))),
    waitingForProfile,
  );
  if (core === null) return;
  addresses.deliverTo((text) => core.openAddress(text));
  await smoke?.prepare(core);
  const commands = await serveCommands({
    place: toSocketPlace(userData),
    version: app.getVersion(),
    connect: () => core.connectCommand(),
    log,
  });

  // Page-made files stay here until core has uploaded them.
  const offeredFolder = profilePaths(userData).offered;

  await guardWebContents(log, serverUrl);
  serveApp(inBuild('../renderer'), serverUrl, () => language.toPageScript());
  serveContent(core, inBuild('../viewer'), log);
  const bridge = createBridgeIpc(core, offeredFolder, log, startDrag);
  installMenu(sendCommand);
  let current = defaultSettings;
  let presence: Presence | null = null;
  const settings = await followSettings(core, (changed) => {
    current = changed;
    nativeTheme.themeSource = changed.theme;
    presence?.applySettings(changed);
    setLogDetail(changed.logDetail);
    if (!language.choose(changed.language)) return;
    installMenu(sendCommand);
    presence?.renew();
    // Pages reload to change their language.
    for (const window of BrowserWindow.getAllWindows()) window.webContents.reload();
  });

  presence = createPresence({
    core,
    log,
    // Tests close windows without the question whether to stay in the tray.
    hasTray: smoke === null && (app.isPackaged || process.env.SLIPWAY_TRAY !== 'off'),
    settings: () => current,
    open: (command) => bringToFront(open, command),
  });
  const windowParts = {
    staying: presence.staying,
    core,
    bridge,
    log,
    preload: inBuild('../preload/preload.cjs'),
    placementFile: join(userData, 'window.json'),
  };
  const open = (more: Pick<WindowParts, 'isHidden' | 'start'> = {}): void => {
    openWindow({ ...windowParts, ...more }).catch((error: unknown) =>
      log.error('no window', { error: String(error) }),
    );
  };

  windowRequests.on('requested', (start) => open({ start }));
  app.on('second-instance', (_event, argv) => {
    const start = findFolderArgument(argv);
    if (start === null) bringToFront(open);
    else open({ start });
  });
  const endRecentMenus = createRecentMenus({
    core,
    app,
    platform: process.platform,
    program: toProgram(profile),
    open: (start) => open({ start }),
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  // Sleep interrupts requests, and the network may be back.
  powerMonitor.on('resume', () => core.networkBack());
  const close = async (): Promise<void> => {
    // Core still has to save its transfers, whatever fails before.
    await using closing = new AsyncDisposableStack();
    closing.defer(() => sample.close());
    closing.defer(() => core.close());
    closing.defer(() => commands.close());
    closing.defer(() => settings.close());
    closing.defer(() => presence?.close());
    closing.defer(endRecentMenus);
    closing.defer(() => bridge.close());
  };
  closeBeforeQuit(close, () => (updater.isReplacing() ? updater.replace() : app.quit()));
  open(folder === null ? { isHidden } : { start: folder });
}

function sendCommand(command: Command): void {
  // An open menu may have the focus instead.
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const message: EventMessage = { event: 'app.command', payload: { command } };
  window?.webContents.send('slipway:notice', message);
}

const tryAgainMs = 250;

const waitingForProfile: WaitingForProfile = {
  pause: () => sleep(tryAgainMs),
  leave: () => app.exit(0),
  async showMessage(signal) {
    await dialog.showMessageBox({
      type: 'info',
      message: t('app.profileInUse.title'),
      detail: t('app.profileInUse.text'),
      buttons: [t('app.cancel')],
      signal,
    });
  },
};

function bringToFront(open: () => void, command?: Command): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (window === undefined) return open();
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  if (command !== undefined) sendCommand(command);
}

/** Delays quitting until core has closed, once. */
function closeBeforeQuit(close: () => Promise<void>, leave: () => void): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    isClosed = true;
    close()
      .catch((error: unknown) => process.stderr.write(`closing: ${String(error)}\n`))
      .finally(leave);
  });
}
