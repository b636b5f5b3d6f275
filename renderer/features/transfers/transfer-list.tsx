import { makeStyles } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import type { Transfer } from '../../../electron/contract/records.ts';
import { transferWords as words } from '../../words/transfers.ts';
import { BatchHeading } from './batch-heading.tsx';
import type { Batch } from './transfer-lists.ts';
import { TransferRow } from './transfer-row.tsx';

const useStyles = makeStyles({
  scroller: { height: '100%', overflowY: 'auto', overflowX: 'hidden', overflowAnchor: 'none' },
  list: { position: 'relative', margin: 0, padding: 0, listStyleType: 'none' },
  entry: { position: 'absolute', insetInlineStart: 0, insetInlineEnd: 0, top: 0 },
});

/** A heading of a batch, or one of its transfers. */
export type Entry = { type: 'batch'; batch: Batch } | { type: 'transfer'; transfer: Transfer };

export interface TransferListProps {
  entries: readonly Entry[];
  /** One line each, in columns. */
  wide: boolean;
}

const keyOf = (entry: Entry): string =>
  entry.type === 'batch' ? `batch ${entry.batch.batchId}` : entry.transfer.transferId;

/** Only the rows in sight are in the page; they may be of any height, and are measured. */
export function TransferList({ entries, wide }: TransferListProps) {
  const styles = useStyles();
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used here
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (wide ? 36 : 48),
    overscan: 6,
    getItemKey: (index) => {
      const entry = entries[index];
      return entry === undefined ? index : keyOf(entry);
    },
  });
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
            aria-setsize={entries.length}
            aria-posinset={index + 1}
          >
            {toRow(entries[index], wide)}
          </div>
        ))}
      </div>
    </div>
  );
}

function toRow(entry: Entry | undefined, wide: boolean): ReactNode {
  if (entry === undefined) return null;
  if (entry.type === 'batch') return <BatchHeading batch={entry.batch} />;
  return <TransferRow transfer={entry.transfer} wide={wide} />;
}
