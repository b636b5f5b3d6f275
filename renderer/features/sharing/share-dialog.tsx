import { Divider } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { Item } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf, toRef } from '../../api/client.ts';
import { accessQuery } from '../../api/item-queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { named } from '../../words/failures.ts';
import { AccessList } from './access-list.tsx';
import { InvitePeople } from './invite-people.tsx';
import { ShareLink } from './share-link.tsx';

export interface SharedItemProps {
  accountId: string;
  item: Item;
}

interface ShareDialogProps extends SharedItemProps {
  onClose: () => void;
}

/** Nothing is shared until a button is pressed. */
export function ShareDialog({ accountId, item, onClose }: ShareDialogProps) {
  const query = accessQuery(accountId, toRef(item));
  const access = useQuery(query);
  const client = useQueryClient();
  const changed = () => void client.invalidateQueries({ queryKey: query.queryKey });
  return (
    <Dialog
      title={t('share.title', { name: showText(item.name) })}
      width="wide"
      actions={{ closeLabel: t('app.close') }}
      onClose={onClose}
    >
      {access.isError && (
        <FailureNotice
          failure={named(failureOf(access.error), item.name)}
          onRetry={() => void access.refetch()}
          onClose={onClose}
        />
      )}
      {!access.isError && (
        <>
          <ShareLink accountId={accountId} item={item} access={access.data ?? null} onChanged={changed} />
          <Divider />
          {access.data?.mayShare === false ? (
            <div>{t('share.viewOnly')}</div>
          ) : (
            <InvitePeople accountId={accountId} item={item} onChanged={changed} />
          )}
          <Divider />
          <AccessList accountId={accountId} item={item} access={access.data ?? null} onChanged={changed} />
        </>
      )}
    </Dialog>
  );
}
