import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    height: 'clamp(300px, 52vh, 720px)',
    '@media (max-width: 640px)': { flexDirection: 'column', height: 'auto' },
  },
  side: {
    flex: '1 1 0',
    minWidth: 0,
    minHeight: '300px',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
});

export type ShowVersion = (versionId: string | undefined) => ReactNode;

interface SideBySideProps {
  versionId: string;
  when: string;
  show: ShowVersion;
}

export function SideBySide({ versionId, when, show }: SideBySideProps) {
  const styles = useStyles();
  return (
    <section className={styles.root} aria-label={t('versions.besideLong', { when })}>
      <Side head={when}>{show(versionId)}</Side>
      <Side head={t('versions.current')}>{show(undefined)}</Side>
    </section>
  );
}

function Side({ head, children }: { head: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.side}>
      <Text weight="semibold">{head}</Text>
      {children}
    </div>
  );
}
