import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { Account, ViewHead } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toWebLink } from '../../../electron/contract/web-link.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { toSignInAction } from '../../state/sign-in-action.ts';
import { usePane, usePaneState } from '../../state/pane.ts';
import { FailureDetails } from '../../ui/failure-details.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toFailureText } from '../../words/failures.ts';
import { toCommandName } from '../../words/command-text.ts';
import { formatAge } from '../../words/format.ts';

const useStyles = makeStyles({
  // Below the list, so that it neither moves nor covers rows.
  stale: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorStatusWarningBorder1}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase200,
  },
  staleText: { flex: 1, minWidth: '240px' },
});

export function FolderState({ head, onRetry }: { head: ViewHead; onRetry: () => void }) {
  const { freshness, count, filter, unfilteredCount } = head;
  const isExplainedAbove = useIsExplainedAbove(head);
  if (count > 0) return null;
  const { failure } = freshness;
  const isKnown = isExplainedAbove && freshness.listedAt !== null;
  if (freshness.state === 'failed' && failure !== null && !isKnown) {
    return <FolderFailure failure={failure} isRoot={isDriveRoot(head)} onRetry={onRetry} />;
  }
  if (freshness.state === 'loading') return null;
  if (head.search !== null && toWebLink(filter) !== null)
    return <Notice role="status" title={t('search.link.title')} text={t('search.link.text')} />;
  if (head.search !== null)
    return (
      <Notice
        role="status"
        title={t('search.none', { query: showText(filter) })}
        text={t('search.noneHint')}
      />
    );
  if (filter !== '' && unfilteredCount > 0) return <NoMatch filter={filter} of={unfilteredCount} />;
  // Call a folder empty only after a complete listing.
  return freshness.listedAt === null ? null : <Empty head={head} />;
}

interface FolderFailureProps {
  failure: Failure;
  isRoot: boolean;
  onRetry: () => void;
}

export function FolderFailure({ failure, isRoot, onRetry }: FolderFailureProps) {
  const account = useCurrentAccount();
  return (
    <FailureNotice
      failure={failure}
      words={toReadingWords(failure, isRoot ? account : null)}
      actions={<SignInButton failure={failure} />}
      appearance={toSignInAction(failure, '') === null ? 'primary' : 'secondary'}
      onRetry={onRetry}
    />
  );
}

const isDriveRoot = ({ place, crumbs }: ViewHead): boolean => place === 'myfiles' && crumbs.length <= 1;

function useCurrentAccount(): Account | null {
  const accountId = usePaneState((pane) => pane.accountId);
  return useQuery(accountsQuery).data?.find((each) => each.accountId === accountId) ?? null;
}

/**
 * "Not allowed" isn't about changing. `rootOf`: the account if its root was read, which can't have been
 * moved.
 */
function toReadingWords(failure: Failure, rootOf: Account | null): { title: string; text: string } | null {
  if (failure.code === 'notFound' && rootOf !== null)
    return {
      title: t('browse.noDrive', { hasFolder: rootOf.rootPath !== null }),
      text: t('browse.noDriveHint'),
    };
  if (failure.code !== 'accessDenied' || failure.facts.isOwn === true) return null;
  const { who } = failure.facts;
  return {
    title: t('browse.noRights'),
    text: t('browse.noRightsHint', { who, hasWho: who !== null }),
  };
}

function Empty({ head }: { head: ViewHead }) {
  if (head.place === 'shared' && head.folder === null) {
    return (
      <Notice
        title={t('browse.emptyShared')}
        text={t('browse.emptySharedHint')}
        actions={
          <>
            <Button appearance="primary" onClick={() => requestCommand('addSharedLink')}>
              {toCommandName('addSharedLink')}
            </Button>
            <Button onClick={() => requestCommand('openOnWeb')}>{t('browse.emptySharedWeb')}</Button>
          </>
        }
      />
    );
  }
  if (!head.canWrite) return <Notice title={t('browse.emptyFolder')} text={t('browse.emptyReadOnlyHint')} />;
  return (
    <Notice
      title={t('browse.emptyFolder')}
      text={t('browse.emptyFolderHint')}
      actions={<Button onClick={() => requestCommand('uploadFiles')}>{t('commands.upload')}</Button>}
    />
  );
}

function NoMatch({ filter, of }: { filter: string; of: number }) {
  const { setFilter } = usePane();
  return (
    <Notice
      role="status"
      title={t('browse.emptyFilter', { filter })}
      text={t('browse.emptyFilterHint', { count: of })}
      actions={
        <>
          <Button appearance="primary" onClick={() => requestCommand('search')}>
            {toCommandName('search')}
          </Button>
          <Button onClick={() => setFilter('')}>{t('browse.clearFilter')}</Button>
        </>
      }
    />
  );
}

export function StaleBar({ head }: { head: ViewHead }) {
  const styles = useStyles();
  const isExplainedAbove = useIsExplainedAbove(head);
  const account = useCurrentAccount();
  const { state, failure, listedAt } = head.freshness;
  if (state !== 'failed' || failure === null || head.count === 0 || isExplainedAbove) return null;
  const { title } = toReadingWords(failure, isDriveRoot(head) ? account : null) ?? toFailureText(failure);
  const age = listedAt === null ? '' : ` ${toAge(listedAt)}.`;
  return (
    <div role="status" className={styles.stale}>
      <span className={styles.staleText}>{`${title}${/[.!?]$/.test(title) ? '' : '.'}${age}`}</span>
      <FailureDetails failure={failure} />
      <SignInButton failure={failure} size="small" />
      <Button size="small" onClick={() => requestCommand('refresh')}>
        {t('app.retry')}
      </Button>
    </div>
  );
}

/** The account notice already explains the failure. */
function useIsExplainedAbove({ accountId, freshness }: ViewHead): boolean {
  const account = useQuery(accountsQuery).data?.find((each) => each.accountId === accountId);
  return freshness.failure?.code === 'signInNeeded' && account?.state === 'signInNeeded';
}

function toAge(listedAt: string): string {
  const isYoung = Date.now() - Date.parse(listedAt) < 60_000;
  return isYoung ? t('browse.asOfNow') : t('browse.asOf', { age: formatAge(listedAt) });
}

function SignInButton({ failure, size }: { failure: Failure; size?: 'small' }) {
  const accountId = usePaneState((pane) => pane.accountId);
  const { go } = usePane();
  const action = accountId === null ? null : toSignInAction(failure, accountId);
  if (action === null) return null;
  return (
    <Button appearance="primary" {...(size === undefined ? {} : { size })} onClick={() => go(action.page)}>
      {action.label}
    </Button>
  );
}
