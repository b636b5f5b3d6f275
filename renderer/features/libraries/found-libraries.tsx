import { Button, Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { FoundLibrary } from '../../../electron/contract/libraries.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { accountsQuery, foundLibrariesQuery } from '../../api/account-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { useLibrariesStyles } from './libraries-styles.ts';
import { toAddress } from './library-row.tsx';

interface FoundLibrariesProps {
  accountId: string;
  text: string;
  onClose: () => void;
}

export function FoundLibraries({ accountId, text, onClose }: FoundLibrariesProps) {
  const styles = useLibrariesStyles();
  const { data, error, refetch } = useQuery(foundLibrariesQuery(accountId, text));
  return (
    <section className={styles.part} aria-label={t('libraries.found')}>
      <h2 className={styles.heading}>{t('libraries.found')}</h2>
      {error !== null && <FailureNotice failure={failureOf(error)} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Spinner label={t('libraries.searching')} />}
      {data !== undefined && (
        <>
          <div role="status" className={styles.quiet}>
            {t('libraries.foundCount', { count: data.libraries.length, text })}
            {data.hasMore && ` ${t('libraries.foundMore')}`}
          </div>
          <ul className={styles.list}>
            {data.libraries.map((library) => (
              <FoundRow key={library.driveId} accountId={accountId} library={library} />
            ))}
          </ul>
        </>
      )}
      <div>
        <Button size="small" onClick={onClose}>
          {t('libraries.closeSearch')}
        </Button>
      </div>
    </section>
  );
}

function FoundRow({ accountId, library }: { accountId: string; library: FoundLibrary }) {
  const styles = useLibrariesStyles();
  const { name, siteId, driveId, webUrl } = library;
  const known = useQuery(accountsQuery)
    .data?.find((each) => each.accountId === accountId)
    ?.libraries.find((each) => each.driveId === driveId);
  const add = async () => {
    const added = await callOrToast('libraries.add', { accountId, siteId, driveId });
    if (added !== null)
      useApp.getState().toast({ tone: 'success', text: t('libraries.added', { name: added.name }) });
  };
  return (
    <li className={styles.row}>
      <span className={styles.plain}>
        <span className={styles.name}>{showText(name)}</span>
        <span className={styles.address}>{showText(toAddress(webUrl))}</span>
      </span>
      {known?.isListed === true ? (
        <span className={styles.quiet}>{t('libraries.isListed')}</span>
      ) : (
        <Button
          size="small"
          className={styles.act}
          aria-label={t('libraries.addOne', { name })}
          onClick={() => void add()}
        >
          {t('libraries.add')}
        </Button>
      )}
    </li>
  );
}
