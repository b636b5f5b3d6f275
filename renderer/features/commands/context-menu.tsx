import {
  Menu,
  MenuDivider,
  MenuList,
  MenuPopover,
  type PositioningVirtualElement,
} from '@fluentui/react-components';
import type { Command } from '../../../electron/contract/records.ts';
import { type MenuPoint, useApp } from '../../state/store.ts';
import { focusPane } from '../../ui/panes.ts';
import { CommandItem } from './command-item.tsx';
import { useCommandFacts } from './use-command-facts.ts';

/** In the order people know: look, fetch, change, and last what can hurt. */
const forSelection: readonly (readonly Command[])[] = [
  ['open', 'preview'],
  ['download', 'downloadTo'],
  ['rename'],
  ['delete'],
];
const forFolder: readonly (readonly Command[])[] = [
  ['newFolder'],
  ['uploadFiles', 'uploadFolder', 'saveFile'],
  ['selectAll', 'refresh'],
];

/** What can be done with the selection, or with the folder where nothing is selected. */
export function ContextMenu() {
  const point = useApp((state) => state.contextMenu);
  const close = useApp((state) => state.openContextMenu);
  if (point === null) return null;
  const changed = (open: boolean) => {
    if (open) return;
    close(null);
    // Back to where the menu came from, unless the command has taken the focus elsewhere.
    const { dialog, renamingId } = useApp.getState();
    if (dialog === null && renamingId === null) focusPane('files');
  };
  return (
    <Menu open onOpenChange={(_, change) => changed(change.open)} positioning={{ target: toTarget(point) }}>
      <MenuPopover>
        <Items />
      </MenuPopover>
    </Menu>
  );
}

function Items() {
  const facts = useCommandFacts();
  const groups = facts.selected.count === 0 ? forFolder : forSelection;
  return (
    <MenuList>
      {groups.map((group, at) => [
        at > 0 && <MenuDivider key={`divider${group[0]}`} />,
        ...group.map((command) => <CommandItem key={command} command={command} facts={facts} />),
      ])}
    </MenuList>
  );
}

function toTarget({ x, y }: MenuPoint): PositioningVirtualElement {
  return { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
}
