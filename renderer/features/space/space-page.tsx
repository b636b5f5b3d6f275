import { Button, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { ArrowUp16Regular } from '@fluentui/react-icons/svg/arrow-up';
import type { ReactNode } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { type SpacePage as Page, spaceParts } from '../../state/navigation.ts';
import { useViewHead } from '../../state/open-view.ts';
import { useApp } from '../../state/store.ts';
import { useView } from '../../state/use-view.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { leaveButton } from '../../ui/panes.ts';
import { ChangesHead } from './changes-head.tsx';
import { Duplicates } from './duplicates.tsx';
import { QuotaCard } from './quota-card.tsx';
import { SpaceMap } from './space-map.tsx';
import { Types } from './types.tsx';
import { useIndexState } from './use-index-state.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  tabs: {
    flexShrink: 0,
    padding: `0 ${tokens.spacingHorizontalS}`,
    flexWrap: 'wrap',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  known: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorStatusWarningForeground1,
    fontSize: tokens.fontSizeBase200,
    ':empty': { display: 'none' },
  },
  scope: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    color: tokens.colorNeutralForeground2,
  },
  body: { position: 'relative', flex: 1, minHeight: '160px', minWidth: 0 },
  over: { position: 'absolute', inset: '33px 0 0', pointerEvents: 'none' },
  status: { flexShrink: 0 },
});

interface Props {
  page: Page;
  files: ReactNode;
  status: ReactNode;
  progress: ReactNode;
}

export function SpacePage({ page, files, status, progress }: Props) {
  const styles = useStyles();
  const accountId = useApp((state) => state.accountId) ?? '';
  const go = useApp((state) => state.go);
  const { isWhole, state } = useIndexState(accountId);
  const isUnread = state === 'notEnumerated';
  const { failure, retry } = useView();
  return (
    <PageFrame title={t('space.title')}>
      <div className={styles.root}>
        <QuotaCard accountId={accountId} />
        <TabList
          className={styles.tabs}
          size="small"
          selectedValue={page.part}
          aria-label={t('space.parts.label')}
          onTabSelect={(_, { value }) => {
            const part = spaceParts.find((each) => each === value);
            if (part !== undefined) go({ ...page, part });
          }}
        >
          {spaceParts.map((part) => (
            <Tab key={part} value={part}>
              {t(`space.parts.${part}`)}
            </Tab>
          ))}
        </TabList>
        {!isWhole && !isUnread && (
          <div className={styles.known} role="status">
            {progress}
          </div>
        )}
        {page.part !== 'map' && page.folder !== null && <OnlyIn page={page} />}
        {isUnread ? (
          <Unread accountId={accountId} />
        ) : failure === null ? (
          <Part page={page} accountId={accountId} files={files} />
        ) : (
          <FailureNotice failure={failure} onRetry={retry} />
        )}
        <div className={styles.status}>{status}</div>
      </div>
    </PageFrame>
  );
}

/** Drives of others are indexed on request only. */
function Unread({ accountId }: { accountId: string }) {
  const styles = useStyles();
  const read = () => {
    void callOrToast('index.enumerate', { accountId, folder: null });
    leaveButton();
  };
  return (
    <div className={styles.body}>
      <Notice
        title={t('space.notRead.title')}
        text={t('space.notRead.text')}
        actions={
          <Button appearance="primary" onClick={read}>
            {t('search.enumerate')}
          </Button>
        }
      />
    </div>
  );
}

function OnlyIn({ page }: { page: Page }) {
  const styles = useStyles();
  const go = useApp((state) => state.go);
  return (
    <div className={styles.scope}>
      <span>{t('space.onlyIn', { path: showText(page.folder?.path ?? '') })}</span>
      <Button size="small" icon={<ArrowUp16Regular />} onClick={() => go({ ...page, folder: null })}>
        {t('space.wholeDrive')}
      </Button>
    </div>
  );
}

function Part({ page, accountId, files }: { page: Page; accountId: string; files: ReactNode }) {
  const styles = useStyles();
  const folder = page.folder?.ref ?? null;
  switch (page.part) {
    case 'map':
      return <SpaceMap accountId={accountId} folder={folder} files={files} />;
    case 'duplicates':
      return <Duplicates accountId={accountId} folder={folder} />;
    case 'types':
      return <Types accountId={accountId} folder={folder} />;
    case 'changes':
      return (
        <>
          <ChangesHead accountId={accountId} folder={folder} />
          <div className={styles.body}>
            {files}
            <NoFiles />
          </div>
        </>
      );
    case 'largest':
    case 'oldest':
      return (
        <div className={styles.body}>
          {files}
          <NoFiles />
        </div>
      );
  }
}

function NoFiles() {
  const styles = useStyles();
  const head = useViewHead();
  if (head === null || head.count > 0 || head.search === null) return null;
  return (
    <div className={styles.over}>
      <Notice role="status" title={t('space.nothing')} />
    </div>
  );
}
