import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { Command } from '../contract/commands.ts';
import { t } from '../contract/strings/translate.ts';
import { toMenuBar, type Role } from './menu-commands.ts';

/** Keys are shown but not registered: the page handles them, so they would run twice. */
export function installMenu(onCommand: (command: Command) => void): void {
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = toMenuBar(isMac).map(({ label, items }) => ({
    label,
    submenu: items.map((item) => {
      if (item === '-') return { type: 'separator' as const };
      if ('role' in item) return toRoleItem(item.role);
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
  Menu.setApplicationMenu(Menu.buildFromTemplate([...(isMac ? [toMacMenu()] : []), ...template]));
}

const toRoleItem = (role: Role): MenuItemConstructorOptions => ({ role, label: t(`menus.roles.${role}`) });

function toMacMenu(): MenuItemConstructorOptions {
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const roles = ['about', 'services', 'hide', 'hideOthers', 'unhide'] as const;
  const [about, services, ...hiding] = roles.map((role): MenuItemConstructorOptions => ({
    role,
    label: t(`menus.roles.${role}`),
  }));
  const items = [about, line, services, line, ...hiding, line, toRoleItem('quit')];
  return { label: 'Slipway', submenu: items.filter((item) => item !== undefined) };
}
