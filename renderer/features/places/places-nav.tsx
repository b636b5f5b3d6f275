import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSwap20Filled, ArrowSwap20Regular } from '@fluentui/react-icons/svg/arrow-swap';
import { BinRecycle20Filled, BinRecycle20Regular } from '@fluentui/react-icons/svg/bin-recycle';
import { DocumentFolder20Filled, DocumentFolder20Regular } from '@fluentui/react-icons/svg/document-folder';
import { Folder20Filled, Folder20Regular } from '@fluentui/react-icons/svg/folder';
import { History20Filled, History20Regular } from '@fluentui/react-icons/svg/history';
import { People20Filled, People20Regular } from '@fluentui/react-icons/svg/people';
import { Search20Filled, Search20Regular } from '@fluentui/react-icons/svg/search';
import { Settings20Filled, Settings20Regular } from '@fluentui/react-icons/svg/settings';
import { Share20Filled, Share20Regular } from '@fluentui/react-icons/svg/share';
import { DataPie20Filled, DataPie20Regular } from '@fluentui/react-icons/svg/data-pie';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { transfersQuery } from '../../api/transfer-queries.ts';
import { usePage } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';
import type { DropTarget } from '../../state/drop-target.ts';
import { PopupHome } from '../../ui/popup-home.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { AccountCard } from './account-card.tsx';
import { AccountList } from './account-list.tsx';
import { LibraryLinks } from './library-links.tsx';
import { PlaceLink } from './place-link.tsx';

const useStyles = makeStyles({
  root: {
    gridArea: 'places',
    display: 'flex',
    flexDirection: 'column',
    width: '232px',
    height: '100%',
    boxSizing: 'border-box',
    padding: tokens.spacingVerticalS,
    gap: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowX: 'hidden',
    overflowY: 'auto',
  },
  narrow: { width: '57px' },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  bottom: { marginTop: 'auto' },
});

export function PlacesNav() {
  const styles = useStyles();
  const narrow = useMedia('(max-width: 1020px)');
  const accountId = useApp((state) => state.accountId);
  const account = useQuery(accountsQuery).data?.find((each) => each.accountId === accountId);
  const page = usePage();
  const here = page.name === 'browse' ? page.place : page.name;
  const [home, setHome] = useState<HTMLElement | null>(null);
  return (
    <nav
      ref={setHome}
      className={mergeClasses(styles.root, narrow && styles.narrow)}
      aria-label={t('places.label')}
      data-pane="places"
    >
      <PopupHome home={home}>
        {account !== undefined && <AccountCard account={account} narrow={narrow} />}
        <ul className={styles.list}>
          <PlaceLink
            name={t('search.title')}
            icon={<Search20Regular />}
            hereIcon={<Search20Filled />}
            command="search"
            here={here === 'search'}
            narrow={narrow}
          />
          <PlaceLink
            name={t('places.myfiles')}
            icon={<Folder20Regular />}
            hereIcon={<Folder20Filled />}
            command="goMyFiles"
            here={here === 'myfiles'}
            narrow={narrow}
            drop={account === undefined ? null : toMyFilesTarget(account)}
          />
          {account?.places.includes('shared') !== false && <SharedLinks here={here} narrow={narrow} />}
          {account?.places.includes('libraries') === true && (
            <LibraryLinks account={account} page={page} narrow={narrow} />
          )}
          <PlaceLink
            name={t('places.documents')}
            icon={<DocumentFolder20Regular />}
            hereIcon={<DocumentFolder20Filled />}
            command="goDocuments"
            here={here === 'documents'}
            narrow={narrow}
          />
          <TransfersLink here={here === 'transfers'} narrow={narrow} />
          <PastLinks here={here} narrow={narrow} />
        </ul>
        {account !== undefined && !narrow && <AccountList current={account} />}
        <ul className={mergeClasses(styles.list, styles.bottom)}>
          <PlaceLink
            name={t('places.settings')}
            icon={<Settings20Regular />}
            hereIcon={<Settings20Filled />}
            command="goSettings"
            here={here === 'settings'}
            narrow={narrow}
          />
        </ul>
      </PopupHome>
    </nav>
  );
}

function SharedLinks({ here, narrow }: { here: string; narrow: boolean }) {
  return (
    <>
      <PlaceLink
        name={t('places.shared')}
        icon={<People20Regular />}
        hereIcon={<People20Filled />}
        command="goShared"
        here={here === 'shared'}
        narrow={narrow}
        drop={sharedTarget}
      />
      <PlaceLink
        name={t('places.myShares')}
        icon={narrow ? <Share20Regular /> : <></>}
        hereIcon={narrow ? <Share20Filled /> : <></>}
        command="goMyShares"
        isInner={!narrow}
        here={here === 'myShares'}
        narrow={narrow}
      />
    </>
  );
}

function PastLinks({ here, narrow }: { here: string; narrow: boolean }) {
  return (
    <>
      <PlaceLink
        name={t('places.activity')}
        icon={<History20Regular />}
        hereIcon={<History20Filled />}
        command="goActivity"
        here={here === 'activity'}
        narrow={narrow}
      />
      <PlaceLink
        name={t('places.bin')}
        icon={<BinRecycle20Regular />}
        hereIcon={<BinRecycle20Filled />}
        command="goBin"
        here={here === 'bin'}
        narrow={narrow}
      />
      <PlaceLink
        name={t('places.space')}
        icon={<DataPie20Regular />}
        hereIcon={<DataPie20Filled />}
        command="goSpace"
        here={here === 'space'}
        narrow={narrow}
      />
    </>
  );
}

function TransfersLink({ here, narrow }: { here: boolean; narrow: boolean }) {
  const summary = useQuery(transfersQuery).data?.summary;
  const attention = (summary?.failed ?? 0) + (summary?.conflicts ?? 0);
  const active = (summary?.active ?? 0) + (summary?.waiting ?? 0);
  const count = attention > 0 ? attention : active;
  return (
    <PlaceLink
      name={t('places.transfers')}
      icon={<ArrowSwap20Regular />}
      hereIcon={<ArrowSwap20Filled />}
      command="goTransfers"
      here={here}
      narrow={narrow}
      badge={
        count === 0
          ? null
          : {
              count,
              tone: attention > 0 ? 'attention' : 'active',
              words:
                attention > 0
                  ? t('places.transfersFailed', { count })
                  : t('places.transfersInProgress', { count }),
            }
      }
    />
  );
}

function toMyFilesTarget(account: Account): DropTarget {
  const upload = account.canWrite ? { accountId: account.accountId, parent: 'myfiles' } : null;
  return { key: 'place myfiles', name: t('places.myfiles'), upload, open: () => goTo('myfiles') };
}

const sharedTarget: DropTarget = {
  key: 'place shared',
  name: t('places.shared'),
  upload: null,
  refusal: t('browse.dropRefusedShared'),
  open: () => goTo('shared'),
};

function goTo(place: 'myfiles' | 'shared'): void {
  useApp.getState().go({ name: 'browse', place, folder: null });
}
