import {
  type Command,
  commandIds,
  commands,
  type KeyChord,
  keysOf,
  type MenuName,
} from '../contract/commands.ts';
import { t } from '../contract/strings/translate.ts';

export type Role =
  'quit' | 'close' | 'cut' | 'copy' | 'paste' | 'togglefullscreen' | 'resetZoom' | 'zoomIn' | 'zoomOut';

export type MenuEntry = '-' | { role: Role } | { command: Command; label: string; accelerator: string };

export interface MenuTemplate {
  label: string;
  items: MenuEntry[];
}

const menuNames: readonly MenuName[] = ['file', 'edit', 'view', 'go', 'help'];

export function toMenuBar(isMac: boolean): MenuTemplate[] {
  const roles: Partial<Record<MenuName, { after: string; roles: Role[] }>> = {
    file: { after: 'settings', roles: [isMac ? 'close' : 'quit'] },
    edit: { after: 'undo', roles: ['cut', 'copy', 'paste'] },
    view: { after: 'show', roles: ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'] },
  };
  return menuNames.map((menu) => {
    const sections = toSections(menu, isMac).flatMap(({ section, entries }) =>
      roles[menu]?.after === section ? [entries, roles[menu].roles.map((role) => ({ role }))] : [entries],
    );
    const items = sections.flatMap((entries, at): MenuEntry[] => (at === 0 ? entries : ['-', ...entries]));
    return { label: t(`menus.${menu}`), items };
  });
}

function toSections(menu: MenuName, isMac: boolean): { section: string; entries: MenuEntry[] }[] {
  const sections = Map.groupBy(
    commandIds.filter((command) => commands[command].menu === menu),
    (command) => commands[command].section,
  );
  return [...sections].map(([section, members]) => ({
    section,
    entries: members.map((command) => ({
      command,
      label: t(`commandNames.${command}`),
      accelerator: toAccelerator(keysOf(command, isMac)[0]),
    })),
  }));
}

const electronKeys: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** For example "CmdOrCtrl+Shift+N". */
function toAccelerator(chord: KeyChord | undefined): string {
  if (chord === undefined) return '';
  const { key, mod, alt, shift } = chord;
  const name = electronKeys[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [mod && 'CmdOrCtrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join('+');
}
