import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons/svg/arrow-download';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import { MoreHorizontal16Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { Rename16Regular } from '@fluentui/react-icons/svg/rename';
import { type ReactElement, useLayoutEffect, useRef, useState } from 'react';
import type { Item } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useViewHead } from '../../state/open-view.ts';
import { toCommandName } from '../../words/command-text.ts';

const useStyles = makeStyles({
  root: { display: 'flex', marginInlineStart: 'auto', flexShrink: 0 },
  wideOnly: { '@media (max-width: 560px)': { display: 'none' } },
  button: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '26px',
    height: '26px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover, color: tokens.colorBrandForeground1 },
    ':active': { backgroundColor: tokens.colorNeutralBackground1Pressed },
  },
});

/** The smallest name cell that fits four buttons and still shows the name. */
const roomyPx = 270;

export type RowAction = 'download' | 'rename' | 'delete' | 'more';

export function RowActions({ item }: { item: Item }) {
  const styles = useStyles();
  const head = useViewHead();
  const root = useRef<HTMLSpanElement>(null);
  const [isRoomy, setRoomy] = useState(true);
  useLayoutEffect(() => {
    const cell = root.current?.parentElement;
    if (cell != null) setRoomy(cell.clientWidth >= roomyPx);
  }, []);
  const canChange = isRoomy && head !== null && head.canWrite && head.folder !== null;
  return (
    <span
      ref={root}
      className={styles.root}
      role="group"
      aria-label={t('browse.rowActions', { name: item.name })}
    >
      {isRoomy && item.kind !== 'package' && (
        <ActionButton action="download" icon={<ArrowDownload16Regular />} />
      )}
      {canChange && <ActionButton action="rename" icon={<Rename16Regular />} />}
      {canChange && <ActionButton action="delete" icon={<Delete16Regular />} />}
      <ActionButton action="more" icon={<MoreHorizontal16Regular />} />
    </span>
  );
}

function ActionButton({ action, icon }: { action: RowAction; icon: ReactElement }) {
  const styles = useStyles();
  const label = action === 'more' ? t('commands.more') : toCommandName(action);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={mergeClasses(styles.button, action !== 'more' && styles.wideOnly)}
      data-act={action}
      aria-label={label}
      title={label}
    >
      {icon}
    </button>
  );
}
