import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { Command } from '../contract/records.ts';
import { menus } from './menu-commands.ts';

/** The menu bar. It shows each command's key; the page hears the keys itself, so that none counts twice. */
export function installMenu(carryOut: (command: Command) => void): void {
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = menus(isMac).map(({ label, items }) => ({
    label,
    submenu: items.map((item) => {
      if (item === '-') return { type: 'separator' as const };
      if ('role' in item) return { role: item.role };
      const { command, accelerator } = item;
      return {
        id: command,
        label: item.label,
        ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
        click: () => carryOut(command),
      };
    }),
  }));
  const appMenu: MenuItemConstructorOptions[] = isMac ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...appMenu, ...template]));
}
