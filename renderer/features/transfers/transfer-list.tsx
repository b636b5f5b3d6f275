import { makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { memo, type ReactNode, useCallback, useRef } from 'react';
import type { TransferFilter, TransferListRow } from '../../../electron/contract/transfer-list.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { BatchHeading } from './batch-heading.tsx';
import { TransferRow } from './transfer-row.tsx';
import { useRowFocus } from './use-row-focus.ts';
import { useVisibleRange } from './use-visible-range.ts';
import { fetchTransferRows, useAllPaused, useTransferRowCount, useTransferRows } from './use-transfers.ts';

const rowHeight = 36;

const useStyles = makeStyles({
  scroller: { height: '100%', overflowY: 'auto', overflowX: 'hidden', overflowAnchor: 'none' },
  list: { position: 'relative' },
  rows: { position: 'absolute', insetInlineStart: 0, insetInlineEnd: 0, top: 0 },
  pending: {
    backgroundImage: `linear-gradient(to bottom, transparent 13px, ${tokens.colorNeutralStencil1} 13px, ${tokens.colorNeutralStencil1} 23px, transparent 23px)`,
    backgroundSize: `220px ${rowHeight}px`,
    backgroundPosition: `${tokens.spacingHorizontalXXXL} 0`,
    backgroundRepeat: 'repeat-y',
  },
});

export interface TransferListProps {
  filter: TransferFilter;
  collapsed: readonly string[];
  onCollapsed: (collapsed: readonly string[]) => void;
}

export const TransferList = memo(function TransferList({
  filter,
  collapsed,
  onCollapsed,
}: TransferListProps) {
  const styles = useStyles();
  const client = useQueryClient();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const count = useTransferRowCount(filter, collapsed);
  const range = useVisibleRange(count, rowHeight, scroller, list);
  const { from, to, heights } = range;
  const rowAt = useTransferRows(filter, collapsed, range);
  const allPaused = useAllPaused();
  useRowFocus(list);
  const fold = useCallback(
    async (batchId: string) => {
      const isFolded = collapsed.includes(batchId);
      const next = isFolded ? collapsed.filter((one) => one !== batchId) : [...collapsed, batchId];
      await fetchTransferRows(client, filter, next, { from, to });
      onCollapsed(next);
    },
    [client, collapsed, filter, from, onCollapsed, to],
  );
  const rendered: ReactNode[] = [];
  let pendingPx = 0;
  const flushPending = (index: number) => {
    if (pendingPx > 0) rendered.push(<PendingRows key={`pending ${index}`} px={pendingPx} />);
    pendingPx = 0;
  };
  for (let index = from; index < Math.min(to, count); index += 1) {
    const row = rowAt(index);
    if (row === undefined) pendingPx += heights.heightOf(index);
    else {
      flushPending(index);
      rendered.push(
        <div
          key={keyOf(row)}
          data-index={index}
          role="listitem"
          aria-setsize={count}
          aria-posinset={index + 1}
        >
          {row.type === 'transfer' ? (
            <TransferRow transfer={row.transfer} wide allPaused={allPaused} />
          ) : (
            <BatchHeading
              batch={row.batch}
              collapsed={collapsed.includes(row.batch.batchId)}
              onCollapse={fold}
            />
          )}
        </div>,
      );
    }
  }
  flushPending(to);
  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        className={styles.list}
        style={{ height: heights.offsetOf(count) }}
        role="list"
        aria-label={t('transfers.listLabel')}
      >
        <div
          ref={list}
          className={styles.rows}
          style={{ transform: `translateY(${heights.offsetOf(from)}px)` }}
        >
          {rendered}
        </div>
      </div>
    </div>
  );
});

function PendingRows({ px }: { px: number }) {
  return <div className={useStyles().pending} style={{ height: px }} aria-hidden="true" />;
}

const keyOf = (row: TransferListRow): string =>
  row.type === 'batch' ? `batch ${row.batch.batchId}` : row.transfer.transferId;
