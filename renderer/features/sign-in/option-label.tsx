import { Text } from '@fluentui/react-components';
import { useSignInStyles } from './sign-in-styles.ts';

/** An option with a line of explanation. */
export function OptionLabel({ label, text }: { label: string; text: string }) {
  const styles = useSignInStyles();
  return (
    <>
      {label}
      <Text size={200} className={styles.optionText}>
        {text}
      </Text>
    </>
  );
}
