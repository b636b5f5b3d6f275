import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import type { TransferSummary } from '../../../electron/contract/transfers.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useAllEditsSaved } from '../../api/use-edits.ts';
import { toBytesText, toLimitsText } from '../../words/transfer-text.ts';
import { formatSpeed, formatDuration, joinFacts } from '../../words/format.ts';
import { toSummaryText } from './summary-text.ts';
import { isInProgress, toTimeLeftMs, toWhole } from './transfer-lists.ts';
import { TotalProgress } from './total-progress.tsx';

const useStyles = makeStyles({
  root: { position: 'relative', flexShrink: 0, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    maxWidth: '1600px',
    minHeight: '32px',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXL}`,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  text: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  safe: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    marginInlineStart: 'auto',
    whiteSpace: 'nowrap',
    color: tokens.colorStatusSuccessForeground1,
  },
});

export function TotalsBar({ summary }: { summary: TransferSummary }) {
  const styles = useStyles();
  const { bytesDone, bytesTotal, bytesPerSecond, safeToClose, limits } = summary;
  const allEditsSaved = useAllEditsSaved();
  const inProgress = isInProgress(summary);
  const timeLeftMs = inProgress ? toTimeLeftMs(summary) : null;
  const parts = [
    toSummaryText(summary),
    inProgress && bytesTotal > 0 ? toBytesText(bytesDone, bytesTotal) : null,
    inProgress && bytesPerSecond >= 1 ? formatSpeed(bytesPerSecond) : null,
    timeLeftMs === null ? null : t('transfers.timeLeft', { time: formatDuration(timeLeftMs) }),
    inProgress ? toLimitsText(limits) : null,
  ];
  return (
    <div className={styles.root} role="group" aria-label={t('transfers.allTogether')}>
      <div className={styles.row}>
        <span className={styles.text}>{joinFacts(parts)}</span>
        {safeToClose && allEditsSaved && (
          <span className={styles.safe} title={t('transfers.safeToCloseMore', { paused: summary.paused })}>
            <CheckmarkCircleRegular />
            {t('transfers.safeToClose')}
          </span>
        )}
      </div>
      {inProgress && <TotalProgress of={toWhole(summary)} />}
    </div>
  );
}
