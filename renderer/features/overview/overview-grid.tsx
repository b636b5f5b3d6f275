import { mergeClasses } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery } from '../../api/queries.ts';
import { useRowPointer } from '../../state/use-row-pointer.ts';
import type { RowSelection } from '../../state/use-row-selection.ts';
import { ColumnHeader } from '../../ui/column-header.tsx';
import { RowCheck } from '../../ui/grid/row-check.tsx';
import { useListKeys } from '../../ui/grid/use-list-keys.ts';
import { useFocusInSight } from '../../ui/use-focus-in-sight.ts';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { toCommandName } from '../../words/command-text.ts';
import { accountColumns, type AccountLine, type AccountSort, toNextSort } from './account-lines.ts';
import { accountRowId, OverviewRow } from './overview-row.tsx';
import { headHeightPx, rowHeightPx, useOverviewStyles } from './overview-styles.ts';

export interface OverviewGridProps {
  lines: readonly AccountLine[];
  sort: AccountSort;
  selection: RowSelection<AccountLine>;
  now: number;
  onSort: (sort: AccountSort) => void;
  onOpen: (line: AccountLine) => void;
  onRemove: () => void;
  /** What can be done with the selection is wanted by key. */
  onActions: () => void;
}

/** Rows are reached with the arrows; only those in sight are in the page. */
export function OverviewGrid(props: OverviewGridProps) {
  const { lines, sort, selection, now, onSort } = props;
  const styles = useOverviewStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const heightPx = rowHeightPx[useQuery(settingsQuery).data?.density ?? 'compact'];
  const [chosen, setChosen] = useState(0);
  const current = Math.max(0, Math.min(chosen, lines.length - 1));
  const virtual = useVirtualRows(heightPx, {
    count: lines.length,
    getScrollElement: () => scroller.current,
    overscan: 8,
    scrollPaddingStart: headHeightPx,
    getItemKey: (index) => lines[index]?.rowId ?? index,
  });
  useFocusInSight(scroller);
  const focusRow = (ordinal: number) => {
    setChosen(ordinal);
    virtual.scrollToIndex(ordinal);
    // The row may come into the page only with the scrolling.
    requestAnimationFrame(() => document.getElementById(accountRowId(ordinal))?.focus());
  };
  const onKeyDown = useOverviewKeys({
    ...props,
    current,
    focusRow,
    perPage: () => Math.floor(((scroller.current?.clientHeight ?? 0) - headHeightPx) / heightPx),
  });
  const pointer = useRowPointer(
    { rows: lines, selection, onOpen: props.onOpen, onMenu: props.onActions },
    setChosen,
  );
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('overview.gridLabel')}
      aria-rowcount={lines.length + 1}
      aria-colcount={accountColumns.length}
      className={styles.grid}
      aria-multiselectable
      onKeyDown={onKeyDown}
      {...pointer}
    >
      <Head sort={sort} selection={selection} onSort={onSort} />
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          return line === undefined ? null : (
            <OverviewRow
              key={key}
              line={line}
              ordinal={index}
              topPx={start}
              heightPx={heightPx}
              current={index === current}
              selected={selection.has(line)}
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

interface OverviewKeys extends OverviewGridProps {
  current: number;
  perPage: () => number;
  focusRow: (ordinal: number) => void;
}

/** The keys of every list, and what can be done with accounts. */
function useOverviewKeys(keys: OverviewKeys): (event: KeyboardEvent) => void {
  const { lines, selection, current, focusRow } = keys;
  const pressed = useListKeys({
    listId: 'accounts',
    count: lines.length,
    focus: () => current,
    sight: () => ({ perPage: keys.perPage(), perRow: 1 }),
    move(ordinal, kind) {
      focusRow(ordinal);
      selection.move(ordinal, kind);
    },
    toggle: () => selection.toggle(current),
    clear: () => selection.clear(),
    openMenu() {
      selection.include(current);
      keys.onActions();
    },
    find(prefix, from) {
      const ordinal = findPrefix(lines, prefix, from);
      if (ordinal === null) return;
      focusRow(ordinal);
      selection.move(ordinal, 'pick');
    },
  });
  return (event) => {
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'row') return;
    if (runKey(event, keys) || pressed(event)) event.preventDefault();
  };
}

function runKey(event: KeyboardEvent, { lines, selection, current, onOpen, onRemove }: OverviewKeys) {
  const line = lines[current];
  if (line === undefined) return false;
  if (event.key === 'Enter') onOpen(line);
  else if (event.key === 'Delete') {
    if (selection.count === 0) selection.include(current);
    else onRemove();
  } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) selection.all();
  else return false;
  return true;
}

/** The first row at or after `from`, wrapping round, whose name begins so. */
function findPrefix(lines: readonly AccountLine[], prefix: string, from: number): number | null {
  const wanted = prefix.toLocaleLowerCase();
  for (let step = 0; step < lines.length; step += 1) {
    const ordinal = (from + step) % lines.length;
    const name = lines[ordinal]?.account.displayName.toLocaleLowerCase();
    if (name?.startsWith(wanted)) return ordinal;
  }
  return null;
}
