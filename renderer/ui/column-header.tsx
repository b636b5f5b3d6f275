import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDown12Regular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUp12Regular } from '@fluentui/react-icons/svg/arrow-up';
import type { MouseEvent } from 'react';

const useStyles = makeStyles({
  root: { minWidth: 0, height: '100%', display: 'flex' },
  end: { justifyContent: 'flex-end' },
  label: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
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
  button: {
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1 },
  },
  sorted: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
});

export interface ColumnHeaderProps {
  label: string;
  /** The column's part in the sort: which key it is, and its direction. */
  sorted?: { rank: 1 | 2; direction: 'ascending' | 'descending' } | undefined;
  /** For columns of numbers. */
  alignEnd?: boolean;
  /** Where the keyboard sorts in another way. */
  pointerOnly?: boolean;
  /** Without it the column can't be sorted by. */
  onSort?: ((event: MouseEvent) => void) | undefined;
}

export function ColumnHeader({ label, sorted, alignEnd, pointerOnly, onSort }: ColumnHeaderProps) {
  const styles = useStyles();
  if (onSort === undefined) {
    return (
      <div role="columnheader" className={styles.root}>
        <span className={styles.label}>{label}</span>
      </div>
    );
  }
  const isFirst = sorted?.rank === 1;
  return (
    <div
      role="columnheader"
      className={mergeClasses(styles.root, alignEnd && styles.end)}
      // Only on the first key: screen readers announce one sorted column.
      aria-sort={isFirst ? sorted.direction : 'none'}
    >
      <button
        type="button"
        tabIndex={pointerOnly ? -1 : undefined}
        className={mergeClasses(styles.label, styles.button, isFirst && styles.sorted)}
        onClick={onSort}
      >
        {label}
        {sorted?.direction === 'ascending' && <ArrowUp12Regular />}
        {sorted?.direction === 'descending' && <ArrowDown12Regular />}
        {sorted?.rank === 2 && <span>2</span>}
      </button>
    </div>
  );
}
