import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { managementQuery } from '../../api/queries.ts';
import { managementWords as words } from '../../words/program.ts';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  problems: {
    boxSizing: 'border-box',
    width: '100%',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorPaletteRedBorder1}`,
    backgroundColor: tokens.colorPaletteRedBackground1,
    color: tokens.colorNeutralForeground1,
  },
  list: { margin: `${tokens.spacingVerticalS} 0 0`, paddingInlineStart: tokens.spacingHorizontalXL },
  item: { overflowWrap: 'anywhere' },
});

/** What an administrator fixed on this computer, and what in their file is wrong. Not there where nothing is managed. */
export function ManagementSection() {
  const styles = useStyles();
  const management = useQuery(managementQuery).data;
  if (management === undefined || management.path === null) return null;
  const { fields, problems, path } = management;
  return (
    <Section title={words.title}>
      {problems.length > 0 && (
        <div role="alert" className={styles.problems}>
          <Text weight="semibold" block>
            {words.problems}
          </Text>
          <Text block>{words.problemsText}</Text>
          <ul className={styles.list} data-selectable>
            {problems.map((problem) => (
              <li key={words.problem(problem)} className={styles.item}>
                {words.problem(problem)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {fields.length > 0 && (
        <>
          <Text>{words.text}</Text>
          <dl className={styles.facts} data-selectable>
            {fields.map(({ field, value }) => [
              <dt key={`${field} name`} className={styles.term}>
                {words.fields[field] ?? field}
              </dt>,
              <dd key={field} className={styles.value}>
                {value ?? words.nothing}
              </dd>,
            ])}
          </dl>
        </>
      )}
      <Text size={200} className={styles.quiet} data-selectable>
        {words.from(path)}
      </Text>
    </Section>
  );
}
