import { makeStyles, Text, Tooltip, tokens } from '@fluentui/react-components';
import { ArrowMaximizeVerticalRegular } from '@fluentui/react-icons/svg/arrow-maximize-vertical';
import { ArrowMinimizeVerticalRegular } from '@fluentui/react-icons/svg/arrow-minimize-vertical';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { ListRegular } from '@fluentui/react-icons/svg/list';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import type { TransferSummary } from '../../../electron/contract/transfers.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useAllEditsSaved } from '../../api/use-edits.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatDuration, formatProgress } from '../../words/format.ts';
import { toSummaryText } from './summary-text.ts';
import { isInProgress, toParts, toTimeLeftMs, toWhole } from './transfer-lists.ts';
import { TotalProgress } from './total-progress.tsx';

const useStyles = makeStyles({
  root: { position: 'relative', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '40px',
    boxSizing: 'border-box',
    padding: `0 ${tokens.spacingHorizontalXS} 0 ${tokens.spacingHorizontalM}`,
  },
  title: { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  numbers: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  safe: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    color: tokens.colorStatusSuccessForeground1,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
  },
  buttons: { display: 'flex' },
});

export type TraySize = 'collapsed' | 'open' | 'tall';

export interface TrayHeadProps {
  summary: TransferSummary;
  size: TraySize;
  onSize: (size: TraySize) => void;
  onClose: () => void;
  onShowAll: () => void;
}

export function TrayHead({ summary, size, onSize, onClose, onShowAll }: TrayHeadProps) {
  const styles = useStyles();
  const allEditsSaved = useAllEditsSaved();
  const inProgress = isInProgress(summary);
  const part = inProgress ? toParts(toWhole(summary)).part : null;
  // What needs attention gets more room.
  const isCalm = summary.conflicts + summary.failed === 0;
  const timeLeftMs = inProgress && isCalm ? toTimeLeftMs(summary) : null;
  const numbers = [
    part === null ? null : formatProgress(part),
    timeLeftMs === null ? null : t('transfers.timeLeft', { time: formatDuration(timeLeftMs) }),
  ].filter((each) => each !== null);
  return (
    <div className={styles.root}>
      <div className={styles.row}>
        <Text as="h2" weight="semibold" className={styles.title} title={toSummaryText(summary)}>
          {toSummaryText(summary)}
        </Text>
        {inProgress && <span className={styles.numbers}>{numbers.join(' · ')}</span>}
        {summary.safeToClose && allEditsSaved && <SafeToClose paused={summary.paused} />}
        <div className={styles.buttons}>
          {inProgress && <HoldButton held={summary.allPaused} />}
          <Sizes size={size} onSize={onSize} />
          <IconButton label={t('transfers.showAll')} icon={<ListRegular />} onClick={onShowAll} />
          {!inProgress && (
            <IconButton label={t('transfers.close')} icon={<DismissRegular />} onClick={onClose} />
          )}
        </div>
      </div>
      {part !== null && <TotalProgress of={toWhole(summary)} />}
    </div>
  );
}

function HoldButton({ held }: { held: boolean }) {
  return (
    <IconButton
      label={held ? t('transfers.resumeAll') : t('transfers.pauseAll')}
      icon={held ? <PlayRegular /> : <PauseRegular />}
      onClick={() => void callOrToast('settings.change', { transfersHeld: !held })}
    />
  );
}

function SafeToClose({ paused }: { paused: number }) {
  const styles = useStyles();
  return (
    <Tooltip content={t('transfers.safeToCloseMore', { paused })} relationship="description">
      <span className={styles.safe}>
        <CheckmarkCircleRegular />
        {t('transfers.safeToClose')}
      </span>
    </Tooltip>
  );
}

function Sizes({ size, onSize }: Pick<TrayHeadProps, 'size' | 'onSize'>) {
  const collapsed = size === 'collapsed';
  const tall = size === 'tall';
  return (
    <>
      {!collapsed && (
        <IconButton
          label={tall ? t('transfers.shorter') : t('transfers.taller')}
          icon={tall ? <ArrowMinimizeVerticalRegular /> : <ArrowMaximizeVerticalRegular />}
          onClick={() => onSize(tall ? 'open' : 'tall')}
        />
      )}
      <IconButton
        label={collapsed ? t('transfers.expand') : t('transfers.collapse')}
        icon={collapsed ? <ChevronUpRegular /> : <ChevronDownRegular />}
        expanded={!collapsed}
        onClick={() => onSize(collapsed ? 'open' : 'collapsed')}
      />
    </>
  );
}
