import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { FullScreenMaximizeRegular } from '@fluentui/react-icons/svg/full-screen-maximize';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { type KeyboardEvent, useEffect } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { Row } from '../../../electron/contract/found.ts';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useOnlyItem, useSelectionSummary, useViewHead } from '../../state/open-view.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { focusPane } from '../../ui/panes.ts';
import { useDebounced } from '../../ui/use-debounced.ts';
import { formatSize } from '../../words/format.ts';
import { DocumentPages } from './document-pages.tsx';
import { PreviewFacts } from './preview-facts.tsx';
import { PreviewContent } from './preview-content.tsx';

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    width: 'clamp(264px, 26vw, 480px)',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  alone: { width: 'auto', flex: 1 },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '40px',
    padding: `0 ${tokens.spacingHorizontalS} 0 ${tokens.spacingHorizontalL}`,
  },
  name: { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  body: {
    flex: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`,
    overflowY: 'auto',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

function close(): void {
  requestCommand('preview');
  focusPane('files');
}

/** Beside the files, or `alone` in their place: what the selected one looks like, and what is known about it. */
export function PreviewPane({ alone }: { alone: boolean }) {
  const styles = useStyles();
  const head = useViewHead();
  const item = useOnlyItem();
  useEffect(() => {
    if (!alone) return;
    focusPane('preview');
    return () => void setTimeout(() => focusPane('files'));
  }, [alone]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    <aside
      className={mergeClasses(styles.root, alone && styles.alone)}
      aria-label={t('preview.label')}
      data-pane="preview"
      onKeyDown={onKeyDown}
    >
      <div className={styles.head}>
        <Text as="h2" weight="semibold" className={styles.name} title={showText(item?.name ?? '')}>
          {item === null ? t('preview.label') : showText(item.name)}
        </Text>
        {item !== null && item.kind === 'file' && (
          <IconButton
            label={t('preview.full')}
            icon={<FullScreenMaximizeRegular />}
            onClick={() => requestCommand('fullPreview', { target: item })}
          />
        )}
        <IconButton label={t('preview.close')} icon={<DismissRegular />} onClick={close} />
      </div>
      {item === null || head === null ? <NotOne /> : <One item={item} head={head} />}
    </aside>
  );
}

/** In a search each row says where it stands. */
const toFolderPath = (item: Item | Row, head: ViewHead): string =>
  ('foundIn' in item ? item.foundIn?.path : null) ?? head.path;

function NotOne() {
  const { count, sizeBytes } = useSelectionSummary();
  if (count < 2) return <Notice title={t('preview.nothing.title')} text={t('preview.nothing.text')} />;
  return (
    <Notice
      title={t('app.selected', { count })}
      {...(sizeBytes > 0 ? { text: t('preview.manySize', { size: formatSize(sizeBytes) }) } : {})}
    />
  );
}

function One({ item, head }: { item: Item; head: ViewHead }) {
  const styles = useStyles();
  const settled = useDebounced(item, 120);
  return (
    <div className={styles.body}>
      <PreviewContent key={settled.itemId} accountId={head.accountId} item={settled} />
      {item.problem === null && item.kind !== 'package' && (
        <div className={styles.buttons}>
          <Button
            size="small"
            icon={<OpenRegular />}
            onClick={() => requestCommand('open', { target: item })}
          >
            {t('app.open')}
          </Button>
          <Button
            size="small"
            icon={<ArrowDownloadRegular />}
            onClick={() => requestCommand('download', { target: item })}
          >
            {t('app.download')}
          </Button>
          <DocumentPages accountId={head.accountId} item={item} />
        </div>
      )}
      <PreviewFacts item={item} folderPath={toFolderPath(item, head)} />
    </div>
  );
}
