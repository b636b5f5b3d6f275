import {
  Menu,
  MenuDivider,
  MenuList,
  MenuPopover,
  type PositioningVirtualElement,
} from '@fluentui/react-components';
import type { Command } from '../../../electron/contract/commands.ts';
import type { Item } from '../../../electron/contract/records.ts';
import { type CommandFacts, isForPanes } from '../../state/availability.ts';
import type { ContextMenuState } from '../../state/pane-state.ts';
import { useApp } from '../../state/store.ts';
import { focusPane } from '../../ui/panes.ts';
import { CommandItem } from './command-item.tsx';
import { useMenuStyles } from './menu-styles.ts';
import { useCommandFacts } from './use-command-facts.ts';

/** Destructive commands come last. */
const forSelection: readonly (readonly Command[])[] = [
  ['open', 'openInNewWindow', 'showInFolder', 'preview', 'fullPreview', 'openOnWeb'],
  ['download', 'downloadTo', 'keep'],
  ['share', 'copyLink', 'addShortcut', 'includeInSearch', 'versions', 'checkOut'],
  ['cut', 'copy', 'moveTo', 'copyTo', 'duplicate', 'copyPath'],
  ['copyToOther', 'moveToOther', 'rename', 'delete'],
];
const forFolder: readonly (readonly Command[])[] = [
  ['newFolder', 'addSharedLink'],
  ['uploadFiles', 'uploadFolder', 'saveFile'],
  ['paste'],
  ['selectAll', 'compare', 'refresh', 'refreshAll'],
];

export function ContextMenu() {
  const styles = useMenuStyles();
  const menu = useApp((state) => state.contextMenu);
  const close = useApp((state) => state.openContextMenu);
  if (menu === null) return null;
  const changed = (open: boolean) => {
    if (open) return;
    close(null);
    // Restore focus, unless the command moved it.
    const { dialog, renamingId } = useApp.getState();
    if (dialog === null && renamingId === null) focusPane('files');
  };
  return (
    <Menu
      open
      onOpenChange={(_, change) => changed(change.open)}
      // If it fits neither above nor below, it may cover the clicked position.
      positioning={{ target: toAnchor(menu), shiftToCoverTarget: true }}
    >
      <MenuPopover className={styles.popover}>
        <Items target={menu.target} />
      </MenuPopover>
    </Menu>
  );
}

function Items({ target }: { target: Item | null }) {
  const facts = useCommandFacts(target);
  const groups = (facts.selected.count === 0 ? forFolder : forSelection).map((group) =>
    group.filter((command) => isForHere(command, facts) && isForPanes(command, facts)),
  );
  const all = groups.flat();
  return (
    <MenuList>
      {groups.map((group, at) => [
        at > 0 && <MenuDivider key={`divider${group[0]}`} />,
        ...group.map((command) => (
          <CommandItem
            key={command}
            command={command}
            facts={facts}
            target={target}
            above={all[all.indexOf(command) - 1]}
          />
        )),
      ])}
    </MenuList>
  );
}

function isForHere(command: Command, facts: CommandFacts): boolean {
  const { isSearch, page, place, inFolder } = facts;
  if (command === 'openInNewWindow') return facts.onlyItem?.kind === 'folder';
  if (command === 'showInFolder') return isSearch || page === 'space';
  if (command === 'addSharedLink') return place === 'shared' && !inFolder;
  if (command === 'checkOut') return place === 'libraries';
  return (command !== 'addShortcut' && command !== 'includeInSearch') || place === 'shared';
}

function toAnchor({ x, y }: ContextMenuState): PositioningVirtualElement {
  return { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
}
