import { Spinner } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { ItemAccess } from '../../../electron/contract/sharing.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { ActionResult } from '../../ui/action-result.tsx';
import { focusDialog } from '../../ui/panes.ts';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { AccessRow, type OpenRow } from './access-row.tsx';
import { toGrantActions } from './grant-actions.ts';
import type { SharedItemProps } from './share-dialog.tsx';
import { useShareStyles } from './share-styles.ts';
import { useAction } from './use-action.ts';

interface AccessListProps extends SharedItemProps {
  access: ItemAccess | null;
  onChanged: () => void;
}

export function AccessList({ accountId, item, access, onChanged }: AccessListProps) {
  const styles = useShareStyles();
  const [open, setOpen] = useState<OpenRow | null>(null);
  const root = useRef<HTMLElement>(null);
  useKeptFocus(root, focusDialog);
  const action = useAction(accountId, item.name);
  const run = async (work: () => Promise<string>) => {
    const isDone = await action.run(work);
    // Even after a failure, since the list may be outdated.
    onChanged();
    return isDone;
  };
  const others = access?.grants.filter(({ role }) => role !== 'owner') ?? [];
  return (
    <section ref={root} className={styles.section} aria-label={t('share.access.title')}>
      <h3 className={styles.title}>{t('share.access.title')}</h3>
      {access === null && <Spinner size="small" label={t('share.access.loading')} />}
      {access !== null && others.length === 0 && <div>{t('share.access.onlyYou')}</div>}
      {others.length > 0 && (
        <div role="list" aria-label={t('share.access.list')}>
          {access?.grants.map((grant) => (
            <AccessRow
              key={grant.grantId}
              grant={grant}
              mayChange={access.mayShare}
              actions={toGrantActions(accountId, item, grant)}
              run={run}
              open={open}
              onOpen={setOpen}
            />
          ))}
        </div>
      )}
      <ActionResult text={action.text} failure={action.failure} />
    </section>
  );
}
