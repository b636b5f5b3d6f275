import { Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CheckOutAction } from '../../../electron/contract/check-out.ts';
import type { Item } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, failureOf, toRef } from '../../api/client.ts';
import { checkOutQuery } from '../../api/item-queries.ts';
import { useApp } from '../../state/store.ts';
import { useFailure } from '../../state/use-failure.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureAlert } from '../../ui/failure-block.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { named } from '../../words/failures.ts';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minHeight: '120px' },
  ask: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

interface CheckOutDialogProps {
  accountId: string;
  item: Item;
  onClose: () => void;
}

export function CheckOutDialog({ accountId, item, onClose }: CheckOutDialogProps) {
  const styles = useStyles();
  const { data, error, refetch } = useQuery(checkOutQuery(accountId, toRef(item)));
  const [comment, setComment] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { failure, clear, show } = useFailure(accountId, item.name);
  const run = async (action: CheckOutAction) => {
    if (busy) return;
    setBusy(true);
    clear();
    setAsking(false);
    try {
      await call('items.changeCheckOut', { accountId, item: toRef(item), action, comment: comment.trim() });
      onClose();
      useApp.getState().toast({ tone: 'success', text: t(`checkOut.said.${action}`, { name: item.name }) });
    } catch (thrown) {
      show(thrown);
      setBusy(false);
      void refetch();
    }
  };
  const isOut = data?.isOut === true;
  const act = isOut ? 'checkIn' : 'checkOut';
  return (
    <Dialog
      title={t('checkOut.title', { name: showText(item.name) })}
      width="medium"
      contentClassName={styles.content}
      actions={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" appearance="primary" disabledFocusable={busy || data === undefined}>
            {t(`checkOut.${act}`)}
          </Button>
        </>
      }
      onSubmit={() => data !== undefined && void run(act)}
      onClose={onClose}
    >
      {data === undefined && error !== null && (
        <FailureNotice
          failure={named(failureOf(error), item.name)}
          onRetry={() => void refetch()}
          onClose={onClose}
        />
      )}
      {data === undefined && error === null && <Spinner label={t('checkOut.loading')} />}
      {data !== undefined && (
        <div role="status">
          {isOut ? t('checkOut.held', { who: data.by, hasWho: data.by !== null }) : t('checkOut.free')}
        </div>
      )}
      {isOut && (
        <Field label={t('checkOut.comment')}>
          <Input value={comment} maxLength={1000} onChange={(_, { value }) => setComment(value)} />
        </Field>
      )}
      {isOut && !isAsking && (
        <div>
          <Button size="small" disabledFocusable={busy} onClick={() => setAsking(true)}>
            {t('checkOut.discard')}
          </Button>
        </div>
      )}
      {isAsking && (
        <div role="alert" className={styles.ask}>
          <span>{t('checkOut.discardAsk')}</span>
          <Button size="small" autoFocus onClick={() => setAsking(false)}>
            {t('checkOut.keep')}
          </Button>
          <Button size="small" appearance="primary" onClick={() => void run('discard')}>
            {t('checkOut.discardNow')}
          </Button>
        </div>
      )}
      {failure !== null && <FailureAlert failure={failure} />}
    </Dialog>
  );
}
