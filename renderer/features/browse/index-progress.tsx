import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery, indexStateQuery } from '../../api/account-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { usePaneState } from '../../state/pane.ts';
import { toFailureText } from '../../words/failures.ts';
import { leaveButton } from '../../ui/panes.ts';

export function SearchProgress({ isAll }: { isAll: boolean }) {
  return (
    <>
      <IndexProgress />
      {isAll && <OthersProgress />}
    </>
  );
}

/** Only accounts that aren't completely indexed. */
function OthersProgress() {
  const here = usePaneState((pane) => pane.accountId);
  const states = useQuery(indexStateQuery).data ?? [];
  const unread = states.filter(
    ({ accountId, isOwn, state }) => isOwn && accountId !== here && state === 'notEnumerated',
  );
  if (unread.length === 0) return null;
  const read = () => {
    for (const { accountId } of unread) void callOrToast('index.enumerate', { accountId, folder: null });
    leaveButton();
  };
  return (
    <>
      <span>{t('search.othersNotWhole', { count: unread.length })}</span>
      <Button size="small" title={t('search.enumerateHint')} onClick={read}>
        {t('search.enumerateOthers', { count: unread.length })}
      </Button>
    </>
  );
}

export function IndexProgress() {
  const accountId = usePaneState((pane) => pane.accountId);
  const states = useQuery(indexStateQuery).data ?? [];
  const own = states.find((state) => state.accountId === accountId && state.isOwn);
  const accounts = useQuery(accountsQuery).data ?? [];
  const isAccountPaused = accounts.some((account) => account.accountId === accountId && account.isPaused);
  if (accountId === null || own === undefined) return null;
  // The button disappears.
  const enumerate = () => {
    void callOrToast('index.enumerate', { accountId, folder: null });
    leaveButton();
  };
  if (own.state === 'enumerating') return <span>{t('search.enumerating', { count: own.itemCount })}</span>;
  if (own.state === 'failed' && own.freshAt === null)
    return (
      <>
        <span>{own.failure === null ? t('search.notWhole') : toFailureText(own.failure).title}</span>
        <Button size="small" onClick={enumerate}>
          {t('app.retry')}
        </Button>
      </>
    );
  if (own.state === 'notEnumerated')
    return (
      <>
        <span>{t('search.notWhole')}</span>
        <Button size="small" title={t('search.enumerateHint')} onClick={enumerate}>
          {t('search.enumerate')}
        </Button>
      </>
    );
  if (own.state !== 'paused') return null;
  const paused = <span>{t('search.paused', { count: own.itemCount })}</span>;
  // Its notice says so, and resumes it.
  if (isAccountPaused) return paused;
  return (
    <>
      {paused}
      <Button
        size="small"
        onClick={() => {
          void callOrToast('index.pause', { accountId, folder: null, isPaused: false });
          leaveButton();
        }}
      >
        {t('search.continue')}
      </Button>
    </>
  );
}
