import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { hiddenSwitch, toDesktopEntry } from './autostart-entry.ts';

export async function setStartAtSignIn(isEnabled: boolean): Promise<void> {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isEnabled, args: [hiddenSwitch] });
    return;
  }
  const folder = join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart');
  const file = join(folder, 'slipway.desktop');
  if (!isEnabled) return rm(file, { force: true });
  await mkdir(folder, { recursive: true });
  // An AppImage mounts at a different path each time.
  await writeFile(file, toDesktopEntry(process.env['APPIMAGE'] ?? process.execPath));
}
