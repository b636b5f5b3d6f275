import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionCheck } from '../../../electron/contract/network.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { keys } from '../../api/query-keys.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { toCheckText } from './check-result.ts';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalS },
  row: {
    display: 'grid',
    gridTemplateColumns: '20px 88px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    '@media (max-width: 560px)': { gridTemplateColumns: '20px minmax(0, 1fr)' },
  },
  sentence: {
    overflowWrap: 'anywhere',
    '@media (max-width: 560px)': { gridColumn: 2 },
  },
  icon: { fontSize: '20px', color: tokens.colorNeutralForeground3 },
  ok: { color: tokens.colorStatusSuccessForeground1 },
  inspected: { color: tokens.colorStatusWarningForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  skipped: {},
  quiet: { color: tokens.colorNeutralForeground3 },
});

const icons = {
  ok: CheckmarkCircleRegular,
  inspected: EyeRegular,
  skipped: SubtractCircleRegular,
  failed: ErrorCircleRegular,
};

export function CheckConnection() {
  const styles = useStyles();
  const client = useQueryClient();
  const [checks, setChecks] = useState<ConnectionCheck[] | null>(null);
  const [isChecking, setIsChecking] = useState(false);
  const check = async () => {
    setIsChecking(true);
    setChecks(await callOrToast('network.check', {}));
    setIsChecking(false);
    await client.invalidateQueries({ queryKey: keys.network });
  };
  return (
    <>
      <Button disabledFocusable={isChecking} onClick={() => void check()}>
        {isChecking ? t('settings.network.checking') : t('settings.network.check')}
      </Button>
      <div role="status">
        {checks !== null && !isChecking && (
          <ul className={styles.list} aria-label={t('settings.network.result')}>
            {checks.map((one) => (
              <CheckRow key={`${one.part} ${one.host}`} check={one} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

function CheckRow({ check }: { check: ConnectionCheck }) {
  const styles = useStyles();
  const { part, state } = check;
  const Icon = icons[state];
  return (
    <li className={styles.row}>
      <Icon
        className={mergeClasses(styles.icon, styles[state])}
        role="img"
        aria-label={t(`settings.network.states.${state}`)}
      />
      <Text weight="semibold">{t(`settings.network.parts.${part}`)}</Text>
      <Text className={mergeClasses(styles.sentence, state === 'skipped' && styles.quiet)}>
        {toCheckText(check)}
      </Text>
    </li>
  );
}
