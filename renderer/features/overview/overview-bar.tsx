import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { RefObject } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { type AccountRow, toSignIns } from './account-rows.ts';
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
  rows: readonly AccountRow[];
  barRef: RefObject<HTMLDivElement | null>;
  onDone: () => void;
  onRemove: () => void;
}

export function OverviewBar({ rows, barRef, onDone, onRemove }: OverviewBarProps) {
  const styles = useStyles();
  useKeptFocus(barRef);
  const signIns = toSignIns(rows.filter(({ account }) => account.state === 'signInNeeded'));
  const secrets = toSignIns(rows.filter(({ overview }) => overview.app !== null));
  const unpaused = rows.filter(({ account }) => !account.isPaused);
  const paused = rows.filter(({ account, overview }) => account.isPaused || overview.transfers.paused > 0);
  return (
    <div ref={barRef} role="toolbar" aria-label={t('overview.selectionLabel')} className={styles.root}>
      <span className={styles.count}>{t('overview.selected', { count: rows.length })}</span>
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
      <Button size="small" onClick={() => void askQuotas(rows).then(onDone)}>
        {t('overview.askNow')}
      </Button>
      {unpaused.length > 0 && (
        <Button size="small" onClick={() => void pause(unpaused, true).then(onDone)}>
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
