import { mergeClasses } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toggleSort } from '../../state/sorting.ts';
import { useApp } from '../../state/store.ts';
import { ColumnHeader } from '../../ui/column-header.tsx';
import { toCommandName } from '../../words/command-text.ts';
import { ColumnChoice } from './column-choice.tsx';
import type { Column } from './columns.ts';
import { useGridStyles } from './grid-styles.ts';

interface Props {
  columns: readonly Column[];
  template: string;
  allSelected: boolean;
}

/** A click sorts, Shift+click adds a second key; the keyboard has the Sort menu for the same. */
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
            title={toCommandName('selectAll')}
            onClick={() => select({ type: allSelected ? 'clear' : 'all' })}
          >
            {allSelected ? <CheckmarkCircleFilled /> : <CircleRegular />}
          </button>
        </span>
        {columns.map((column) => (
          <SortableHeader key={column.name} column={column} shown={columns} />
        ))}
      </div>
    </div>
  );
}

function SortableHeader({ column, shown }: { column: Column; shown: readonly Column[] }) {
  const { name, sortKey } = column;
  const sort = useApp((state) => state.sort);
  const arrange = useApp((state) => state.arrange);
  const at = sort.findIndex(({ key }) => key === sortKey);
  const direction = sort[at]?.direction;
  return (
    <ColumnHeader
      label={t(`browse.columns.${name}`)}
      sorted={direction === undefined ? undefined : { rank: at === 0 ? 1 : 2, direction }}
      alignEnd={name === 'size'}
      pointerOnly
      onSort={sortKey === null ? undefined : (event) => arrange(toggleSort(sort, sortKey, event.shiftKey))}
      onDirection={sortKey === null ? undefined : (chosen) => arrange([{ key: sortKey, direction: chosen }])}
    >
      <ColumnChoice shown={shown} />
    </ColumnHeader>
  );
}
