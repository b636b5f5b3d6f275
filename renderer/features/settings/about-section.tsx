import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { startQuery } from '../../api/queries.ts';
import { useApp } from '../../state/store.ts';
import { settingsWords } from '../../words/settings.ts';
import { licenceWords } from '../../words/program.ts';
import { Section } from './section.tsx';

const words = settingsWords.about;

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export function AboutSection() {
  const styles = useStyles();
  const start = useQuery(startQuery).data;
  const openDialog = useApp((state) => state.openDialog);
  return (
    <Section title={words.title}>
      {start !== undefined && (
        <dl className={styles.facts} data-selectable>
          <dt className={styles.term}>{words.version}</dt>
          <dd className={styles.value}>{start.version}</dd>
          <dt className={styles.term}>{words.host}</dt>
          <dd className={styles.value}>{words.hosts[start.host](start.hostVersion)}</dd>
          <dt className={styles.term}>{words.system}</dt>
          <dd className={styles.value}>{words.systems[start.platform]}</dd>
        </dl>
      )}
      <div className={styles.buttons}>
        <Button onClick={() => openDialog({ name: 'keys' })}>{words.keys}</Button>
        <Button onClick={() => openDialog({ name: 'licences' })}>{licenceWords.open}</Button>
      </div>
    </Section>
  );
}
