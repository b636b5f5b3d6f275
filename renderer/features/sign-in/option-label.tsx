import { Text } from '@fluentui/react-components';
import { useSignInStyles } from './sign-in-styles.ts';

/** What can be chosen, and one line of what that means. */
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
