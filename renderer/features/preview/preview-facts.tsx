import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import type { Item } from '../../../electron/contract/records.ts';
import { showWithin } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toFacts } from './facts.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere' },
});

/** What is known about an item, without what is not. `folderPath` is where it lies: "myfiles/Finance". */
export function PreviewFacts({ item, folderPath }: { item: Item; folderPath: string }) {
  const styles = useStyles();
  return (
    <dl className={styles.root} data-selectable>
      {toFacts(item, folderPath).map(({ name, value }) => (
        <Fragment key={name}>
          <dt className={styles.term}>{t(`preview.facts.${name}`)}</dt>
          <dd className={styles.value}>{showWithin(value)}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
