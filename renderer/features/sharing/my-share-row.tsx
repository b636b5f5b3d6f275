import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { MyShare } from '../../../electron/contract/my-shares.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { useApp } from '../../state/store.ts';
import { FailureAlert } from '../../ui/failure-block.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import { AccessRow, type OpenRow } from './access-row.tsx';
import { toGrantActions } from './grant-actions.ts';
import { useMySharesStyles } from './my-shares-styles.ts';

interface MyShareRowProps {
  accountId: string;
  share: MyShare;
  onChanged: () => void;
}

export function MyShareRow({ accountId, share, onChanged }: MyShareRowProps) {
  const styles = useMySharesStyles();
  const { item, foundIn, grants, failure } = share;
  const { name } = item;
  const [open, setOpen] = useState<OpenRow | null>(null);
  const isRunning = useRef(false);
  const run = async (work: () => Promise<string>) => {
    if (isRunning.current) return false;
    isRunning.current = true;
    const isDone = await work().then(
      (text) => (useApp.getState().toast({ tone: 'success', text }), true),
      (thrown: unknown) => (useApp.getState().toastFailure(failureOf(thrown)), false),
    );
    isRunning.current = false;
    // Even after a failure, since the list may be outdated.
    onChanged();
    return isDone;
  };
  const { place, folder, path } = foundIn;
  return (
    <article className={styles.share} aria-label={showText(name)}>
      <div className={styles.head}>
        <FileIcon name={name} kind={item.kind} />
        <div className={styles.words}>
          <span className={styles.name}>{showText(name)}</span>
          <span className={styles.path}>{showText(path)}</span>
        </div>
        <Button
          size="small"
          aria-label={t('myShares.showOne', { name })}
          onClick={() => useApp.getState().go({ name: 'browse', place, folder }, item.itemId)}
        >
          {t('myShares.show')}
        </Button>
        <Button
          size="small"
          aria-label={t('myShares.shareOne', { name })}
          onClick={() => useApp.getState().openDialog({ name: 'share', accountId, item })}
        >
          {t('myShares.share')}
        </Button>
      </div>
      {failure !== null && <FailureAlert failure={failure} className={styles.failure} />}
      {grants.length > 0 && (
        <div role="list" className={styles.grants} aria-label={t('share.access.list')}>
          {grants.map((grant) => (
            <AccessRow
              key={grant.grantId}
              grant={grant}
              mayChange
              actions={toGrantActions(accountId, item, grant)}
              run={run}
              open={open}
              onOpen={setOpen}
            />
          ))}
        </div>
      )}
    </article>
  );
}
