import { mergeClasses } from '@fluentui/react-components';
import { memo, type MouseEvent, type ReactNode, useState } from 'react';
import type { ListKind } from '../../../electron/contract/settings.ts';
import { toCommandName } from '../../words/command-text.ts';
import { ColumnHeader, type ColumnHeaderProps } from '../column-header.tsx';
import type { Direction } from '../column-menu.tsx';
import { ColumnChoice } from './column-choice.tsx';
import { ColumnEdge } from './column-edge.tsx';
import { type Column, type ColumnChoices, moveColumn, toColumnLabel, withWidths } from './columns.ts';
import { useGridStyles } from './grid-styles.ts';
import { RowCheck } from './row-check.tsx';
import { type HeadDrag, useColumnDrag } from './use-column-drag.ts';

export interface ColumnSorting {
  sorted: ColumnHeaderProps['sorted'];
  onSort: (event: MouseEvent) => void;
  onDirection: (direction: Direction) => void;
}

export interface GridHeaderProps {
  kind: ListKind;
  columns: readonly Column[];
  choices: ColumnChoices;
  /** null: not sortable. */
  sortingOf: (column: Column) => ColumnSorting | null;
  pointerOnly?: boolean;
  isAllSelected: boolean;
  onSelectAll: () => void;
  onColumnsDialog: () => void;
  children?: ReactNode;
}

/** By keyboard: the header's menu and the columns dialog. */
export const GridHeader = memo(function GridHeader(props: GridHeaderProps) {
  const { columns, choices, isAllSelected, onSelectAll, children } = props;
  const styles = useGridStyles();
  const [hovered, setHovered] = useState(false);
  const { drag, handlers } = useColumnDrag(columns, (name, target) =>
    choices.save(moveColumn(choices.columns, name, target)),
  );
  return (
    <div
      role="rowgroup"
      className={styles.header}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
    >
      <div role="row" aria-rowindex={1} className={styles.headerRow} {...handlers}>
        <RowCheck
          isOn={isAllSelected}
          isShown={hovered}
          title={toCommandName('selectAll')}
          onClick={onSelectAll}
        />
        {columns.map((column) => (
          <Head key={column.name} {...props} column={column} drag={drag} />
        ))}
        {children}
      </div>
    </div>
  );
});

interface HeadProps extends GridHeaderProps {
  column: Column;
  drag: HeadDrag | null;
}

function Head(props: HeadProps) {
  const { kind, column, columns: shown, choices, drag, sortingOf, pointerOnly = false } = props;
  const styles = useGridStyles();
  const { name } = column;
  const { columns, save } = choices;
  const sorting = sortingOf(column);
  return (
    <div
      role="presentation"
      data-column={name}
      className={mergeClasses(styles.head, drag?.name === name && styles.headMoving)}
    >
      {name !== 'name' && (
        <ColumnEdge
          kind={kind}
          name={name}
          shown={shown}
          onResize={(widths) => save(withWidths(columns, widths))}
          onFit={() => save(columns.map((each) => (each.name === name ? { ...each, widthPx: null } : each)))}
        />
      )}
      <ColumnHeader
        label={toColumnLabel(name, kind)}
        sorted={sorting?.sorted}
        alignEnd={name === 'size'}
        pointerOnly={pointerOnly}
        onSort={sorting?.onSort}
        onDirection={sorting?.onDirection}
      >
        <ColumnChoice
          kind={kind}
          name={name}
          shown={shown}
          choices={choices}
          onDialog={props.onColumnsDialog}
        />
      </ColumnHeader>
      {drag !== null && drag.over === name && (
        <span
          className={mergeClasses(styles.gap, drag.side === 'before' ? styles.gapBefore : styles.gapAfter)}
        />
      )}
    </div>
  );
}
