import { makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { memo, type ReactNode, useCallback, useRef } from 'react';
import type { TransferFilter, TransferLine } from '../../../electron/contract/transfer-list.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { BatchHeading } from './batch-heading.tsx';
import { TransferRow } from './transfer-row.tsx';
import { useVisibleRange } from './use-visible-range.ts';
import { fetchLines, useAllPaused, useLineCount, useLines } from './use-transfers.ts';

const rowHeight = 36;

const useStyles = makeStyles({
  scroller: { height: '100%', overflowY: 'auto', overflowX: 'hidden', overflowAnchor: 'none' },
  list: { position: 'relative' },
  lines: { position: 'absolute', insetInlineStart: 0, insetInlineEnd: 0, top: 0 },
  pending: {
    // One bar for each line that is still loading, in a single element.
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

/** Only the lines in sight are loaded and rendered. */
export const TransferList = memo(function TransferList({
  filter,
  collapsed,
  onCollapsed,
}: TransferListProps) {
  const styles = useStyles();
  const client = useQueryClient();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const count = useLineCount(filter, collapsed);
  const range = useVisibleRange(count, rowHeight, scroller, list);
  const { from, to, heights } = range;
  const lineAt = useLines(filter, collapsed, range);
  const allPaused = useAllPaused();
  const fold = useCallback(
    async (batchId: string) => {
      const isFolded = collapsed.includes(batchId);
      const next = isFolded ? collapsed.filter((one) => one !== batchId) : [...collapsed, batchId];
      await fetchLines(client, filter, next, { from, to });
      onCollapsed(next);
    },
    [client, collapsed, filter, from, onCollapsed, to],
  );
  const rendered: ReactNode[] = [];
  let pendingPx = 0;
  const flushPending = (index: number) => {
    if (pendingPx > 0) rendered.push(<PendingLines key={`pending ${index}`} px={pendingPx} />);
    pendingPx = 0;
  };
  for (let index = from; index < Math.min(to, count); index += 1) {
    const line = lineAt(index);
    if (line === undefined) pendingPx += heights.heightOf(index);
    else {
      flushPending(index);
      rendered.push(
        <div
          key={keyOf(line)}
          data-index={index}
          role="listitem"
          aria-setsize={count}
          aria-posinset={index + 1}
        >
          {line.type === 'transfer' ? (
            <TransferRow transfer={line.transfer} wide allPaused={allPaused} />
          ) : (
            <BatchHeading
              batch={line.batch}
              collapsed={collapsed.includes(line.batch.batchId)}
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
          className={styles.lines}
          style={{ transform: `translateY(${heights.offsetOf(from)}px)` }}
        >
          {rendered}
        </div>
      </div>
    </div>
  );
});

function PendingLines({ px }: { px: number }) {
  return <div className={useStyles().pending} style={{ height: px }} aria-hidden="true" />;
}

const keyOf = (line: TransferLine): string =>
  line.type === 'batch' ? `batch ${line.batch.batchId}` : line.transfer.transferId;
