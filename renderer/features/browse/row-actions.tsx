import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons/svg/arrow-download';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import { MoreHorizontal16Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { Rename16Regular } from '@fluentui/react-icons/svg/rename';
import type { ReactElement } from 'react';
import type { Item } from '../../../electron/contract/records.ts';
import { useViewHead } from '../../state/open-view.ts';
import { words } from '../../words/en.ts';

const useStyles = makeStyles({
  root: { display: 'flex', marginInlineStart: 'auto', flexShrink: 0 },
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

export type RowAct = 'download' | 'rename' | 'delete' | 'more';

/** For the pointer only: the keyboard has the same under its keys and in the context menu. */
export function RowActions({ item }: { item: Item }) {
  const styles = useStyles();
  const head = useViewHead();
  const canChange = head !== null && head.canWrite && head.folder !== null;
  return (
    <span className={styles.root} role="group" aria-label={words.browse.rowActions(item.name)}>
      {item.kind !== 'package' && <Act act="download" icon={<ArrowDownload16Regular />} />}
      {canChange && <Act act="rename" icon={<Rename16Regular />} />}
      {canChange && <Act act="delete" icon={<Delete16Regular />} />}
      <Act act="more" icon={<MoreHorizontal16Regular />} />
    </span>
  );
}

function Act({ act, icon }: { act: RowAct; icon: ReactElement }) {
  const styles = useStyles();
  const label = act === 'more' ? words.commands.more : words.commands.names[act];
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.button}
      data-act={act}
      aria-label={label}
      title={label}
    >
      {icon}
    </button>
  );
}
