import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Transfer } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { type TransferTop, transfersQuery } from '../../api/queries.ts';
import { useApp, usePage } from '../../state/store.ts';
import { visuallyHidden } from '../../ui/visually-hidden.ts';
import { TransferRow } from './transfer-row.tsx';
import { countByFilter } from './transfer-lists.ts';
import { TrayHead, type TraySize } from './tray-head.tsx';
import { useAnnouncement, useBatchToasts, useTrayShown } from './use-tray.ts';
import { JournalBars } from './warning-bars.tsx';

const useStyles = makeStyles({
  root: {
    position: 'absolute',
    insetInlineEnd: tokens.spacingHorizontalL,
    // Above the status bar of the list it lies over.
    bottom: '40px',
    width: '440px',
    maxWidth: `calc(100% - 2 * ${tokens.spacingHorizontalL})`,
    zIndex: 10,
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow16,
  },
  list: { minHeight: 0, overflowY: 'auto', overflowX: 'hidden' },
  more: { display: 'flex', justifyContent: 'center', padding: tokens.spacingVerticalXS },
  open: { height: '156px' },
  // A conflict shows all its choices without scrolling.
  asking: { height: '236px' },
  tall: { height: 'min(60vh, 560px)' },
  visuallyHidden,
});

/**
 * Docked in the corner while there is something to tell. On the page of transfers it has nothing to add, and in
 * Settings it would cover what is stored; the badge beside Transfers stays.
 */
export function TransfersTray() {
  const list = useQuery(transfersQuery).data;
  // What is on the list from the last time must be known first: it is no news.
  return list === undefined ? null : <Tray list={list} />;
}

function Tray({ list }: { list: TransferTop }) {
  const styles = useStyles();
  const tray = useTrayShown(list.summary);
  const [size, setSize] = useState<TraySize>('open');
  const page = usePage().name;
  const onOwnPage = page === 'transfers';
  const go = useApp((state) => state.go);
  const shown = tray.shown && !onOwnPage && page !== 'settings';
  const room = useRoom(shown);
  useBatchToasts(!onOwnPage && (!shown || size === 'collapsed'));
  return (
    <>
      <div className={styles.visuallyHidden} role="status">
        {useAnnouncement(list.summary)}
      </div>
      {shown && (
        <section
          ref={room}
          className={styles.root}
          aria-label={t('transfers.trayLabel')}
          data-pane="transfers"
        >
          <TrayHead
            summary={list.summary}
            size={size}
            onSize={setSize}
            onClose={tray.close}
            onShowAll={() => go({ name: 'transfers' })}
          />
          {size !== 'collapsed' && (
            <div className={mergeClasses(styles.list, styles[toHeight(size, list.transfers)])}>
              <Rows list={list} onShowAll={() => go({ name: 'transfers' })} />
            </div>
          )}
        </section>
      )}
    </>
  );
}

const toHeight = (size: TraySize, transfers: readonly Transfer[]): 'tall' | 'asking' | 'open' => {
  if (size === 'tall') return 'tall';
  return transfers.some(({ state }) => state === 'conflict') ? 'asking' : 'open';
};

/** Tells the notices above the tray how much room it takes, in `--slipway-tray-room`. */
function useRoom(shown: boolean) {
  const tray = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = tray.current;
    if (element === null || !shown) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() =>
      style.setProperty('--slipway-tray-room', `${element.offsetHeight}px`),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--slipway-tray-room');
    };
  }, [shown]);
  return tray;
}

function Rows({ list, onShowAll }: { list: TransferTop; onShowAll: () => void }) {
  const styles = useStyles();
  const count = countByFilter(list.summary).all;
  return (
    <>
      <JournalBars summary={list.summary} />
      <div role="list" aria-label={t('transfers.listLabel')}>
        {list.transfers.map((transfer) => (
          <div key={transfer.transferId} role="listitem">
            <TransferRow transfer={transfer} wide={false} allPaused={list.summary.allPaused} />
          </div>
        ))}
      </div>
      {count > list.transfers.length && (
        <div className={styles.more}>
          <Button size="small" appearance="subtle" onClick={onShowAll}>
            {t('transfers.more', { count })}
          </Button>
        </div>
      )}
    </>
  );
}
