import { Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { parseLimit, toLimitText } from './parse-limit.ts';

const useStyles = makeStyles({
  // Wide enough for the placeholder and the unit in each language.
  input: { width: '176px', '& > span': { whiteSpace: 'nowrap' } },
});

export interface LimitFieldProps {
  label: string;
  /** Bytes per second; null: no limit. */
  value: number | null;
  onChange: (bytesPerSecond: number | null) => void;
}

/** Applied on blur or Enter. Invalid input shows an error and changes nothing. */
export function LimitField({ label, value, onChange }: LimitFieldProps) {
  const styles = useStyles();
  const [text, setText] = useState<string | null>(null);
  const [isInvalid, setInvalid] = useState(false);
  const commit = () => {
    if (text === null) return;
    const limit = parseLimit(text);
    setInvalid(limit === undefined);
    if (limit === undefined) return;
    setText(null);
    if (limit !== value) onChange(limit);
  };
  return (
    <Field label={label} {...(isInvalid ? { validationMessage: t('settings.transfers.wrong') } : {})}>
      <Input
        className={styles.input}
        inputMode="decimal"
        placeholder={t('settings.transfers.none')}
        contentAfter={t('settings.transfers.unit')}
        value={text ?? toLimitText(value)}
        onChange={(_, data) => {
          setText(data.value);
          setInvalid(false);
        }}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
    </Field>
  );
}
