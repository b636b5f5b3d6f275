import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '184px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalXXL,
    padding: `${tokens.spacingVerticalXL} 0`,
    '&[data-left-out]': { display: 'none' },
    '& + &': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalM },
  },
  body: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalM,
    minWidth: 0,
    '& > [data-left-out]': { display: 'none' },
  },
});

export function Section({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.root} aria-label={title} data-settings-section>
      <Text as="h2" weight="semibold" size={400}>
        {title}
      </Text>
      <div className={styles.body} data-settings-options>
        {children}
      </div>
    </section>
  );
}
