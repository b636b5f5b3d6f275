import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    // "safe" keeps the beginning reachable when it has to scroll.
    justifyContent: 'safe center',
    overflowY: 'auto',
    textAlign: 'center',
    gap: tokens.spacingVerticalS,
    height: '100%',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalXXL,
    color: tokens.colorNeutralForeground2,
  },
  text: { maxWidth: '44ch', textAlign: 'center', color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalM },
});

export function Notice(props: {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  role?: 'status' | 'alert';
}) {
  const styles = useStyles();
  return (
    <div className={styles.root} role={props.role}>
      <Text as="h2" align="center" size={500} weight="semibold">
        {props.title}
      </Text>
      {props.text !== undefined && <Text className={styles.text}>{props.text}</Text>}
      {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
    </div>
  );
}
