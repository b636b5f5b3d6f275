import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { Item } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call } from '../../api/client.ts';
import { fetchRow } from '../../api/row-access.ts';
import { ownerOf } from '../../api/row-owner.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { useViewHead } from '../../state/open-view.ts';
import { useApp } from '../../state/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { DocumentPages } from './document-pages.tsx';
import { PreviewContent } from './preview-content.tsx';

const useStyles = makeStyles({
  content: { height: 'calc(92vh - 140px)', minHeight: '200px' },
  frame: { flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  steps: { marginInlineEnd: 'auto', display: 'flex', gap: tokens.spacingHorizontalXS },
});

/** Skips folders, but gives up after this many in a row. */
const maxPassed = 200;

interface FullPreviewProps {
  accountId: string;
  item: Item;
  onClose: () => void;
}

/** Arrow keys move to the next file in the list. */
export function FullPreview({ accountId: firstId, item: first, onClose }: FullPreviewProps) {
  const styles = useStyles();
  const [item, setItem] = useState(first);
  const accountId = ownerOf(item, { accountId: firstId });
  const step = useStep(item, (next) => {
    setItem(next);
    // The list follows, so closing leaves the person at the last file.
    useApp.getState().reveal(next.itemId);
  });
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    // In a player, arrow keys seek.
    if (event.target instanceof HTMLMediaElement) return;
    if (event.key === 'ArrowLeft') void step(-1);
    if (event.key === 'ArrowRight') void step(1);
  });
  useEffect(() => {
    // Works wherever the focus is in the dialog.
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <Dialog
      title={showText(item.name)}
      width="full"
      startAtTitle
      contentClassName={styles.content}
      onClose={onClose}
      actions={
        <>
          <span className={styles.steps}>
            <Button icon={<ChevronLeftRegular />} onClick={() => void step(-1)}>
              {t('preview.previous')}
            </Button>
            <Button icon={<ChevronRightRegular />} iconPosition="after" onClick={() => void step(1)}>
              {t('preview.next')}
            </Button>
          </span>
          <DocumentPages accountId={accountId} item={item} size="medium" />
          <Button onClick={() => requestCommand('open', { target: item })}>{t('app.open')}</Button>
          <Button appearance="primary" onClick={onClose}>
            {t('app.close')}
          </Button>
        </>
      }
    >
      <div className={styles.frame}>
        <PreviewContent key={item.itemId} accountId={accountId} item={item} isLarge />
      </div>
    </Dialog>
  );
}

function useStep(item: Item, show: (item: Item) => void): (by: 1 | -1) => Promise<void> {
  const client = useQueryClient();
  const head = useViewHead();
  return async (by) => {
    if (head === null) return;
    const { viewId, count } = head;
    try {
      const { ordinal } = await call('view.locate', { viewId, itemId: item.itemId });
      if (ordinal === null) return;
      for (
        let at = ordinal + by, passed = 0;
        at >= 0 && at < count && passed < maxPassed;
        at += by, passed += 1
      ) {
        const next = await fetchRow(client, viewId, at);
        if (next === undefined) return;
        if (next.kind === 'file') return show(next);
      }
    } catch {
      // The view is gone; keep the current file.
    }
  };
}
