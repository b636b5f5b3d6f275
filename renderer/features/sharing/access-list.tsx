import { Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { AccessGrant, ItemAccess } from '../../../electron/contract/sharing.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, toRef } from '../../api/client.ts';
import { AccessRow } from './access-row.tsx';
import { ActionResult } from './action-result.tsx';
import type { SharedItemProps } from './share-dialog.tsx';
import { useShareStyles } from './share-styles.ts';
import { useAction } from './use-action.ts';

interface AccessListProps extends SharedItemProps {
  access: ItemAccess | null;
  onChanged: () => void;
}

export function AccessList({ accountId, item, access, onChanged }: AccessListProps) {
  const styles = useShareStyles();
  const [confirming, setConfirming] = useState<string | null>(null);
  const action = useAction(accountId);
  const change = async (work: () => Promise<string>) => {
    await action.run(work);
    // Even after a failure, since the list may be outdated.
    onChanged();
  };
  const actionsOf = ({ grantId }: AccessGrant) => {
    const grant = { accountId, item: toRef(item), grantId };
    return {
      copy: () =>
        void action.run(async () => {
          await call('sharing.copyLink', grant);
          return t('share.access.copied');
        }),
      setRole: (role: 'read' | 'write') =>
        void change(async () => {
          await call('sharing.setRole', { ...grant, role });
          return t('share.access.changed');
        }),
      remove: () => {
        setConfirming(null);
        void change(async () => {
          await call('sharing.remove', grant);
          return t('share.access.removed');
        });
      },
    };
  };
  const others = access?.grants.filter(({ role }) => role !== 'owner') ?? [];
  return (
    <section className={styles.section} aria-label={t('share.access.title')}>
      <h3 className={styles.title}>{t('share.access.title')}</h3>
      {access === null && <Spinner size="small" label={t('share.access.loading')} />}
      {access !== null && others.length === 0 && <div>{t('share.access.onlyYou')}</div>}
      {others.length > 0 && (
        <div role="list" aria-label={t('share.access.list')}>
          {access?.grants.map((grant) => (
            <AccessRow
              key={grant.grantId}
              grant={grant}
              isConfirming={confirming === grant.grantId}
              onConfirming={(isOn) => setConfirming(isOn ? grant.grantId : null)}
              {...actionsOf(grant)}
            />
          ))}
        </div>
      )}
      <ActionResult text={action.text} failure={action.failure} />
    </section>
  );
}
