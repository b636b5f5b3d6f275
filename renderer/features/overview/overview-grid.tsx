import { mergeClasses } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { useRowKeys } from '../../state/use-row-keys.ts';
import { useRowPointer } from '../../state/use-row-pointer.ts';
import type { RowSelection } from '../../state/use-row-selection.ts';
import { ColumnHeader } from '../../ui/column-header.tsx';
import { RowCheck } from '../../ui/grid/row-check.tsx';
import { useFocusInSight } from '../../ui/use-focus-in-sight.ts';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { toCommandName } from '../../words/command-text.ts';
import { accountColumns, type AccountRow, type AccountSort, toNextSort } from './account-rows.ts';
import { accountRowId, OverviewRow } from './overview-row.tsx';
import { headHeightPx, rowHeightPx, useOverviewStyles } from './overview-styles.ts';

export interface OverviewGridProps {
  rows: readonly AccountRow[];
  sort: AccountSort;
  selection: RowSelection<AccountRow>;
  now: number;
  onSort: (sort: AccountSort) => void;
  onOpen: (row: AccountRow) => void;
  onRemove: () => void;
  onActions: () => void;
}

/** Arrow keys move between rows. Only visible rows are rendered. */
export function OverviewGrid(props: OverviewGridProps) {
  const { rows, sort, selection, now, onSort } = props;
  const styles = useOverviewStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const heightPx = rowHeightPx[useQuery(settingsQuery).data?.density ?? 'compact'];
  const [chosen, setChosen] = useState(0);
  const current = Math.max(0, Math.min(chosen, rows.length - 1));
  const virtual = useVirtualRows(heightPx, {
    count: rows.length,
    getScrollElement: () => scroller.current,
    overscan: 8,
    scrollPaddingStart: headHeightPx,
    getItemKey: (index) => rows[index]?.rowId ?? index,
  });
  useFocusInSight(scroller);
  const focusRow = (ordinal: number) => {
    setChosen(ordinal);
    virtual.scrollToIndex(ordinal);
    // The row may be rendered only after scrolling.
    requestAnimationFrame(() => document.getElementById(accountRowId(ordinal))?.focus());
  };
  const onKeyDown = useRowKeys({
    listId: 'accounts',
    rows: rows,
    selection,
    current,
    focusRow,
    nameOf: ({ account }) => account.displayName,
    onEnter: props.onOpen,
    onRemove: props.onRemove,
    onMenu: props.onActions,
    perPage: () => Math.floor(((scroller.current?.clientHeight ?? 0) - headHeightPx) / heightPx),
  });
  const pointer = useRowPointer(
    { rows: rows, selection, onOpen: props.onOpen, onMenu: props.onActions },
    setChosen,
  );
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('overview.gridLabel')}
      aria-rowcount={rows.length + 1}
      aria-colcount={accountColumns.length}
      className={styles.grid}
      aria-multiselectable
      onKeyDown={onKeyDown}
      {...pointer}
    >
      <Head sort={sort} selection={selection} onSort={onSort} />
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <OverviewRow
              key={key}
              row={row}
              ordinal={index}
              topPx={start}
              heightPx={heightPx}
              current={index === current}
              selected={selection.has(row)}
              now={now}
              onFocusRow={setChosen}
            />
          );
        })}
      </div>
    </div>
  );
}

function Head({ sort, selection, onSort }: Pick<OverviewGridProps, 'sort' | 'selection' | 'onSort'>) {
  const styles = useOverviewStyles();
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={mergeClasses(styles.line, styles.headLine)}>
        <RowCheck
          isOn={selection.isAll}
          isShown={false}
          title={toCommandName('selectAll')}
          onClick={() => (selection.isAll ? selection.clear() : selection.all())}
        />
        {accountColumns.map((column) => (
          <ColumnHeader
            key={column}
            label={t(`overview.columns.${column}`)}
            sorted={sort.column === column ? { rank: 1, direction: sort.direction } : undefined}
            className={styles[column]}
            onSort={() => onSort(toNextSort(sort, column))}
            onDirection={(direction) => onSort({ column, direction })}
          />
        ))}
      </div>
    </div>
  );
}
