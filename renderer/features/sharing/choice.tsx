import { Dropdown, Field, Option } from '@fluentui/react-components';
import { useShareStyles } from './share-styles.ts';

interface ChoiceProps<T extends string> {
  label: string;
  className?: string;
  value: T;
  options: readonly T[];
  toText: (option: T) => string;
  hint?: string;
  onChange: (option: T) => void;
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const styles = useShareStyles();
  const { label, className, value, options, toText, hint, onChange } = props;
  return (
    <Field label={label} className={className} {...(hint !== undefined && { hint })}>
      <Dropdown
        className={styles.choice}
        value={toText(value)}
        selectedOptions={[value]}
        onOptionSelect={(_, { optionValue }) => {
          const option = options.find((one) => one === optionValue);
          if (option !== undefined) onChange(option);
        }}
      >
        {options.map((option) => (
          <Option key={option} value={option}>
            {toText(option)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
