import { Label, Text } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { useSignInStyles } from './sign-in-styles.ts';

interface Props {
  id: string;
  label: string;
  hint: string;
  mistake: string | null;
  children: ReactNode;
}

/** A Field would give its label to the first input. */
export function ChoiceGroup({ id, label, hint, mistake, children }: Props) {
  const styles = useSignInStyles();
  const labelId = useId();
  const hintId = useId();
  return (
    <div id={id} role="group" tabIndex={-1} aria-labelledby={labelId} aria-describedby={hintId}>
      <Label id={labelId}>{label}</Label>
      {children}
      {mistake !== null && (
        <Text role="alert" block size={200} className={styles.mistake}>
          {mistake}
        </Text>
      )}
      <Text id={hintId} block size={200} className={styles.quiet}>
        {hint}
      </Text>
    </div>
  );
}
