import { makeStyles } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef, useState } from 'react';
import type { TransferFilter, TransferLine } from '../../../electron/contract/transfer-list.ts';
import { transferWords as words } from '../../words/transfers.ts';
import { BatchHeading } from './batch-heading.tsx';
import { TransferRow } from './transfer-row.tsx';
import { fetchLines, useLines } from './use-transfers.ts';

const useStyles = makeStyles({
  scroller: { height: '100%', overflowY: 'auto', overflowX: 'hidden', overflowAnchor: 'none' },
  list: { position: 'relative', margin: 0, padding: 0, listStyleType: 'none' },
  entry: { position: 'absolute', insetInlineStart: 0, insetInlineEnd: 0, top: 0 },
  awaited: { height: '36px' },
});

const rowHeight = 36;
const headingHeight = 48;
const firstRange = { from: 0, to: 40 };

export interface TransferListProps {
  filter: TransferFilter;
  collapsed: readonly string[];
  onCollapsed: (collapsed: readonly string[]) => void;
}

/** Only the lines in sight are in the page, or on their way to it; they may be of any height, and are measured. */
export function TransferList({ filter, collapsed, onCollapsed }: TransferListProps) {
  const styles = useStyles();
  const client = useQueryClient();
  const scroller = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState(firstRange);
  const lines = useLines(filter, collapsed, range);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used here
  const virtual = useVirtualizer({
    count: lines.count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines.at(index)?.type === 'batch' ? headingHeight : rowHeight),
    overscan: 8,
    getItemKey: (index) => keyOf(lines.at(index)) ?? index,
    onChange: ({ range: seen }) => {
      if (seen === null) return;
      const next = { from: seen.startIndex, to: seen.endIndex };
      setRange((before) => (before.from === next.from && before.to === next.to ? before : next));
    },
  });
  const fold = async (batchId: string) => {
    const isFolded = collapsed.includes(batchId);
    const next = isFolded ? collapsed.filter((one) => one !== batchId) : [...collapsed, batchId];
    await fetchLines(client, filter, next, range);
    onCollapsed(next);
  };
  const toRow = (line: TransferLine | undefined): ReactNode => {
    if (line === undefined) return <div className={styles.awaited} aria-busy="true" />;
    if (line.type === 'transfer') return <TransferRow transfer={line.transfer} wide />;
    const { batchId } = line.batch;
    return (
      <BatchHeading
        batch={line.batch}
        collapsed={collapsed.includes(batchId)}
        onCollapse={() => void fold(batchId)}
      />
    );
  };
  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        className={styles.list}
        style={{ height: virtual.getTotalSize() }}
        role="list"
        aria-label={words.listLabel}
      >
        {virtual.getVirtualItems().map(({ key, index, start }) => (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={styles.entry}
            style={{ transform: `translateY(${start}px)` }}
            role="listitem"
            aria-setsize={lines.count}
            aria-posinset={index + 1}
          >
            {toRow(lines.at(index))}
          </div>
        ))}
      </div>
    </div>
  );
}

const keyOf = (line: TransferLine | undefined): string | undefined =>
  line?.type === 'batch' ? `batch ${line.batch.batchId}` : line?.transfer.transferId;
