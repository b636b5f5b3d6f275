import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { FullScreenMaximizeRegular } from '@fluentui/react-icons/svg/full-screen-maximize';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { ShareRegular } from '@fluentui/react-icons/svg/share';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { Command } from '../../../electron/contract/commands.ts';
import type { Row } from '../../../electron/contract/found.ts';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { indexStateQuery } from '../../api/account-queries.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { ownerOf } from '../../api/row-owner.ts';
import { useOnlyItem, useSelectionSummary, useViewHead } from '../../state/open-view.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { changeSettings } from '../../state/change-settings.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PaneEdge } from '../../ui/pane-edge.tsx';
import { focusPane } from '../../ui/panes.ts';
import { useElementWidth } from '../../ui/use-element-width.ts';
import { useDebounced } from '../../ui/use-debounced.ts';
import { toCommandName } from '../../words/command-text.ts';
import { formatSize, joinFacts } from '../../words/format.ts';
import { DocumentPages } from './document-pages.tsx';
import { PreviewFacts } from './preview-facts.tsx';
import { PreviewContent } from './preview-content.tsx';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    flexShrink: 0,
    // Leaves room for the list, even if the width was set in a larger window.
    maxWidth: '60%',
    minWidth: '240px',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  alone: { maxWidth: 'none', flex: 1 },
  below: {
    maxWidth: 'none',
    flex: 1,
    borderLeft: 'none',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
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

export function PreviewPane({ where }: { where: 'beside' | 'below' | 'alone' }) {
  const styles = useStyles();
  const alone = where === 'alone';
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
  const pane = useRef<HTMLElement>(null);
  const { width, edge } = usePaneWidth(pane);
  return (
    <aside
      ref={pane}
      className={mergeClasses(styles.root, where !== 'beside' && styles[where])}
      style={where === 'beside' ? { width } : undefined}
      aria-label={t('preview.label')}
      data-pane="preview"
      onKeyDown={onKeyDown}
    >
      {where === 'beside' && edge}
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

const minPx = 240;
const maxPx = 900;

function usePaneWidth(pane: RefObject<HTMLElement | null>): { width: string; edge: ReactNode } {
  const client = useQueryClient();
  const kept = useQuery(settingsQuery).data?.previewPx ?? null;
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = useElementWidth(pane);
  const chosen = dragged ?? kept;
  const keep = (previewPx: number | null) =>
    void changeSettings(client, { previewPx }).finally(() => setDragged(null));
  return {
    width: chosen === null ? 'clamp(264px, 26vw, 480px)' : `${chosen}px`,
    edge: (
      <PaneEdge
        label={t('preview.width')}
        widthPx={chosen ?? shown}
        minPx={minPx}
        maxPx={maxPx}
        onDrag={setDragged}
        onKeep={keep}
      />
    ),
  };
}

/** In a search, each row has its own folder. */
const toFolderPath = (item: Item | Row, head: ViewHead): string =>
  ('foundIn' in item ? item.foundIn?.path : null) ?? head.path;

/** Folder sizes are known once the whole drive is indexed. A search includes only files. */
function useAreFolderSizesKnown(): boolean {
  const head = useViewHead();
  const states = useQuery(indexStateQuery).data ?? [];
  const own = states.find((state) => state.accountId === head?.accountId && state.isOwn);
  return head !== null && head.search === null && head.place === 'myfiles' && own?.freshAt != null;
}

function NotOne() {
  const { count, files, folders, packages, sizeBytes } = useSelectionSummary();
  const isWhole = useAreFolderSizesKnown();
  if (count < 2) return <Notice title={t('preview.nothing.title')} text={t('preview.nothing.text')} />;
  const parts = [
    files > 0 ? t('preview.many.files', { count: files }) : null,
    folders > 0 ? t('preview.many.folders', { count: folders }) : null,
    packages > 0 ? t('preview.many.notebooks', { count: packages }) : null,
    sizeBytes > 0
      ? t('preview.many.size', { size: formatSize(sizeBytes), isWhole: folders === 0 || isWhole })
      : null,
  ];
  return <Notice title={t('app.selected', { count })} text={joinFacts(parts)} />;
}

function One({ item, head }: { item: Item; head: ViewHead }) {
  const styles = useStyles();
  const settled = useDebounced(item, 120);
  const accountId = ownerOf(item, head);
  return (
    <div className={styles.body}>
      <PreviewContent key={settled.itemId} accountId={ownerOf(settled, head)} item={settled} />
      {item.problem === null && <Buttons accountId={accountId} item={item} />}
      <PreviewFacts accountId={accountId} item={item} folderPath={toFolderPath(item, head)} />
    </div>
  );
}

function Buttons({ accountId, item }: { accountId: string; item: Item }) {
  const styles = useStyles();
  const isFile = item.kind === 'file';
  return (
    <div className={styles.buttons}>
      {item.kind !== 'package' && (
        <>
          <Act command="open" item={item} icon={<OpenRegular />} label={t('app.open')} />
          <Act command="download" item={item} icon={<ArrowDownloadRegular />} label={t('app.download')} />
        </>
      )}
      {item.kind !== 'package' && <DocumentPages accountId={accountId} item={item} />}
      <Act command="share" item={item} icon={<ShareRegular />} />
      {isFile && <Act command="versions" item={item} icon={<HistoryRegular />} />}
      <Act command="openOnWeb" item={item} icon={<GlobeRegular />} />
      <Act command="copyLink" item={item} icon={<LinkRegular />} />
    </div>
  );
}

interface ActProps {
  command: Command;
  item: Item;
  icon: ReactElement;
  label?: string;
}

function Act({ command, item, icon, label = toCommandName(command) }: ActProps) {
  return (
    <Button size="small" icon={icon} onClick={() => requestCommand(command, { target: item })}>
      {label}
    </Button>
  );
}
