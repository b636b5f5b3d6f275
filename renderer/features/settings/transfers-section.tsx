import { Button, Field, makeStyles, SpinButton, Text, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import type { LimitHours } from '../../../electron/contract/settings.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { HoursRow } from './hours-row.tsx';
import { LimitField } from './limit-field.tsx';
import { Section } from './section.tsx';
import { useSettings } from './use-settings.ts';

const useStyles = makeStyles({
  number: { width: '88px' },
  pair: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalL, alignItems: 'flex-start' },
  group: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalS,
    width: '100%',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const newHours: LimitHours = {
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '17:00',
  upload: 1024 ** 2,
  download: null,
};
const maxHours = 20;

export function TransfersSection() {
  const styles = useStyles();
  const { settings, change } = useSettings();
  const { keys, dropKey } = useRowKeys(settings?.limitHours.length ?? 0);
  if (settings === undefined) return null;
  const { filesAtOnce, limits, limitHours } = settings;
  return (
    <Section title={t('settings.transfers.title')}>
      <Field label={t('settings.transfers.filesAtOnce')} hint={t('settings.transfers.filesAtOnceMore')}>
        <SpinButton
          className={styles.number}
          min={1}
          max={10}
          value={filesAtOnce}
          incrementButton={{ 'aria-label': t('settings.transfers.more') }}
          decrementButton={{ 'aria-label': t('settings.transfers.fewer') }}
          onChange={(_, { value, displayValue }) => {
            const entered = value ?? Number.parseInt(displayValue ?? '', 10);
            if (Number.isInteger(entered)) change({ filesAtOnce: Math.min(10, Math.max(1, entered)) });
          }}
        />
      </Field>
      <div className={styles.group} role="group" aria-label={t('settings.transfers.limits')}>
        <Text weight="semibold">{t('settings.transfers.limits')}</Text>
        <div className={styles.pair}>
          <LimitField
            label={t('settings.transfers.upload')}
            value={limits.upload}
            onChange={(upload) => change({ limits: { ...limits, upload } })}
          />
          <LimitField
            label={t('settings.transfers.download')}
            value={limits.download}
            onChange={(download) => change({ limits: { ...limits, download } })}
          />
        </div>
        <Text size={200} className={styles.quiet}>
          {t('settings.transfers.limitsMore')}
        </Text>
      </div>
      <div className={styles.group} role="group" aria-label={t('settings.transfers.hours')}>
        <Text weight="semibold">{t('settings.transfers.hours')}</Text>
        {limitHours.map((hours, at) => (
          <HoursRow
            key={keys[at]}
            number={at + 1}
            hours={hours}
            onChange={(next) => change({ limitHours: limitHours.with(at, next) })}
            onRemove={() => {
              dropKey(at);
              change({ limitHours: limitHours.toSpliced(at, 1) });
            }}
          />
        ))}
        {limitHours.length > 1 && (
          <Text size={200} className={styles.quiet}>
            {t('settings.transfers.hoursMore')}
          </Text>
        )}
        {limitHours.length < maxHours && (
          <Button icon={<AddRegular />} onClick={() => change({ limitHours: [...limitHours, newHours] })}>
            {t('settings.transfers.addHours')}
          </Button>
        )}
      </div>
    </Section>
  );
}

/** Schedules have no ids, so these keys keep half-typed input from moving to another row. */
function useRowKeys(count: number): { keys: readonly number[]; dropKey: (at: number) => void } {
  const [known, setKnown] = useState<readonly number[]>([]);
  const next = Math.max(-1, ...known) + 1;
  const more = Array.from({ length: Math.max(0, count - known.length) }, (_, at) => next + at);
  const keys = [...known.slice(0, count), ...more];
  return { keys, dropKey: (at) => setKnown(keys.toSpliced(at, 1)) };
}
