import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { MyShare } from '../../../electron/contract/my-shares.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, failureOf, toRef } from '../../api/client.ts';
import { useApp } from '../../state/store.ts';
import { FailureDetails } from '../../ui/failure-details.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import { toFailureText } from '../../words/failures.ts';
import { AccessRow } from './access-row.tsx';
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
  const [confirming, setConfirming] = useState<string | null>(null);
  const change = async (work: () => Promise<unknown>, message: string) => {
    setConfirming(null);
    try {
      await work();
      useApp.getState().toast({ tone: 'success', text: message });
    } catch (thrown) {
      useApp.getState().toastFailure(failureOf(thrown));
    }
    // Even after a failure, since the list may be outdated.
    onChanged();
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
      {failure !== null && (
        <div role="alert" className={styles.failure}>
          {`${toFailureText(failure).title} `}
          <FailureDetails failure={failure} />
        </div>
      )}
      {grants.length > 0 && (
        <div role="list" className={styles.grants} aria-label={t('share.access.list')}>
          {grants.map((grant) => {
            const of = { accountId, item: toRef(item), grantId: grant.grantId };
            return (
              <AccessRow
                key={grant.grantId}
                grant={grant}
                isConfirming={confirming === grant.grantId}
                onConfirming={(isOn) => setConfirming(isOn ? grant.grantId : null)}
                copy={() => void change(() => call('sharing.copyLink', of), t('share.access.copied'))}
                setRole={(role) =>
                  void change(() => call('sharing.setRole', { ...of, role }), t('share.access.changed'))
                }
                remove={() => void change(() => call('sharing.remove', of), t('share.access.removed'))}
              />
            );
          })}
        </div>
      )}
    </article>
  );
}
