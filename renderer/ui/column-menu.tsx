import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  type PositioningVirtualElement,
} from '@fluentui/react-components';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { t } from '../../electron/contract/strings/translate.ts';

export type Direction = 'ascending' | 'descending';

export interface MenuPlace {
  x: number;
  y: number;
}

export interface ColumnMenuProps {
  place: MenuPlace;
  /** The direction if this column is the first sort key, else null. */
  direction: Direction | null;
  onDirection?: ((direction: Direction) => void) | undefined;
  onClose: () => void;
  children?: ReactNode;
}

const directions: readonly Direction[] = ['ascending', 'descending'];
const isDirection = (value: unknown): value is Direction => directions.some((each) => each === value);

/** Restores focus when it closes. */
export function ColumnMenu({ place, direction, onDirection, onClose, children }: ColumnMenuProps) {
  const [opener] = useState(() => document.activeElement);
  const close = () => {
    onClose();
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
  };
  return (
    <WithoutBubbling>
      <Menu
        open
        onOpenChange={(_, { open }) => !open && close()}
        positioning={{ target: toAnchor(place) }}
        checkedValues={{ direction: direction === null ? [] : [direction] }}
        onCheckedValueChange={(_, { name, checkedItems }) => {
          const chosen = checkedItems[0];
          if (name === 'direction' && isDirection(chosen)) onDirection?.(chosen);
        }}
      >
        <MenuPopover onContextMenu={(event) => event.preventDefault()}>
          <MenuList>
            {onDirection !== undefined && (
              <MenuGroup>
                {directions.map((each) => (
                  <MenuItemRadio key={each} name="direction" value={each}>
                    {t(`columns.sort.${each}`)}
                  </MenuItemRadio>
                ))}
              </MenuGroup>
            )}
            {onDirection !== undefined && children !== undefined && <MenuDivider />}
            {children}
          </MenuList>
        </MenuPopover>
      </Menu>
    </WithoutBubbling>
  );
}

const stop = (event: SyntheticEvent) => event.stopPropagation();

/** React also bubbles a menu's events to the list that opened it; this stops them. */
function WithoutBubbling({ children }: { children: ReactNode }) {
  return (
    <div
      role="presentation"
      onClick={stop}
      onContextMenu={stop}
      onDoubleClick={stop}
      onKeyDown={stop}
      onMouseDown={stop}
      onPointerDown={stop}
      onPointerOver={stop}
    >
      {children}
    </div>
  );
}

function toAnchor({ x, y }: MenuPlace): PositioningVirtualElement {
  return { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
}
