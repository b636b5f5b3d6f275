import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDown12Regular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUp12Regular } from '@fluentui/react-icons/svg/arrow-up';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { ColumnMenu, type Direction, type MenuPlace } from './column-menu.tsx';

const useStyles = makeStyles({
  root: { minWidth: 0, height: '100%', display: 'flex' },
  label: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    // The whole cell is the target, not the word alone.
    width: '100%',
    minWidth: 0,
    height: '100%',
    padding: `0 ${tokens.spacingHorizontalS}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    font: 'inherit',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  end: { justifyContent: 'flex-end' },
  text: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  // The label gives way first: the direction is not said anywhere else in the header.
  direction: { flexShrink: 0 },
  button: {
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1 },
  },
  sorted: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
});

export interface ColumnHeaderProps {
  label: string;
  /** The column's part in the sort: which key it is, and its direction. */
  sorted?: { rank: 1 | 2; direction: Direction } | undefined;
  /** For columns of numbers. */
  alignEnd?: boolean;
  className?: string | undefined;
  /** Where the keyboard sorts in another way. */
  pointerOnly?: boolean;
  /** Without it the column can't be sorted by. */
  onSort?: ((event: MouseEvent) => void) | undefined;
  /** The same, from the menu of the column. */
  onDirection?: ((direction: Direction) => void) | undefined;
  children?: ReactNode;
}

/** Sorts on a click anywhere in it; the right button opens a menu of its own. */
export function ColumnHeader(props: ColumnHeaderProps) {
  const { label, sorted, alignEnd, className, pointerOnly, onSort, onDirection, children } = props;
  const styles = useStyles();
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const hasMenu = onDirection !== undefined || children !== undefined;
  const isFirst = sorted?.rank === 1;
  const openMenu = (event: MouseEvent) => {
    event.preventDefault();
    // The list around it has a menu of its own, for what is in it.
    event.stopPropagation();
    setMenu(toMenuPlace(event));
  };
  return (
    <div
      role="columnheader"
      className={mergeClasses(styles.root, className)}
      // Only on the first key: screen readers announce one sorted column.
      aria-sort={onSort === undefined ? undefined : isFirst ? sorted.direction : 'none'}
      onContextMenu={hasMenu ? openMenu : undefined}
    >
      {onSort === undefined ? (
        <span className={styles.label}>{label}</span>
      ) : (
        <button
          type="button"
          tabIndex={pointerOnly ? -1 : undefined}
          className={mergeClasses(
            styles.label,
            styles.button,
            alignEnd && styles.end,
            isFirst && styles.sorted,
          )}
          onClick={onSort}
        >
          <span className={styles.text}>{label}</span>
          {sorted?.direction === 'ascending' && <ArrowUp12Regular className={styles.direction} />}
          {sorted?.direction === 'descending' && <ArrowDown12Regular className={styles.direction} />}
          {sorted?.rank === 2 && <span>2</span>}
        </button>
      )}
      {menu !== null && (
        <ColumnMenu
          place={menu}
          direction={isFirst ? sorted.direction : null}
          onDirection={onDirection}
          onClose={() => setMenu(null)}
        >
          {children}
        </ColumnMenu>
      )}
    </div>
  );
}

/** The Menu key opens it below the head: it has no position. */
function toMenuPlace(event: MouseEvent): MenuPlace {
  const box = event.currentTarget.getBoundingClientRect();
  const isInside = event.clientX >= box.left && event.clientX <= box.right;
  return isInside && event.clientY > 0
    ? { x: event.clientX, y: event.clientY }
    : { x: box.left, y: box.bottom };
}
