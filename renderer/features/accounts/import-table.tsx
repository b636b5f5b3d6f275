import { mergeClasses } from '@fluentui/react-components';
import { useRef } from 'react';
import type { ImportRow } from '../../../electron/contract/account-import.ts';
import { showWithin } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useVirtualRows } from '../../ui/grid/use-virtual-rows.ts';
import { toFailureText } from '../../words/failures.ts';
import { useImportStyles } from './import-styles.ts';

const rowPx = 32;
const columns = ['line', 'name', 'group', 'user', 'folder', 'state'] as const;

export function ImportTable({ rows }: { rows: readonly ImportRow[] }) {
  const styles = useImportStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualRows(rowPx, {
    count: rows.length,
    getScrollElement: () => scroller.current,
    overscan: 8,
  });
  return (
    <div className={styles.table} role="table" aria-label={t('import.table')} aria-rowcount={rows.length + 1}>
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={mergeClasses(styles.row, styles.head)}>
          {columns.map((column, at) => (
            <span
              key={column}
              role="columnheader"
              className={mergeClasses(styles.cell, at === 0 && styles.number)}
            >
              {t(`import.columns.${column}`)}
            </span>
          ))}
        </div>
      </div>
      {/* Focusable for keyboard scrolling, since nothing inside it is. */}
      <div
        ref={scroller}
        role="rowgroup"
        className={styles.scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- lets the keyboard scroll it
        tabIndex={0}
        aria-label={t('import.table')}
        data-selectable
      >
        <div role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : <Row key={row.line} row={row} index={index} start={start} />;
          })}
        </div>
      </div>
    </div>
  );
}

function Row({ row, index, start }: { row: ImportRow; index: number; start: number }) {
  const styles = useImportStyles();
  const { line, name, group, address, rootPath, state, failure } = row;
  const why = failure === null ? t(`import.states.${state}`) : toFailureText(failure).title;
  const tone = toTone(state);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={mergeClasses(styles.row, styles.floating)}
      style={{ transform: `translateY(${start}px)` }}
    >
      <span role="cell" className={mergeClasses(styles.cell, styles.number, styles.quiet)}>
        {line}
      </span>
      <Cell text={name} />
      <Cell text={group} />
      <Cell text={address} />
      <Cell text={rootPath ?? t('import.wholeDrive')} quiet={rootPath === null} />
      <span role="cell" title={why} className={mergeClasses(styles.cell, tone !== null && styles[tone])}>
        {why}
      </span>
    </div>
  );
}

function toTone(state: ImportRow['state']): 'good' | 'bad' | 'warned' | null {
  if (state === 'added') return 'good';
  if (state === 'failed') return 'bad';
  return state === 'wrong' ? 'warned' : null;
}

function Cell({ text, quiet = false }: { text: string; quiet?: boolean }) {
  const styles = useImportStyles();
  return (
    <span role="cell" title={showWithin(text)} className={mergeClasses(styles.cell, quiet && styles.quiet)}>
      {showWithin(text)}
    </span>
  );
}
