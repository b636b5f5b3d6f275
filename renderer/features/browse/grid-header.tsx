import { mergeClasses } from '@fluentui/react-components';
import { ArrowDown12Regular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUp12Regular } from '@fluentui/react-icons/svg/arrow-up';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { useState } from 'react';
import { toggleSort } from '../../state/sorting.ts';
import { useApp } from '../../state/store.ts';
import { words } from '../../words/en.ts';
import type { Column } from './columns.ts';
import { useGridStyles } from './grid-styles.ts';

interface Props {
  columns: readonly Column[];
  template: string;
  allSelected: boolean;
}

/** Column heads. A click sorts, Shift adds a second key; the keyboard's way to the same is the Sort menu. */
export function GridHeader({ columns, template, allSelected }: Props) {
  const styles = useGridStyles();
  const [hovered, setHovered] = useState(false);
  const select = useApp((state) => state.select);
  return (
    <div
      role="rowgroup"
      className={styles.header}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
    >
      <div role="row" aria-rowindex={1} className={styles.line} style={{ gridTemplateColumns: template }}>
        <span role="presentation">
          <button
            type="button"
            tabIndex={-1}
            aria-hidden
            className={mergeClasses(
              styles.check,
              hovered && styles.checkShown,
              allSelected && styles.checkOn,
            )}
            title={words.commands.names.selectAll}
            onClick={() => select({ type: allSelected ? 'clear' : 'all' })}
          >
            {allSelected ? <CheckmarkCircleFilled /> : <CircleRegular />}
          </button>
        </span>
        {columns.map((column) => (
          <HeaderCell key={column.name} column={column} />
        ))}
      </div>
    </div>
  );
}

function HeaderCell({ column }: { column: Column }) {
  const styles = useGridStyles();
  const sort = useApp((state) => state.sort);
  const arrange = useApp((state) => state.arrange);
  const { name, sortKey } = column;
  const at = sort.findIndex((each) => each.key === sortKey);
  const direction = sort[at]?.direction;
  const end = name === 'size' && styles.headerEnd;
  const label = words.browse.columns[name];
  if (sortKey === null) {
    return (
      <div role="columnheader" className={styles.headerCell}>
        <span className={styles.headerButton}>{label}</span>
      </div>
    );
  }
  return (
    <div
      role="columnheader"
      className={mergeClasses(styles.headerCell, end)}
      // Only the first key may say so: readers announce one sorted column.
      aria-sort={at === 0 ? direction : 'none'}
    >
      <button
        type="button"
        tabIndex={-1}
        className={mergeClasses(styles.headerButton, at === 0 && styles.headerButtonSorted)}
        onClick={(event) => arrange(toggleSort(sort, sortKey, event.shiftKey))}
      >
        {label}
        {direction === 'ascending' && <ArrowUp12Regular />}
        {direction === 'descending' && <ArrowDown12Regular />}
        {at === 1 && <span>2</span>}
      </button>
    </div>
  );
}
