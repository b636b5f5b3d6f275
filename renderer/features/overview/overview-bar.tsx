import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Ref } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { type AccountLine, toSignIns } from './account-lines.ts';
import { askQuotas, pause, signInTo } from './account-actions.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    '& > button': { whiteSpace: 'nowrap' },
  },
  count: { fontVariantNumeric: 'tabular-nums', marginInlineEnd: tokens.spacingHorizontalM },
});

interface OverviewBarProps {
  lines: readonly AccountLine[];
  barRef: Ref<HTMLDivElement>;
  onDone: () => void;
  onRemove: () => void;
}

/** What can be done with the selected accounts at once: each button acts on those it fits. */
export function OverviewBar({ lines, barRef, onDone, onRemove }: OverviewBarProps) {
  const styles = useStyles();
  const signIns = toSignIns(lines.filter(({ account }) => account.state === 'signInNeeded'));
  const secrets = toSignIns(lines.filter(({ overview }) => overview.app !== null));
  const moving = lines.filter(
    ({ overview: { transfers, index } }) =>
      transfers.active > 0 || index?.state === 'enumerating' || index?.state === 'updating',
  );
  const paused = lines.filter(
    ({ overview: { transfers, index } }) => transfers.paused > 0 || index?.state === 'paused',
  );
  return (
    <div ref={barRef} role="toolbar" aria-label={t('overview.selectionLabel')} className={styles.root}>
      <span className={styles.count}>{t('overview.selected', { count: lines.length })}</span>
      {signIns.length > 0 && (
        <Button size="small" appearance="primary" onClick={() => signInTo(signIns)}>
          {t('overview.signIn', { count: signIns.length })}
        </Button>
      )}
      {secrets.length > 0 && (
        <Button size="small" onClick={() => signInTo(secrets)}>
          {t('overview.newSecret', { count: secrets.length })}
        </Button>
      )}
      <Button size="small" onClick={() => void askQuotas(lines).then(onDone)}>
        {t('overview.askNow')}
      </Button>
      {moving.length > 0 && (
        <Button size="small" onClick={() => void pause(moving, true).then(onDone)}>
          {t('overview.pause')}
        </Button>
      )}
      {paused.length > 0 && (
        <Button size="small" onClick={() => void pause(paused, false).then(onDone)}>
          {t('overview.resume')}
        </Button>
      )}
      <Button size="small" onClick={onRemove}>
        {t('overview.remove')}
      </Button>
    </div>
  );
}
