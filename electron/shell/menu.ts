import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { Command } from '../contract/commands.ts';
import { toMenuBar } from './menu-commands.ts';

/** The menu bar shows each command's key, but the page handles the keys: registered here, they would run twice. */
export function installMenu(onCommand: (command: Command) => void): void {
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = toMenuBar(isMac).map(({ label, items }) => ({
    label,
    submenu: items.map((item) => {
      if (item === '-') return { type: 'separator' as const };
      if ('role' in item) return { role: item.role };
      const { command, accelerator } = item;
      return {
        id: command,
        label: item.label,
        accelerator,
        registerAccelerator: false,
        click: () => onCommand(command),
      };
    }),
  }));
  const appMenu: MenuItemConstructorOptions[] = isMac ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...appMenu, ...template]));
}
