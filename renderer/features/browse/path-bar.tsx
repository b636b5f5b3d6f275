import { Button, makeStyles, tokens, Tooltip } from '@fluentui/react-components';
import { ArrowLeft16Regular } from '@fluentui/react-icons/svg/arrow-left';
import { ArrowRight16Regular } from '@fluentui/react-icons/svg/arrow-right';
import { ArrowUp16Regular } from '@fluentui/react-icons/svg/arrow-up';
import type { ReactElement } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { ViewHead } from '../../../electron/contract/records.ts';
import type { Command } from '../../../electron/contract/start.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { canGoBack, canGoForward } from '../../state/navigation.ts';
import { usePaneState } from '../../state/pane.ts';
import { visuallyHidden } from '../../ui/visually-hidden.ts';
import { toCommandName } from '../../words/command-text.ts';
import { AddressBox } from './address-box.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { ClosePane } from './close-pane.tsx';
import { FilterBox } from './filter-box.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    height: '40px',
    gap: tokens.spacingHorizontalXS,
    padding: `0 ${tokens.spacingHorizontalM}`,
    position: 'relative',
    // At 400% zoom the filter wraps below the path.
    '@media (max-width: 420px)': { flexWrap: 'wrap', height: 'auto', minHeight: '40px' },
  },
  heading: visuallyHidden,
});

export function PathBar({ head }: { head: ViewHead | null }) {
  const styles = useStyles();
  const editing = usePaneState((pane) => pane.addressBarOpen);
  return (
    <div className={styles.root} data-pane="path">
      {head !== null && <h1 className={styles.heading}>{showText(head.name)}</h1>}
      <HistoryButtons />
      <Step command="up" icon={<ArrowUp16Regular />} usable={(head?.crumbs.length ?? 0) > 1} />
      {head !== null && (editing ? <AddressBox key={head.path} head={head} /> : <Breadcrumbs head={head} />)}
      {head !== null && <FilterBox />}
      <ClosePane />
    </div>
  );
}

export function HistoryButtons() {
  const history = usePaneState((pane) => pane.history);
  return (
    <>
      <Step command="back" icon={<ArrowLeft16Regular />} usable={canGoBack(history)} />
      <Step command="forward" icon={<ArrowRight16Regular />} usable={canGoForward(history)} />
    </>
  );
}

function Step({ command, icon, usable }: { command: Command; icon: ReactElement; usable: boolean }) {
  return (
    <Tooltip content={toCommandName(command)} relationship="label">
      <Button
        appearance="subtle"
        size="small"
        icon={icon}
        disabledFocusable={!usable}
        onClick={() => requestCommand(command)}
      />
    </Tooltip>
  );
}
