import { Button, Spinner } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { MyShare, MyShares, ShareReach } from '../../../electron/contract/my-shares.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf, listen } from '../../api/client.ts';
import { mySharesQuery } from '../../api/account-queries.ts';
import { keys } from '../../api/query-keys.ts';
import { useApp } from '../../state/store.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { MyShareRow } from './my-share-row.tsx';
import { useMySharesStyles } from './my-shares-styles.ts';

export function MySharesPage() {
  const accountId = useApp((state) => state.accountId);
  return accountId === null ? null : <MySharesOf key={accountId} accountId={accountId} />;
}

const asFiles = { name: 'search', query: 'shared:by-me', within: null } as const;

function MySharesOf({ accountId }: { accountId: string }) {
  const styles = useMySharesStyles();
  const client = useQueryClient();
  const { data, error, isFetching, refetch } = useQuery(mySharesQuery(accountId));
  const isWhole = data?.isWhole ?? true;
  useEffect(() => {
    const renew = () => void client.invalidateQueries({ queryKey: keys.myShares(accountId) });
    const stops = [
      listen('changes.ended', renew),
      listen('index.changed', (state) => {
        if (!isWhole && state.accountId === accountId && state.isOwn && state.state === 'fresh') renew();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, accountId, isWhole]);
  const retry = () => void refetch();
  const root = useRef<HTMLDivElement>(null);
  useKeptFocus(root);
  // Refetches when the dialog closes, to show changes made there.
  const isSharing = useApp((state) => state.dialog?.name === 'share');
  const wasSharing = useRef(false);
  useEffect(() => {
    if (wasSharing.current && !isSharing) void refetch();
    wasSharing.current = isSharing;
  }, [isSharing, refetch]);
  const actions = (
    <>
      <Button onClick={() => useApp.getState().go(asFiles)}>{t('myShares.asFiles')}</Button>
      <Button disabledFocusable={isFetching} onClick={retry}>
        {t('myShares.refresh')}
      </Button>
    </>
  );
  return (
    <PageFrame title={t('places.myShares')} actions={actions}>
      <div ref={root} className={styles.root}>
        <div className={styles.about}>{t('myShares.about')}</div>
        {data === undefined && error !== null && !isFetching && (
          <FailureNotice failure={failureOf(error)} onRetry={retry} />
        )}
        {data === undefined && isFetching && <Spinner label={t('myShares.loading')} />}
        {data !== undefined && <Shares accountId={accountId} data={data} onChanged={retry} />}
      </div>
    </PageFrame>
  );
}

interface SharesProps {
  accountId: string;
  data: MyShares;
  onChanged: () => void;
}

function Shares({ accountId, data, onChanged }: SharesProps) {
  const styles = useMySharesStyles();
  const { shares, isWhole, count, readCount } = data;
  return (
    <>
      {!isWhole && <div role="status">{t('myShares.partial')}</div>}
      {count > readCount && <div role="status">{t('myShares.more', { shown: readCount, count })}</div>}
      {shares.length === 0 && <Notice title={t('myShares.none')} text={t('myShares.noneText')} />}
      {reaches.map((reach) => {
        const these = shares.filter((share) => share.reach === reach);
        return (
          these.length > 0 && (
            <section key={reach} className={styles.part} aria-label={t(`myShares.reaches.${reach}`)}>
              <h2 className={styles.heading}>
                {t('myShares.heading', { reach: t(`myShares.reaches.${reach}`), count: these.length })}
              </h2>
              {these.map((share) => (
                <MyShareRow key={keyOf(share)} accountId={accountId} share={share} onChanged={onChanged} />
              ))}
            </section>
          )
        );
      })}
    </>
  );
}

const reaches: readonly ShareReach[] = ['openForever', 'open', 'link', 'people', 'unknown'];

const keyOf = ({ item }: MyShare): string => `${item.driveId} ${item.itemId}`;
