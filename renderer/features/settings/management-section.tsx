import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { managementQuery } from '../../api/app-queries.ts';
import { toPolicyFieldText, toPolicyProblemText } from '../../words/program-text.ts';
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

export function ManagementSection() {
  const styles = useStyles();
  const management = useQuery(managementQuery).data;
  if (management === undefined || management.path === null) return null;
  const { fields, problems, path } = management;
  return (
    <Section title={t('managed.title')}>
      {problems.length > 0 && (
        <div role="alert" className={styles.problems}>
          <Text weight="semibold" block>
            {t('managed.problems')}
          </Text>
          <Text block>{t('managed.problemsText')}</Text>
          <ul className={styles.list} data-selectable>
            {problems.map((problem) => (
              <li key={toPolicyProblemText(problem)} className={styles.item}>
                {toPolicyProblemText(problem)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {fields.length > 0 && (
        <>
          <Text>{t('managed.text')}</Text>
          <dl className={styles.facts} data-selectable>
            {fields.map(({ field, value }) => [
              <dt key={`${field} name`} className={styles.term}>
                {toPolicyFieldText(field)}
              </dt>,
              <dd key={field} className={styles.value}>
                {value ?? t('managed.nothing')}
              </dd>,
            ])}
          </dl>
        </>
      )}
      <Text size={200} className={styles.quiet} data-selectable>
        {t('managed.from', { path })}
      </Text>
    </Section>
  );
}
