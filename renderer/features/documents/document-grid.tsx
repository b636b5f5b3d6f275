import { mergeClasses } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { useRowPointer } from '../../state/use-row-pointer.ts';
import { ColumnHeader } from '../../ui/column-header.tsx';
import { RowCheck } from '../../ui/grid/row-check.tsx';
import { useFocusInSight } from '../../ui/use-focus-in-sight.ts';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { toCommandName } from '../../words/command-text.ts';
import { type DocumentColumn, type DocumentSort, toNextSort } from './document-order.ts';
import { DocumentRow, documentRowId } from './document-row.tsx';
import type { CopyRow } from './document-rows.ts';
import { headHeightPx, rowHeightPx, useDocumentStyles } from './document-styles.ts';
import { FolderRow } from './folder-row.tsx';
import { useDocumentKeys } from './use-document-keys.ts';
import type { CopySelection } from './use-copy-selection.ts';

const columns: readonly DocumentColumn[] = ['name', 'from', 'downloadedAt', 'sizeBytes', 'state'];

export interface DocumentGridProps {
  rows: readonly CopyRow[];
  /** Changing it scrolls to the top. */
  listId: string;
  sort: DocumentSort;
  selection: CopySelection;
  onSort: (sort: DocumentSort) => void;
  onOpen: (row: CopyRow) => void;
  onUp: () => void;
  onRemove: (files: readonly SavedFile[]) => void;
  onMenu: (at: { x: number; y: number }) => void;
}

/** Arrow keys move between rows, Tab within a row. Only visible rows are rendered. */
export function DocumentGrid(props: DocumentGridProps) {
  const { rows, listId, sort, selection, onSort, onOpen, onRemove } = props;
  const styles = useDocumentStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const heightPx = rowHeightPx[useQuery(settingsQuery).data?.density ?? 'compact'];
  const [chosen, setChosen] = useState(0);
  const current = Math.max(0, Math.min(chosen, rows.length - 1));
  const virtual = useVirtualRows(heightPx, {
    count: rows.length,
    getScrollElement: () => scroller.current,
    overscan: 8,
    scrollPaddingStart: 32,
    getItemKey: (index) => rows[index]?.rowId ?? index,
  });
  useFocusInSight(scroller);
  const hasRows = virtual.getVirtualItems().length > 0;
  // Keyboard focus may be nowhere, or on the page as a whole.
  useEffect(() => {
    const at = document.activeElement;
    const isOnPage = at instanceof HTMLElement && at.tabIndex === -1 && at.contains(scroller.current);
    if (hasRows && (at === document.body || isOnPage)) document.getElementById(documentRowId(0))?.focus();
  }, [hasRows]);
  const focusRow = (ordinal: number) => {
    setChosen(ordinal);
    virtual.scrollToIndex(ordinal);
    // The row may be rendered only after scrolling.
    requestAnimationFrame(() => document.getElementById(documentRowId(ordinal))?.focus());
  };
  const onKeyDown = useDocumentKeys({
    ...props,
    current,
    perPage: () => Math.floor(((scroller.current?.clientHeight ?? 0) - headHeightPx) / heightPx),
    focusRow,
  });
  const pointer = useRowPointer(props, setChosen);
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('documents.gridLabel')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      className={styles.grid}
      aria-multiselectable
      onKeyDown={onKeyDown}
      {...pointer}
    >
      <Head sort={sort} selection={selection} onSort={onSort} />
      <div key={listId} role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const place = { ordinal: index, topPx: start, heightPx, current: index === current };
          const state = { ...place, selected: selection.has(row), onFocusRow: setChosen, onRemove };
          return row.kind === 'file' ? (
            <DocumentRow key={key} file={row.file} {...state} />
          ) : (
            <FolderRow key={key} folder={row} onOpen={onOpen} {...state} />
          );
        })}
      </div>
    </div>
  );
}

function Head({ sort, selection, onSort }: Pick<DocumentGridProps, 'sort' | 'selection' | 'onSort'>) {
  const styles = useDocumentStyles();
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={mergeClasses(styles.line, styles.headLine)}>
        <RowCheck
          isOn={selection.isAll}
          isShown={false}
          title={toCommandName('selectAll')}
          onClick={() => (selection.isAll ? selection.clear() : selection.all())}
        />
        {columns.map((column) => (
          <ColumnHeader
            key={column}
            label={t(`documents.columns.${column}`)}
            sorted={sort.column === column ? { rank: 1, direction: sort.direction } : undefined}
            alignEnd={column === 'sizeBytes'}
            className={styles[column]}
            onSort={() => onSort(toNextSort(sort, column))}
            onDirection={(direction) => onSort({ column, direction })}
          />
        ))}
        <div role="columnheader">
          <span className={styles.visuallyHidden}>{t('documents.actionsColumn')}</span>
        </div>
      </div>
    </div>
  );
}
