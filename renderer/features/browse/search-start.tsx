import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { History16Regular } from '@fluentui/react-icons/svg/history';
import type { Sort } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { usePane } from '../../state/pane.ts';
import { focusPane } from '../../ui/panes.ts';
import { useRecentSearches } from './use-recent-searches.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalS,
    height: '100%',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    overflowY: 'auto',
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  entry: { justifyContent: 'flex-start', minWidth: 0, fontWeight: tokens.fontWeightRegular },
  example: {
    fontFamily: tokens.fontFamilyMonospace,
    color: tokens.colorNeutralForeground2,
  },
  hint: { color: tokens.colorNeutralForeground3 },
});

interface Shortcut {
  name: 'largest' | 'oldest' | 'changed' | 'duplicates';
  query: string;
  sort: readonly Sort[];
}

/** Only filters and an order. */
const shortcuts: readonly Shortcut[] = [
  { name: 'largest', query: 'type:file', sort: [{ key: 'size', direction: 'descending' }] },
  { name: 'oldest', query: 'type:file', sort: [{ key: 'modified', direction: 'ascending' }] },
  { name: 'changed', query: 'type:file modified:2d', sort: [{ key: 'modified', direction: 'descending' }] },
  { name: 'duplicates', query: 'is:duplicate', sort: [{ key: 'size', direction: 'descending' }] },
];

const examples = ['type:pdf', 'size:>10MB', 'modified:last-week', 'shared:me'] as const;

export function SearchStart() {
  const styles = useStyles();
  const { recent, forget } = useRecentSearches();
  const { setFilter } = usePane();
  const { arrange } = usePane();
  const take = (text: string) => {
    setFilter(text);
    focusPane('search');
  };
  return (
    <div className={styles.root}>
      {recent.length > 0 && (
        <>
          <Text as="h2" weight="semibold">
            {t('search.recent')}
          </Text>
          <ul className={styles.list}>
            {recent.map((text) => (
              <li key={text}>
                <Button
                  appearance="subtle"
                  className={styles.entry}
                  icon={<History16Regular />}
                  onClick={() => take(text)}
                >
                  {showText(text)}
                </Button>
              </li>
            ))}
          </ul>
          <Button size="small" onClick={forget}>
            {t('search.forgetRecent')}
          </Button>
        </>
      )}
      <Text as="h2" weight="semibold">
        {t('search.atAGlance')}
      </Text>
      <ul className={styles.list}>
        {shortcuts.map(({ name, query, sort }) => (
          <li key={name}>
            <Button
              appearance="subtle"
              className={styles.entry}
              onClick={() => {
                setFilter(query);
                arrange(sort);
                focusPane('files');
              }}
            >
              {t(`search.shortcuts.${name}`)}
            </Button>
          </li>
        ))}
      </ul>
      <Text as="h2" weight="semibold">
        {t('search.filters')}
      </Text>
      <Text className={styles.hint}>{t('search.filtersHint')}</Text>
      <ul className={styles.list}>
        {examples.map((example) => (
          <li key={example}>
            <Button
              appearance="subtle"
              className={mergeClasses(styles.entry, styles.example)}
              onClick={() => take(`${example} `)}
            >
              {example}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
