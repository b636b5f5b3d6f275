import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Transfer } from '../../../electron/contract/transfers.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { type TransferTop, transfersQuery } from '../../api/transfer-queries.ts';
import { usePage } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';
import { focusContent } from '../../ui/panes.ts';
import { PopupHome } from '../../ui/popup-home.tsx';
import { useElementWidth } from '../../ui/use-element-width.ts';
import { visuallyHidden } from '../../ui/visually-hidden.ts';
import { TransferRow } from './transfer-row.tsx';
import { countByFilter } from './transfer-lists.ts';
import { TrayHead, type TrayHeadProps, type TraySize } from './tray-head.tsx';
import { useRowFocus } from './use-row-focus.ts';
import { useAnnouncement, useBatchToasts, useTrayShown, useTraySize } from './use-tray.ts';
import { JournalBars } from './warning-bars.tsx';

const useStyles = makeStyles({
  root: {
    gridArea: 'transfers',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  list: { minHeight: 0, overflowY: 'auto', overflowX: 'hidden', padding: `${tokens.spacingVerticalXXS} 0` },
  more: { display: 'flex', justifyContent: 'center', padding: tokens.spacingVerticalXS },
  open: { maxHeight: 'min(156px, 30vh)' },
  // The choices of a conflict, and two failures, fit without scrolling.
  asking: { maxHeight: 'min(300px, 45vh)' },
  tall: { maxHeight: 'min(560px, 50vh)' },
  visuallyHidden,
});

/** The width, in CSS pixels, from which a transfer fits on one line. */
const wideFrom = 720;

/** Hidden on the Transfers page, which shows the same. */
export function TransfersTray() {
  const list = useQuery(transfersQuery).data;
  // Transfers of the last session must be known first, since they aren't new.
  return list === undefined ? null : <Tray list={list} />;
}

function Tray({ list }: { list: TransferTop }) {
  const styles = useStyles();
  const tray = useTrayShown(list.summary);
  const { size, isFolded, setSize } = useTraySize(list.summary);
  const onOwnPage = usePage().name === 'transfers';
  const go = useApp((state) => state.go);
  const shown = tray.shown && !onOwnPage;
  useBatchToasts(!onOwnPage && (!shown || isFolded));
  const wasShown = useRef(shown);
  useEffect(() => {
    // The tray was closed, or closed itself after its last question was answered.
    if (wasShown.current && !shown && document.activeElement === document.body) focusContent();
    wasShown.current = shown;
  }, [shown]);
  return (
    <>
      <div className={styles.visuallyHidden} role="status">
        {useAnnouncement(list.summary)}
      </div>
      {shown && (
        <Bar
          list={list}
          size={size}
          onSize={setSize}
          onClose={tray.close}
          onShowAll={() => go({ name: 'transfers' })}
        />
      )}
    </>
  );
}

function Bar({ list, ...head }: { list: TransferTop } & Omit<TrayHeadProps, 'summary'>) {
  const styles = useStyles();
  const root = useRef<HTMLElement>(null);
  const wide = useElementWidth(root) >= wideFrom;
  const [home, setHome] = useState<HTMLElement | null>(null);
  useRowFocus(root);
  return (
    <section ref={root} className={styles.root} aria-label={t('transfers.trayLabel')} data-pane="transfers">
      <PopupHome home={home}>
        <TrayHead summary={list.summary} {...head} />
        {head.size !== 'collapsed' && (
          <div className={mergeClasses(styles.list, styles[toHeight(head.size, list.transfers)])}>
            <Rows list={list} wide={wide} onShowAll={head.onShowAll} />
          </div>
        )}
      </PopupHome>
      <div ref={setHome} />
    </section>
  );
}

const toHeight = (size: TraySize, transfers: readonly Transfer[]): 'tall' | 'asking' | 'open' => {
  if (size === 'tall') return 'tall';
  return transfers.some(({ state }) => state === 'conflict' || state === 'failed') ? 'asking' : 'open';
};

function Rows({ list, wide, onShowAll }: { list: TransferTop; wide: boolean; onShowAll: () => void }) {
  const styles = useStyles();
  const count = countByFilter(list.summary).all;
  return (
    <>
      <JournalBars summary={list.summary} />
      <div role="list" aria-label={t('transfers.listLabel')}>
        {list.transfers.map((transfer) => (
          <div key={transfer.transferId} role="listitem">
            <TransferRow transfer={transfer} wide={wide} showsLocation allPaused={list.summary.allPaused} />
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
