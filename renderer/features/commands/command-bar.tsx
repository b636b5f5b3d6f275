import {
  makeStyles,
  Menu,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Toolbar,
  ToolbarButton,
  ToolbarDivider,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Command } from '../../../electron/contract/commands.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { type CommandFacts, getDisabledReason, isForPanes } from '../../state/availability.ts';
import { useApp } from '../../state/store.ts';
import { useFittingLevel } from '../../ui/use-fitting-level.ts';
import { CommandButton, toTip } from './command-button.tsx';
import { CommandItem } from './command-item.tsx';
import { uploadIcon } from './command-icons.tsx';
import { useMenuStyles } from './menu-styles.ts';
import { SortMenu } from './sort-menu.tsx';
import { useCommandFacts } from './use-command-facts.ts';

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    overflow: 'hidden',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  bar: {
    height: '44px',
    boxSizing: 'border-box',
    padding: `0 ${tokens.spacingHorizontalM}`,
    gap: '2px',
    '& button': {
      minWidth: '32px',
      flexShrink: 0,
      whiteSpace: 'nowrap',
      fontWeight: tokens.fontWeightRegular,
    },
  },
  rest: { flex: 1 },
});

const onSelection: readonly Command[] = ['open', 'download', 'share', 'rename', 'delete'];
/** Their order in the menu. */
const movable: readonly Command[] = [
  'open',
  'share',
  'rename',
  'asList',
  'asTiles',
  'refresh',
  'splitView',
  'preview',
];

interface Saving {
  inMenu?: readonly Command[];
  unlabeled?: readonly (Command | 'upload' | 'sort')[];
}

/**
 * How the bar saves room, step by step. What people use most keeps its label longest; what a double click or
 * a key does as well goes to the menu first.
 */
const savings: readonly Saving[] = [
  { unlabeled: ['sort'] },
  { inMenu: ['open', 'rename'] },
  { inMenu: ['splitView', 'refresh'] },
  { unlabeled: ['share'] },
  { unlabeled: ['delete'] },
  { unlabeled: ['newFolder'] },
  { inMenu: ['share', 'asList', 'asTiles', 'preview'] },
  { unlabeled: ['download', 'upload'] },
];
const more: readonly Command[] = [
  'downloadTo',
  'keep',
  'moveTo',
  'copyTo',
  'copyToOther',
  'moveToOther',
  'compare',
  'cut',
  'copy',
  'paste',
  'duplicate',
  'copyPath',
  'copyLink',
  'addSharedLink',
  'addShortcut',
  'includeInSearch',
  'versions',
  'fullPreview',
  'openOnWeb',
  'selectAll',
  'refreshAll',
  'undo',
  'redo',
  'search',
  'filter',
  'columns',
  'addressBar',
  'showKeys',
  'showTour',
  'showNews',
];

export function CommandBar() {
  const menu = useMenuStyles();
  const styles = useStyles();
  const facts = useCommandFacts();
  const showPreview = useQuery(settingsQuery).data?.showPreview ?? false;
  const isSplit = useApp((state) => state.other !== null);
  const bar = useRef<HTMLDivElement>(null);
  const level = useFittingLevel(bar, savings.length + 1);
  const saved = savings.slice(0, savings.length - level);
  const has = (command: Command) => !saved.some(({ inMenu }) => inMenu?.includes(command) === true);
  const hasLabel = (button: Command | 'upload' | 'sort') =>
    !saved.some(({ unlabeled }) => unlabeled?.includes(button) === true);
  return (
    <div ref={bar} className={styles.root} data-pane="commands">
      <Toolbar className={styles.bar} size="small" aria-label={t('commands.bar')}>
        <CommandButton command="newFolder" facts={facts} showLabel={hasLabel('newFolder')} />
        <UploadMenu facts={facts} showLabel={hasLabel('upload')} />
        <ToolbarDivider />
        {onSelection.filter(has).map((command) => (
          <CommandButton key={command} command={command} facts={facts} showLabel={hasLabel(command)} />
        ))}
        <span className={styles.rest} />
        <SortMenu showLabel={hasLabel('sort')} disabled={facts.place === null} />
        {has('asTiles') && <LayoutButton facts={facts} />}
        {has('refresh') && <CommandButton command="refresh" facts={facts} showLabel={false} />}
        {has('splitView') && (
          <CommandButton command="splitView" facts={facts} showLabel={false} pressed={isSplit} />
        )}
        {has('preview') && (
          <CommandButton command="preview" facts={facts} showLabel={false} pressed={showPreview} />
        )}
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <ToolbarButton icon={<MoreHorizontal20Regular />} aria-label={t('commands.more')} />
          </MenuTrigger>
          <MenuPopover className={menu.popover}>
            <MenuList>
              {[...movable.filter((command) => !has(command)), ...more]
                .filter((command) => isForPanes(command, facts))
                .map((command, at, all) => (
                  <CommandItem key={command} command={command} facts={facts} above={all[at - 1]} />
                ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      </Toolbar>
    </div>
  );
}

function LayoutButton({ facts }: { facts: CommandFacts }) {
  const layout = useApp((state) => state.layout);
  return <CommandButton command={layout === 'list' ? 'asTiles' : 'asList'} facts={facts} showLabel={false} />;
}

function UploadMenu({ facts, showLabel }: { facts: CommandFacts; showLabel: boolean }) {
  const reason = getDisabledReason('uploadFiles', facts);
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip
          content={toTip(t('commands.upload'), null, reason)}
          relationship="description"
          withArrow={false}
        >
          <ToolbarButton
            icon={uploadIcon}
            aria-label={t('commands.upload')}
            disabledFocusable={reason !== null}
          >
            {showLabel && t('commands.upload')}
          </ToolbarButton>
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <CommandItem command="uploadFiles" facts={facts} />
          <CommandItem command="uploadFolder" facts={facts} above="uploadFiles" />
          <CommandItem command="saveFile" facts={facts} above="uploadFolder" />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
