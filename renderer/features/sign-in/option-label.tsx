import { Text } from '@fluentui/react-components';
import { useSignInStyles } from './sign-in-styles.ts';

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
