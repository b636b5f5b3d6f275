import { mergeClasses } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery } from '../../api/queries.ts';
import { ColumnHeader } from '../../ui/column-header.tsx';
import { useFocusInSight } from '../../ui/use-focus-in-sight.ts';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { type DocumentColumn, type DocumentSort, toNextSort } from './document-order.ts';
import { DocumentRow, documentRowId } from './document-row.tsx';
import { rowHeightPx, useDocumentStyles } from './document-styles.ts';

const columns: readonly DocumentColumn[] = ['name', 'from', 'downloadedAt', 'sizeBytes', 'state'];

export interface DocumentGridProps {
  files: readonly SavedFile[];
  sort: DocumentSort;
  onSort: (sort: DocumentSort) => void;
  onRemove: (file: SavedFile) => void;
}

/** Rows are reached with the arrows, what is in a row with Tab; only those in sight are in the page. */
export function DocumentGrid({ files, sort, onSort, onRemove }: DocumentGridProps) {
  const styles = useDocumentStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const heightPx = rowHeightPx[useQuery(settingsQuery).data?.density ?? 'compact'];
  const [chosen, setChosen] = useState(0);
  const current = Math.min(chosen, files.length - 1);
  const virtual = useVirtualRows(heightPx, {
    count: files.length,
    getScrollElement: () => scroller.current,
    overscan: 8,
    scrollPaddingStart: 32,
    getItemKey: (index) => files[index]?.documentId ?? index,
  });
  useFocusInSight(scroller);
  const moveTo = (ordinal: number) => {
    setChosen(ordinal);
    virtual.scrollToIndex(ordinal);
    // The row may come into the page only with the scrolling.
    requestAnimationFrame(() => document.getElementById(documentRowId(ordinal))?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = toNextRow(
      event,
      current,
      files.length,
      Math.floor((scroller.current?.clientHeight ?? 0) / heightPx) - 1,
    );
    if (next === null) return;
    event.preventDefault();
    moveTo(next);
  };
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('documents.gridLabel')}
      aria-rowcount={files.length + 1}
      aria-colcount={columns.length + 1}
      className={styles.grid}
      onKeyDown={onKeyDown}
    >
      <Head sort={sort} onSort={onSort} />
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const file = files[index];
          if (file === undefined) return null;
          return (
            <DocumentRow
              key={key}
              file={file}
              ordinal={index}
              topPx={start}
              heightPx={heightPx}
              current={index === current}
              onFocusRow={setChosen}
              onRemove={onRemove}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Where a key leads to from a row; null for keys that mean nothing here or are meant for a button. */
function toNextRow(event: KeyboardEvent, current: number, count: number, perPage: number): number | null {
  if (!(event.target instanceof HTMLElement) || event.target.role !== 'row' || event.ctrlKey || event.altKey)
    return null;
  const to: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + perPage,
    PageUp: current - perPage,
    Home: 0,
    End: count - 1,
  };
  const next = Object.hasOwn(to, event.key) ? to[event.key] : undefined;
  return next === undefined ? null : Math.max(0, Math.min(count - 1, next));
}

function Head({ sort, onSort }: Pick<DocumentGridProps, 'sort' | 'onSort'>) {
  const styles = useDocumentStyles();
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={mergeClasses(styles.line, styles.headLine)}>
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
