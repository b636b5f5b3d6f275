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
  // The label shrinks first, because nothing else in the header shows the direction.
  direction: { flexShrink: 0 },
  button: {
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1 },
  },
  sorted: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
});

export interface ColumnHeaderProps {
  label: string;
  sorted?: { rank: 1 | 2; direction: Direction } | undefined;
  alignEnd?: boolean;
  className?: string | undefined;
  /** For lists that offer another way to sort by keyboard. */
  pointerOnly?: boolean;
  onSort?: ((event: MouseEvent) => void) | undefined;
  onDirection?: ((direction: Direction) => void) | undefined;
  children?: ReactNode;
}

export function ColumnHeader(props: ColumnHeaderProps) {
  const { label, sorted, alignEnd, className, pointerOnly, onSort, onDirection, children } = props;
  const styles = useStyles();
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const hasMenu = onDirection !== undefined || children !== undefined;
  const isFirst = sorted?.rank === 1;
  const openMenu = (event: MouseEvent) => {
    event.preventDefault();
    // The surrounding list has its own context menu.
    event.stopPropagation();
    setMenu(toMenuPlace(event));
  };
  return (
    <div
      role="columnheader"
      className={mergeClasses(styles.root, className)}
      // Only on the first key, because screen readers announce a single sorted column.
      aria-sort={onSort === undefined ? undefined : isFirst ? sorted.direction : 'none'}
      onContextMenu={hasMenu ? openMenu : undefined}
    >
      {onSort === undefined ? (
        <span className={styles.label}>
          <span className={styles.text}>{label}</span>
        </span>
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

/** The Menu key provides no position, so open below the header. */
function toMenuPlace(event: MouseEvent): MenuPlace {
  const box = event.currentTarget.getBoundingClientRect();
  const isInside = event.clientX >= box.left && event.clientX <= box.right;
  return isInside && event.clientY > 0
    ? { x: event.clientX, y: event.clientY }
    : { x: box.left, y: box.bottom };
}
