import { mergeClasses } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { useState } from 'react';
import type { ListKind } from '../../../electron/contract/records.ts';
import { toggleSort } from '../../state/sorting.ts';
import { usePane, usePaneState } from '../../state/pane.ts';
import { ColumnHeader } from '../../ui/column-header.tsx';
import { toCommandName } from '../../words/command-text.ts';
import { ColumnChoice } from './column-choice.tsx';
import { ColumnEdge } from './column-edge.tsx';
import { type Column, moveColumn, toColumnLabel, withWidths } from './columns.ts';
import { useGridStyles } from './grid-styles.ts';
import { type HeadDrag, useColumnDrag } from './use-column-drag.ts';
import { type PlaceColumns, useColumns } from './use-columns.ts';

interface Props {
  kind: ListKind;
  columns: readonly Column[];
  allSelected: boolean;
}

/**
 * Click to sort, Shift+click for a second key; drag to reorder or resize. By keyboard, use the Sort menu and
 * the columns dialog.
 */
export function GridHeader({ kind, columns, allSelected }: Props) {
  const styles = useGridStyles();
  const [hovered, setHovered] = useState(false);
  const remembered = useColumns(kind);
  const { drag, handlers } = useColumnDrag(columns, (name, target) =>
    remembered.save(moveColumn(remembered.columns, name, target)),
  );
  return (
    <div
      role="rowgroup"
      className={styles.header}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
    >
      <div role="row" aria-rowindex={1} className={styles.line} {...handlers}>
        <SelectAllMark hovered={hovered} allSelected={allSelected} />
        {columns.map((column) => (
          <Head
            key={column.name}
            kind={kind}
            column={column}
            shown={columns}
            remembered={remembered}
            drag={drag}
          />
        ))}
      </div>
    </div>
  );
}

function SelectAllMark({ hovered, allSelected }: { hovered: boolean; allSelected: boolean }) {
  const styles = useGridStyles();
  const { select } = usePane();
  return (
    <span role="presentation">
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        className={mergeClasses(styles.check, hovered && styles.checkShown, allSelected && styles.checkOn)}
        title={toCommandName('selectAll')}
        onClick={() => select({ type: allSelected ? 'clear' : 'all' })}
      >
        {allSelected ? <CheckmarkCircleFilled /> : <CircleRegular />}
      </button>
    </span>
  );
}

interface HeadProps {
  kind: ListKind;
  column: Column;
  shown: readonly Column[];
  remembered: PlaceColumns;
  drag: HeadDrag | null;
}

function Head({ kind, column, shown, remembered, drag }: HeadProps) {
  const styles = useGridStyles();
  const { name } = column;
  const { columns, save } = remembered;
  return (
    <div
      role="presentation"
      data-column={name}
      className={mergeClasses(styles.head, drag?.name === name && styles.headMoving)}
    >
      {name !== 'name' && (
        <ColumnEdge
          name={name}
          shown={shown}
          onResize={(widths) => save(withWidths(columns, widths))}
          onFit={() => save(columns.map((each) => (each.name === name ? { ...each, widthPx: null } : each)))}
        />
      )}
      <SortableHeader kind={kind} column={column} shown={shown} />
      {drag !== null && drag.over === name && (
        <span
          className={mergeClasses(styles.gap, drag.side === 'before' ? styles.gapBefore : styles.gapAfter)}
        />
      )}
    </div>
  );
}

function SortableHeader({
  kind,
  column,
  shown,
}: {
  kind: ListKind;
  column: Column;
  shown: readonly Column[];
}) {
  const { name, sortKey } = column;
  const sort = usePaneState((pane) => pane.sort);
  const { arrange } = usePane();
  const at = sort.findIndex(({ key }) => key === sortKey);
  const direction = sort[at]?.direction;
  return (
    <ColumnHeader
      label={toColumnLabel(name, kind)}
      sorted={direction === undefined ? undefined : { rank: at === 0 ? 1 : 2, direction }}
      alignEnd={name === 'size'}
      pointerOnly
      onSort={sortKey === null ? undefined : (event) => arrange(toggleSort(sort, sortKey, event.shiftKey))}
      onDirection={sortKey === null ? undefined : (chosen) => arrange([{ key: sortKey, direction: chosen }])}
    >
      <ColumnChoice kind={kind} name={name} shown={shown} />
    </ColumnHeader>
  );
}
