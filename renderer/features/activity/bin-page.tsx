import { Button, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Input } from '../../../electron/contract/api.ts';
import type { Library } from '../../../electron/contract/libraries.ts';
import type { Account } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { listen } from '../../api/client.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { keys } from '../../api/query-keys.ts';
import { binQuery, siteBinQuery } from '../../api/transfer-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { focusContent } from '../../ui/panes.ts';
import { useLostFocus } from '../../ui/use-kept-focus.ts';
import { toBinRows } from './bin-rows.ts';
import { BinTable } from './bin-table.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  bin: { display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 },
  about: {
    maxWidth: '80ch',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    color: tokens.colorNeutralForeground2,
  },
  choice: { alignSelf: 'start', margin: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL} 0` },
  preview: { paddingTop: 0, color: tokens.colorNeutralForeground3 },
  list: { flex: 1, minHeight: 0, overflowY: 'auto', padding: `0 ${tokens.spacingHorizontalM}` },
  more: { padding: tokens.spacingVerticalM, display: 'flex', justifyContent: 'center' },
});

const step = 200;

/** `library`: the drive of one; null: the account's own. */
export function BinPage({ library }: { library: string | null }) {
  const styles = useStyles();
  const accountId = useApp((state) => state.accountId);
  const account = useQuery(accountsQuery).data?.find((each) => each.accountId === accountId);
  if (account === undefined) return null;
  const listed = account.libraries.filter(({ isListed, driveId }) => isListed || driveId === library);
  const driveId = listed.some((each) => each.driveId === library) ? library : null;
  const bin = { accountId: account.accountId, driveId };
  const onWeb = <Button onClick={() => void callOrToast('bin.openOnWeb', bin)}>{t('bin.openOnWeb')}</Button>;
  return (
    <PageFrame title={t('bin.heading')} actions={onWeb}>
      <div className={styles.root}>
        {listed.length > 0 && <DriveChoice libraries={listed} driveId={driveId} />}
        <BinOf key={`${accountId} ${driveId}`} account={account} bin={bin} />
      </div>
    </PageFrame>
  );
}

function DriveChoice({ libraries, driveId }: { libraries: readonly Library[]; driveId: string | null }) {
  const styles = useStyles();
  const go = useApp((state) => state.go);
  return (
    <Select
      className={styles.choice}
      aria-label={t('bin.heading')}
      value={driveId ?? ''}
      onChange={(_, { value }) => go({ name: 'bin', ...(value === '' ? {} : { library: value }) })}
    >
      <option value="">{t('places.myfiles')}</option>
      {libraries.map((each) => (
        <option key={each.driveId} value={each.driveId}>
          {showText(each.name)}
        </option>
      ))}
    </Select>
  );
}

function BinOf({ account, bin }: { account: Account; bin: Input<'bin.listOfSite'> }) {
  const styles = useStyles();
  const [shown, setShown] = useState(step);
  const root = useRef<HTMLDivElement>(null);
  // The next row's button takes the place of a restored one, not its check box.
  useLostFocus(root, (neighbor) => {
    const button = neighbor?.closest('tr')?.querySelector('button');
    if (neighbor === null) focusContent();
    else (button ?? neighbor).focus();
  });
  const { data } = useQuery(binQuery(bin, shown));
  const site = useSiteBin(bin, account.driveType !== 'personal');
  const canRestore = account.canUndoDelete;
  const toAboutText = () => {
    if (site.state === 'on') return t('bin.aboutSite');
    return bin.driveId === null ? t('bin.about', { canRestore }) : t('bin.aboutLibrary');
  };
  const rows = data === undefined ? [] : toBinRows(data.rows, site.items, shown);
  const count = data === undefined ? 0 : data.count + site.items.filter((one) => one.entryId === null).length;
  return (
    <div ref={root} className={styles.bin}>
      <div className={styles.about}>{toAboutText()}</div>
      {site.state !== 'none' && (
        <div role="status" className={mergeClasses(styles.about, styles.preview)}>
          {site.state === 'on' ? t('bin.preview', { hasMore: site.hasMore }) : t('bin.previewOff')}
        </div>
      )}
      {data !== undefined && count === 0 && <Notice title={t('bin.none')} text={t('bin.noneText')} />}
      {count > 0 && (
        <div className={styles.list}>
          <BinTable rows={rows} canRestore={canRestore} showsDetails={site.state === 'on'} />
          {count > rows.length && (
            <div className={styles.more}>
              <Button onClick={() => setShown(shown + step)}>
                {t('activity.more', { count: count - rows.length })}
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

/** From a beta API. After a failure it is off until the page is opened again. */
function useSiteBin(bin: Input<'bin.listOfSite'>, isThere: boolean) {
  const { accountId, driveId } = bin;
  const client = useQueryClient();
  const { data, isError } = useQuery({ ...siteBinQuery(bin), enabled: isThere });
  useEffect(
    () =>
      listen('changes.ended', () => {
        void client.invalidateQueries({ queryKey: keys.activity });
        void client.invalidateQueries({
          queryKey: keys.siteBin({ accountId, driveId }),
          predicate: ({ state }) => state.status !== 'error',
        });
      }),
    [client, accountId, driveId],
  );
  if (!isThere || (data === undefined && !isError))
    return { state: 'none', items: [], hasMore: false } as const;
  if (isError) return { state: 'off', items: [], hasMore: false } as const;
  return { state: 'on', items: data?.items ?? [], hasMore: data?.hasMore ?? false } as const;
}
