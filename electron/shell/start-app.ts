import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, BrowserWindow, dialog, nativeTheme, powerMonitor } from 'electron';
import type { EventMessage } from '../contract/bridge.ts';
import type { Command } from '../contract/commands.ts';
import { t } from '../contract/strings/translate.ts';
import { createCore } from '../core/core.ts';
import { profilePaths } from '../core/lib/profile-paths.ts';
import { serveCommands } from '../core/socket/command-socket.ts';
import { toSocketPlace } from '../core/socket/socket-place.ts';
import { serveApp } from './app-scheme.ts';
import { createBridgeIpc } from './bridge-ipc.ts';
import { serveContent } from './content-scheme.ts';
import { guardPages } from './guard.ts';
import type { LanguageChoice } from './language.ts';
import { installMenu } from './menu.ts';
import type { OpenedAddresses } from './opened-addresses.ts';
import { createPorts } from './ports.ts';
import { createShellParts } from './shell-parts.ts';
import type { Smoke } from './smoke.ts';
import { followSettings } from './follow-settings.ts';
import { whenFree, type WaitingForProfile } from './when-free.ts';
import { openWindow } from './window.ts';

const inBuild = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the app around a ready Electron, in order; quitting undoes it in reverse. */
export async function startApp(
  smoke: Smoke | null,
  addresses: OpenedAddresses,
  language: LanguageChoice,
): Promise<void> {
  const userData = app.getPath('userData');
  const serverUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
  const shell = await createShellParts(userData, smoke !== null, (itemCount) => smoke?.painted(itemCount));
  const { log, sample, updater } = shell;
  const core = await whenFree(() => createCore(createPorts(shell)), waitingForProfile);
  if (core === null) return;
  addresses.deliverTo((text) => core.openAddress(text));
  await smoke?.prepare(core);
  const commands = await serveCommands({
    place: toSocketPlace(userData),
    version: app.getVersion(),
    connect: () => core.connectCommand(),
    log,
  });

  // Files that a page made are ours until their upload is done: core takes them away then.
  const offeredFolder = profilePaths(userData).offered;

  await guardPages(log, serverUrl);
  serveApp(inBuild('../renderer'), serverUrl, () => language.toPageScript());
  serveContent(core, log);
  const bridge = createBridgeIpc(core, offeredFolder, log);
  installMenu(sendCommand);
  const settings = await followSettings(core, ({ theme, language: chosen }) => {
    nativeTheme.themeSource = theme;
    if (!language.choose(chosen)) return;
    installMenu(sendCommand);
    // Everything a page shows is made once more in the other language.
    for (const window of BrowserWindow.getAllWindows()) window.webContents.reload();
  });

  const windowParts = {
    core,
    bridge,
    log,
    preload: inBuild('../preload/preload.cjs'),
    placementFile: join(userData, 'window.json'),
  };
  const open = (): void => {
    openWindow(windowParts).catch((error: unknown) => log.error('no window', { error: String(error) }));
  };

  app.on('second-instance', () => bringToFront());
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  // Sleep broke what was under way; now there may be a network again.
  powerMonitor.on('resume', () => core.networkBack());
  const close = async (): Promise<void> => {
    bridge.close();
    settings.close();
    await commands.close();
    await core.close();
    await sample.close();
  };
  closeBeforeQuit(close, () => (updater.isReplacing() ? updater.replace() : app.quit()));
  open();
}

function sendCommand(command: Command): void {
  const message: EventMessage = { event: 'app.command', payload: { command } };
  // A menu that is open may have the focus itself.
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  window?.webContents.send('slipway:notice', message);
}

/** Looked at so often while a command has the profile. */
const tryAgainMs = 250;

const waitingForProfile: WaitingForProfile = {
  pause: () => sleep(tryAgainMs),
  leave: () => app.exit(0),
  async tell(signal) {
    await dialog.showMessageBox({
      type: 'info',
      message: t('app.profileInUse.title'),
      detail: t('app.profileInUse.text'),
      buttons: [t('app.cancel')],
      signal,
    });
  },
};

function bringToFront(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
}

/** Quitting waits until core has put everything away, once. */
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
