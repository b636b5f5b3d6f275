import { Button, Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { Library } from '../../../electron/contract/libraries.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { accountsQuery, librariesQuery } from '../../api/account-queries.ts';
import { toSignInAction } from '../../state/sign-in-action.ts';
import { useApp } from '../../state/store.ts';
import { FailureAdvice } from '../../ui/failure-advice.tsx';
import { FailureDetails } from '../../ui/failure-details.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { toFailureText } from '../../words/failures.ts';
import { FoundLibraries } from './found-libraries.tsx';
import { useLibrariesStyles } from './libraries-styles.ts';
import { LibraryRow } from './library-row.tsx';
import { SiteSearch } from './site-search.tsx';

export function LibrariesPage() {
  const accountId = useApp((state) => state.accountId);
  return accountId === null ? null : <LibrariesOf key={accountId} accountId={accountId} />;
}

const none: readonly Library[] = [];

function LibrariesOf({ accountId }: { accountId: string }) {
  const styles = useLibrariesStyles();
  const [query, setQuery] = useState('');
  const { error, isFetching, refetch } = useQuery(librariesQuery(accountId));
  const account = useQuery(accountsQuery).data?.find((each) => each.accountId === accountId);
  const listed = (account?.libraries ?? none).filter(({ isListed }) => isListed);
  const failure = error === null || isFetching ? null : failureOf(error);
  const retry = () => void refetch();
  // Without permission for sites, a search would fail too.
  const canSearch = failure?.code !== 'noLibraries' && failure?.code !== 'consentMissing';
  return (
    <PageFrame
      title={t('places.libraries')}
      actions={
        canSearch && (
          <Button disabledFocusable={isFetching} onClick={retry}>
            {t('libraries.refresh')}
          </Button>
        )
      }
    >
      <div className={styles.root}>
        <div className={styles.about}>{t('libraries.about')}</div>
        {canSearch && <SiteSearch query={query} onSearch={setQuery} />}
        {query !== '' && canSearch && (
          <FoundLibraries accountId={accountId} text={query} onClose={() => setQuery('')} />
        )}
        {failure !== null && listed.length > 0 && (
          <ListFailure accountId={accountId} failure={failure} onRetry={retry} />
        )}
        {listed.length > 0 && (
          <section className={styles.part} aria-label={t('libraries.list')}>
            {query !== '' && <h2 className={styles.heading}>{t('libraries.list')}</h2>}
            <ul className={styles.list}>
              {listed.map((library) => (
                <LibraryRow key={library.driveId} accountId={accountId} library={library} />
              ))}
            </ul>
          </section>
        )}
        {listed.length === 0 && (
          <div className={styles.none}>
            {failure !== null ? (
              <NoList accountId={accountId} failure={failure} onRetry={retry} />
            ) : isFetching ? (
              <Spinner label={t('libraries.loading')} />
            ) : (
              query === '' && <Notice title={t('libraries.none')} text={t('libraries.noneText')} />
            )}
          </div>
        )}
      </div>
    </PageFrame>
  );
}

interface FailureProps {
  accountId: string;
  failure: Failure;
  onRetry: () => void;
}

/** Only the list of sites needs more permissions; the account works without them. */
const toWords = (failure: Failure): { title: string; text: string } | null =>
  failure.code === 'consentMissing'
    ? { title: t('libraries.missing'), text: t('libraries.missingText') }
    : null;

function NoList({ accountId, failure, onRetry }: FailureProps) {
  return (
    <FailureNotice
      failure={failure}
      words={toWords(failure)}
      actions={<SignInButton accountId={accountId} failure={failure} />}
      onRetry={onRetry}
    />
  );
}

function ListFailure({ accountId, failure, onRetry }: FailureProps) {
  const styles = useLibrariesStyles();
  const words = toWords(failure);
  const { title } = toFailureText(failure);
  return (
    <div role="status" className={styles.stale}>
      <span className={styles.staleText}>
        {words === null ? (
          <FailureAdvice failure={failure} toShown={(text) => t('failureView.sentence', { title, text })} />
        ) : (
          t('failureView.sentence', words)
        )}
      </span>
      <SignInButton accountId={accountId} failure={failure} />
      <Button onClick={onRetry}>{t('app.retry')}</Button>
      <FailureDetails failure={failure} />
    </div>
  );
}

function SignInButton({ accountId, failure }: Omit<FailureProps, 'onRetry'>) {
  const action = toSignInAction(failure, accountId);
  if (action === null) return null;
  return (
    <Button appearance="primary" onClick={() => useApp.getState().go(action.page)}>
      {action.label}
    </Button>
  );
}
