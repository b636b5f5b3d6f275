import { Field, Input, makeStyles, Text, ToggleButton, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { LimitHours } from '../../../electron/contract/settings.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatWeekday } from '../../words/format.ts';
import { LimitField } from './limit-field.tsx';
const week = [1, 2, 3, 4, 5, 6, 0];

const useStyles = makeStyles({
  root: {
    position: 'relative',
    boxSizing: 'border-box',
    width: '100%',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    margin: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  days: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  day: { minWidth: '36px', padding: `0 ${tokens.spacingHorizontalXS}` },
  fields: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
  },
  time: { width: '140px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  remove: { position: 'absolute', top: tokens.spacingVerticalS, insetInlineEnd: tokens.spacingHorizontalS },
});

export interface HoursRowProps {
  number: number;
  hours: LimitHours;
  onChange: (hours: LimitHours) => void;
  onRemove: () => void;
}

export function HoursRow({ number, hours, onChange, onRemove }: HoursRowProps) {
  const styles = useStyles();
  const { days, from, to, upload, download } = hours;
  const setTime = (change: Partial<LimitHours>) => {
    if (Object.values(change).every((value) => value !== '')) onChange({ ...hours, ...change });
  };
  const toggle = (day: number) => {
    const next = days.includes(day) ? days.filter((one) => one !== day) : [...days, day];
    if (next.length > 0) onChange({ ...hours, days: next });
  };
  return (
    <fieldset className={styles.root} aria-label={t('settings.transfers.hoursLabel', { number })}>
      <div className={styles.days} role="group" aria-label={t('settings.transfers.days')}>
        {week.map((day) => (
          <ToggleButton
            key={day}
            className={styles.day}
            size="small"
            checked={days.includes(day)}
            appearance={days.includes(day) ? 'primary' : 'secondary'}
            title={formatWeekday(day, 'long')}
            onClick={() => toggle(day)}
          >
            {formatWeekday(day, 'short')}
          </ToggleButton>
        ))}
      </div>
      <div className={styles.fields}>
        <Field label={t('settings.transfers.from')}>
          <Input
            className={styles.time}
            type="time"
            value={from}
            onChange={(_, { value }) => setTime({ from: value })}
          />
        </Field>
        <Field label={t('settings.transfers.to')}>
          <Input
            className={styles.time}
            type="time"
            value={to}
            onChange={(_, { value }) => setTime({ to: value })}
          />
        </Field>
        <LimitField
          label={t('settings.transfers.upload')}
          value={upload}
          onChange={(limit) => onChange({ ...hours, upload: limit })}
        />
        <LimitField
          label={t('settings.transfers.download')}
          value={download}
          onChange={(limit) => onChange({ ...hours, download: limit })}
        />
      </div>
      {to <= from && (
        <Text size={200} className={styles.quiet}>
          {t('settings.transfers.overnight')}
        </Text>
      )}
      <IconButton
        className={styles.remove}
        label={t('settings.transfers.removeHours', { number })}
        icon={<DismissRegular />}
        onClick={onRemove}
      />
    </fieldset>
  );
}
