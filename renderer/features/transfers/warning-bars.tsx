import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { ReactElement } from 'react';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { TransferSummary } from '../../../electron/contract/transfers.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { focusContent } from '../../ui/panes.ts';
import { toFailureText } from '../../words/failures.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorStatusWarningForeground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
    flexShrink: 0,
  },
  icon: { display: 'flex', fontSize: tokens.fontSizeBase500, flexShrink: 0 },
});

export function PausedBar() {
  return <WarningBar icon={<PauseRegular />} text={t('transfers.allPaused')} />;
}

export function JournalBars({ summary }: { summary: TransferSummary }) {
  const { damagedJournal, persisted } = summary;
  // A list that can't be opened can't be saved either, so show only the first problem.
  const isUnsaved = !persisted && damagedJournal?.code !== 'journalUnavailable';
  const notSaved = t('transfers.notSaved', { disk: summary.saveTrouble ?? 'other' });
  return (
    <>
      {damagedJournal !== null && <JournalFailureBar failure={damagedJournal} />}
      {isUnsaved && <WarningBar icon={<WarningRegular />} text={notSaved} />}
    </>
  );
}

function JournalFailureBar({ failure }: { failure: Failure }) {
  const { title, text } = toFailureText(failure);
  return (
    <WarningBar
      icon={<WarningRegular />}
      text={t('failureView.sentence', { title, text })}
      {...(failure.code === 'journalDamaged' && { action: <DismissButton /> })}
    />
  );
}

function DismissButton() {
  return (
    <Button
      size="small"
      onClick={() => {
        // The button disappears.
        focusContent();
        void callOrToast('transfers.dismissDamage', {});
      }}
    >
      {t('transfers.dismiss')}
    </Button>
  );
}

function WarningBar({ icon, text, action }: { icon: ReactElement; text: string; action?: ReactElement }) {
  const styles = useStyles();
  return (
    <div className={styles.root} role="status">
      <span className={styles.icon}>{icon}</span>
      <span>{text}</span>
      {action}
    </div>
  );
}
