import { Button, Checkbox, makeStyles, Text, tokens } from '@fluentui/react-components';
import { FolderOpen16Regular } from '@fluentui/react-icons/svg/folder-open';
import { MoreHorizontal16Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { Open16Regular } from '@fluentui/react-icons/svg/open';
import type { MouseEvent } from 'react';
import type { DuplicateGroup, Row } from '../../../electron/contract/found.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { emptySelection, isSelected } from '../../ui/grid/selection.ts';
import { useApp } from '../../state/store.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatDate, formatFullDate, formatSize } from '../../words/format.ts';
import { toCommandName } from '../../words/command-text.ts';
import { byNewest, toSpares } from './spares.ts';

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  facts: { flex: '1 1 220px', color: tokens.colorNeutralForeground2 },
  rows: { margin: 0, padding: 0, listStyleType: 'none' },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '36px',
    paddingInlineEnd: tokens.spacingHorizontalS,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  words: { flex: 1, minWidth: 0 },
  line: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
  date: {
    flexShrink: 0,
    color: tokens.colorNeutralForeground3,
    '@media (max-width: 640px)': { display: 'none' },
  },
  rest: { padding: tokens.spacingHorizontalM, color: tokens.colorNeutralForeground3 },
});

export function DuplicateGroupCard({ group }: { group: DuplicateGroup }) {
  const styles = useStyles();
  const rows = group.rows.toSorted(byNewest);
  const name = rows[0]?.name ?? '';
  const selectSpares = () => {
    const { select, selection } = useApp.getState();
    const before = selection.mode === 'only' ? selection : emptySelection;
    select({ type: 'band', ids: toSpares(group), before, last: null });
  };
  return (
    <li className={styles.root}>
      <div className={styles.head}>
        <Text className={styles.facts} size={200}>
          {t('space.duplicates.group', {
            count: group.count,
            size: formatSize(group.sizeBytes),
            freed: formatSize(group.freedBytes),
          })}
        </Text>
        <Button
          size="small"
          appearance="subtle"
          aria-label={t('space.duplicates.selectSparesOf', { name: showText(name) })}
          onClick={selectSpares}
        >
          {t('space.duplicates.selectSparesHere')}
        </Button>
      </div>
      <ul className={styles.rows} aria-label={t('space.duplicates.copiesOf', { name: showText(name) })}>
        {rows.map((row) => (
          <CopyRow key={row.itemId} row={row} />
        ))}
      </ul>
      {group.count > rows.length && (
        <div className={styles.rest}>{t('space.duplicates.rest', { count: group.count - rows.length })}</div>
      )}
    </li>
  );
}

function CopyRow({ row }: { row: Row }) {
  const styles = useStyles();
  const selected = useApp((state) => isSelected(state.selection, row.itemId));
  const select = useApp((state) => state.select);
  const name = showText(row.name);
  const path = showText(row.foundIn?.path ?? '');
  const position = { itemId: row.itemId, ordinal: 0 };
  const showMenu = (event: MouseEvent) => {
    event.preventDefault();
    useApp.getState().openContextMenu({ x: event.clientX, y: event.clientY, target: row });
  };
  return (
    <li className={styles.row} onContextMenu={showMenu}>
      <Checkbox
        aria-label={t('space.duplicates.select', { name, path })}
        checked={selected}
        onChange={() => select({ type: 'toggle', position })}
      />
      <FileIcon name={row.name} kind={row.kind} sharing={row.sharing} size={20} />
      <span className={styles.words} title={`${path}/${name}`}>
        <Text className={styles.line}>{name}</Text>
        <Text size={200} className={styles.quiet + ' ' + styles.line}>
          {path}
        </Text>
      </span>
      {row.modifiedAt !== null && (
        <Text size={200} className={styles.date} title={formatFullDate(row.modifiedAt)}>
          {formatDate(row.modifiedAt)}
        </Text>
      )}
      <Actions row={row} />
    </li>
  );
}

function Actions({ row }: { row: Row }) {
  const about = (command: 'open' | 'showInFolder') =>
    t('space.duplicates.action', { command: toCommandName(command), name: showText(row.name) });
  const openMenu = () => {
    const box = document.activeElement?.getBoundingClientRect();
    useApp.getState().openContextMenu({ x: box?.left ?? 0, y: box?.bottom ?? 0, target: row });
  };
  return (
    <>
      <IconButton
        label={about('showInFolder')}
        icon={<FolderOpen16Regular />}
        onClick={() => requestCommand('showInFolder', { target: row })}
      />
      <IconButton
        label={about('open')}
        icon={<Open16Regular />}
        onClick={() => requestCommand('open', { target: row })}
      />
      <IconButton
        label={t('space.duplicates.moreOf', { name: showText(row.name) })}
        icon={<MoreHorizontal16Regular />}
        onClick={openMenu}
      />
    </>
  );
}
