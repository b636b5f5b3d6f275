import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { settingsQuery } from '../api/app-queries.ts';
import { AccountImportPage } from '../features/accounts/account-import-page.tsx';
import { ChooseDrives } from '../features/accounts/choose-drives.tsx';
import { SecretNotice } from '../features/accounts/secret-notice.tsx';
import { FilePanes } from '../features/browse/file-panes.tsx';
import { FilesList, FilesStatus } from '../features/browse/files-list.tsx';
import { IndexProgress } from '../features/browse/index-progress.tsx';
import { CommandBar } from '../features/commands/command-bar.tsx';
import { CommandHost } from '../features/commands/command-host.tsx';
import { ContextMenu } from '../features/commands/context-menu.tsx';
import { DocumentsPage } from '../features/documents/documents-page.tsx';
import { EditBar } from '../features/edits/edit-bar.tsx';
import { GuidePage } from '../features/guide/guide-page.tsx';
import { LibrariesPage } from '../features/libraries/libraries-page.tsx';
import { PlacesNav } from '../features/places/places-nav.tsx';
import { PreviewPane } from '../features/preview/preview-pane.tsx';
import { ProfileNotices } from '../features/profile/profile-notices.tsx';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { MySharesPage } from '../features/sharing/my-shares-page.tsx';
import { SignInPage } from '../features/sign-in/sign-in-page.tsx';
import { SpacePage } from '../features/space/space-page.tsx';
import { ToastHost } from '../features/toasts/toast-host.tsx';
import { ActivityPage } from '../features/activity/activity-page.tsx';
import { TourBar } from '../features/help/tour-bar.tsx';
import { useNews } from '../features/help/use-news.ts';
import { LogPage } from '../features/log/log-page.tsx';
import { OverviewPage } from '../features/overview/overview-page.tsx';
import { BinPage } from '../features/activity/bin-page.tsx';
import { TransfersPage } from '../features/transfers/transfers-page.tsx';
import { TransfersTray } from '../features/transfers/transfers-tray.tsx';
import { WelcomePage } from '../features/welcome/welcome-page.tsx';
import type { Page } from '../state/navigation.ts';
import { usePage } from '../state/pane.ts';
import { useApp } from '../state/store.ts';
import { BugBoundary } from '../ui/bug-boundary.tsx';
import { useOnlyItem } from '../state/open-view.ts';
import { useMedia } from '../ui/use-media.ts';
import { MainLandmark } from '../ui/main-landmark.tsx';
import { useLastPlace } from './use-last-place.ts';
import { useOpenedAddress } from './use-opened-address.ts';
import { useSignedInAgain, useWindowEvents, useWindowTitle } from './use-window.ts';

const useStyles = makeStyles({
  window: {
    display: 'grid',
    // Notices get their own rows below the page, so that they never cover anything.
    gridTemplateAreas: '"places page" "places tour" "places toasts" "places edits" "places transfers"',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gridTemplateRows: 'minmax(0, 1fr) auto auto auto auto',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground1,
    '&:has([data-tour="drop"]) [data-pane="files"]': {
      outline: `2px dashed ${tokens.colorCompoundBrandStroke}`,
      outlineOffset: '-3px',
    },
  },
  alone: { gridArea: 'page', overflow: 'auto' },
  main: {
    gridArea: 'page',
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    minHeight: 0,
  },
  body: { flex: 1, display: 'flex', minHeight: 0, minWidth: 0 },
  page: { flex: 1, minWidth: 0, minHeight: 0 },
  stacked: { flexDirection: 'column' },
  covered: { display: 'none' },
});

export function Frame() {
  const styles = useStyles();
  const page = usePage();
  const accountId = useApp((state) => state.accountId);
  useWindowTitle();
  useWindowEvents();
  useSignedInAgain();
  useOpenedAddress();
  useLastPlace();
  useNews();
  const alone = pageAlone(page) ?? (accountId === null ? <WelcomePage /> : null);
  return (
    <div className={styles.window}>
      {alone === null ? (
        <Places page={page} />
      ) : (
        <div className={styles.alone}>
          <ProfileNotices />
          {alone}
        </div>
      )}
      {alone === null && <TourBar />}
      <ToastHost />
      {alone === null && <EditBar />}
      {alone === null && <TransfersTray />}
    </div>
  );
}

function Places({ page }: { page: Page }) {
  const styles = useStyles();
  return (
    <>
      <PlacesNav />
      <MainLandmark className={styles.main}>
        <ProfileNotices />
        <SecretNotice />
        <BugBoundary key={page.name}>
          {page.name === 'browse' || page.name === 'search' ? (
            <Browse>{(activeOnly) => <FilePanes activeOnly={activeOnly} />}</Browse>
          ) : page.name === 'space' ? (
            <Browse>
              {() => (
                <SpacePage
                  page={page}
                  files={<FilesList />}
                  status={<FilesStatus />}
                  progress={<IndexProgress />}
                />
              )}
            </Browse>
          ) : (
            <div className={styles.page}>{pageOf(page)}</div>
          )}
        </BugBoundary>
        <ContextMenu />
      </MainLandmark>
      <CommandHost />
    </>
  );
}

/** Pages for adding an account are shown without the sidebar, which may be empty. */
function pageAlone(page: Page) {
  if (page.name === 'signIn')
    return <SignInPage page={page} chooseDrives={(props) => <ChooseDrives {...props} />} />;
  if (page.name === 'guide') return <GuidePage />;
  if (page.name === 'accountImport') return <AccountImportPage />;
  return page.name === 'welcome' ? <WelcomePage /> : null;
}

/** `children` receives whether to show only the active one of two panes. */
function Browse({ children }: { children: (activeOnly: boolean) => ReactNode }) {
  const styles = useStyles();
  const isSplit = useApp((state) => state.other !== null);
  const wantsPreview = useQuery(settingsQuery).data?.showPreview ?? false;
  const isTight = useMedia('(max-width: 640px)');
  const item = useOnlyItem();
  // If there isn't room for both, the preview replaces the list or the inactive pane while an item is
  // selected.
  const showPreview = wantsPreview && (!isTight || item !== null);
  const where = !isTight ? 'beside' : isSplit ? 'below' : 'alone';
  const isCovered = showPreview && where === 'alone';
  const isBelow = showPreview && where === 'below';
  return (
    <>
      <CommandBar />
      <div className={mergeClasses(styles.body, isBelow && styles.stacked)}>
        <div className={mergeClasses(styles.page, isCovered && styles.covered)}>{children(isBelow)}</div>
        {showPreview && <PreviewPane where={where} />}
      </div>
    </>
  );
}

function pageOf(page: Page) {
  if (page.name === 'documents') return <DocumentsPage />;
  if (page.name === 'myShares') return <MySharesPage />;
  if (page.name === 'libraries') return <LibrariesPage />;
  if (page.name === 'transfers') return <TransfersPage />;
  if (page.name === 'activity') return <ActivityPage />;
  if (page.name === 'bin') return <BinPage library={page.library ?? null} />;
  if (page.name === 'log') return <LogPage />;
  if (page.name === 'accounts') return <OverviewPage />;
  return <SettingsPage />;
}
