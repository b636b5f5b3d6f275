import { mergeClasses } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery } from '../../api/queries.ts';
import { ColumnHeader } from '../../ui/column-header.tsx';
import { useFocusInSight } from '../../ui/use-focus-in-sight.ts';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { type DocumentColumn, type DocumentSort, toNextSort } from './document-order.ts';
import { DocumentRow, documentRowId } from './document-row.tsx';
import { rowHeightPx, useDocumentStyles } from './document-styles.ts';
import type { DocumentSelection } from './use-document-selection.ts';

const columns: readonly DocumentColumn[] = ['name', 'from', 'downloadedAt', 'sizeBytes', 'state'];

export interface DocumentGridProps {
  files: readonly SavedFile[];
  sort: DocumentSort;
  selection: DocumentSelection;
  onSort: (sort: DocumentSort) => void;
  onRemove: (files: readonly SavedFile[]) => void;
  /** A menu for the selection is wanted there. */
  onMenu: (at: { x: number; y: number }) => void;
}

/** Rows are reached with the arrows, what is in a row with Tab; only those in sight are in the page. */
export function DocumentGrid({ files, sort, selection, onSort, onRemove, onMenu }: DocumentGridProps) {
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
    if (!isOnRow(event)) return;
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / heightPx) - 1;
    const next = toNextRow(event.key, current, files.length, page);
    if (next !== null) {
      moveTo(next);
      selection.moveTo(next, event);
    } else if (!runKey(event)) return;
    event.preventDefault();
  };
  /** The selection, or the row that has the focus where that is not part of it. */
  const chosenFiles = (): readonly SavedFile[] => {
    const file = files[current];
    return file === undefined || selection.has(file) ? selection.selected : [file];
  };
  const runKey = (event: KeyboardEvent): boolean => {
    const withControl = event.ctrlKey || event.metaKey;
    if (event.key === 'Delete') onRemove(chosenFiles());
    else if (event.key === ' ') selection.toggle(current);
    else if (event.key === 'a' && withControl) selection.all();
    else if (event.key === 'Escape' && selection.selected.length > 0) selection.clear();
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenuBelow();
    else return false;
    return true;
  };
  const openMenuBelow = () => {
    selection.include(current);
    const box = document.getElementById(documentRowId(current))?.getBoundingClientRect();
    if (box !== undefined) onMenu({ x: box.left + 72, y: box.bottom - 4 });
  };
  const onClick = (event: MouseEvent) => {
    const ordinal = toOrdinal(event);
    if (ordinal === null) return;
    setChosen(ordinal);
    selection.click(ordinal, event);
  };
  const onContextMenu = (event: MouseEvent) => {
    const ordinal = toOrdinal(event);
    if (ordinal === null) return;
    event.preventDefault();
    setChosen(ordinal);
    selection.include(ordinal);
    onMenu({ x: event.clientX, y: event.clientY });
  };
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('documents.gridLabel')}
      aria-rowcount={files.length + 1}
      aria-colcount={columns.length + 1}
      className={styles.grid}
      aria-multiselectable
      onKeyDown={onKeyDown}
      onClick={onClick}
      onContextMenu={onContextMenu}
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
              selected={selection.has(file)}
              onFocusRow={setChosen}
              onRemove={onRemove}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Keys on a button in a row are the button's. */
const isOnRow = ({ target, altKey }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && target.role === 'row' && !altKey;

/** The row of a click that is not meant for a button. */
function toOrdinal({ target }: MouseEvent): number | null {
  if (!(target instanceof Element) || target.closest('button') !== null) return null;
  const ordinal = target.closest<HTMLElement>('[data-ordinal]')?.dataset['ordinal'];
  return ordinal === undefined ? null : Number(ordinal);
}

/** Where a key leads to from a row; null for keys that lead nowhere. */
function toNextRow(key: string, current: number, count: number, perPage: number): number | null {
  const to: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + perPage,
    PageUp: current - perPage,
    Home: 0,
    End: count - 1,
  };
  const next = Object.hasOwn(to, key) ? to[key] : undefined;
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
