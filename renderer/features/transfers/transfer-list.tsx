import { makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { memo, type ReactNode, useCallback, useRef } from 'react';
import type { TransferFilter, TransferLine } from '../../../electron/contract/transfer-list.ts';
import { transferWords as words } from '../../words/transfers.ts';
import { BatchHeading } from './batch-heading.tsx';
import { TransferRow } from './transfer-row.tsx';
import { useSight } from './use-visible-range.ts';
import { fetchLines, useHeld, useLineCount, useLines } from './use-transfers.ts';

const rowHeight = 36;

const useStyles = makeStyles({
  scroller: { height: '100%', overflowY: 'auto', overflowX: 'hidden', overflowAnchor: 'none' },
  list: { position: 'relative' },
  lines: { position: 'absolute', insetInlineStart: 0, insetInlineEnd: 0, top: 0 },
  awaited: {
    // One bar for each line that is on its way, however many they are.
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

/** Only the lines in sight are in the page, or on their way to it. */
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
  const sight = useSight(count, rowHeight, scroller, list);
  const { from, to } = sight;
  const at = useLines(filter, collapsed, sight);
  const held = useHeld();
  const fold = useCallback(
    async (batchId: string) => {
      const isFolded = collapsed.includes(batchId);
      const next = isFolded ? collapsed.filter((one) => one !== batchId) : [...collapsed, batchId];
      await fetchLines(client, filter, next, { from, to });
      onCollapsed(next);
    },
    [client, collapsed, filter, from, onCollapsed, to],
  );
  const drawn: ReactNode[] = [];
  let awaited = 0;
  const endAwaited = (index: number) => {
    if (awaited > 0) drawn.push(<Awaited key={`awaited ${index}`} px={awaited} />);
    awaited = 0;
  };
  for (let index = from; index < Math.min(to, count); index += 1) {
    const line = at(index);
    if (line === undefined) awaited += sight.heights.heightOf(index);
    else {
      endAwaited(index);
      drawn.push(
        <div
          key={keyOf(line)}
          data-index={index}
          role="listitem"
          aria-setsize={count}
          aria-posinset={index + 1}
        >
          {line.type === 'transfer' ? (
            <TransferRow transfer={line.transfer} wide held={held} />
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
  endAwaited(to);
  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        className={styles.list}
        style={{ height: sight.heights.offsetOf(count) }}
        role="list"
        aria-label={words.listLabel}
      >
        <div
          ref={list}
          className={styles.lines}
          style={{ transform: `translateY(${sight.heights.offsetOf(from)}px)` }}
        >
          {drawn}
        </div>
      </div>
    </div>
  );
});

function Awaited({ px }: { px: number }) {
  return <div className={useStyles().awaited} style={{ height: px }} aria-hidden="true" />;
}

const keyOf = (line: TransferLine): string =>
  line.type === 'batch' ? `batch ${line.batch.batchId}` : line.transfer.transferId;
