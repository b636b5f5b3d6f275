import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import type { Item } from '../../../electron/contract/records.ts';
import { toExtension, toFileFamily } from '../../ui/file-families.ts';
import { formatFullDate, formatSize } from '../../words/format.ts';
import { previewWords as words } from '../../words/preview.ts';

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
          <dt className={styles.term}>{words.facts[name]}</dt>
          <dd className={styles.value}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

interface Fact {
  name: keyof typeof words.facts;
  value: string;
}

export function toFacts(item: Item, folderPath: string): Fact[] {
  const family = toFileFamily(item.name, item.kind, item.sharing);
  const extension = item.kind === 'file' ? toExtension(item.name) : '';
  const facts: { name: Fact['name']; value: string | null }[] = [
    { name: 'type', value: words.type(family, extension) },
    { name: 'contents', value: item.childCount === null ? null : words.contents(item.childCount) },
    { name: 'size', value: item.sizeBytes === null ? null : formatSize(item.sizeBytes) },
    { name: 'modified', value: item.modifiedAt === null ? null : formatFullDate(item.modifiedAt) },
    { name: 'modifiedBy', value: item.modifiedBy },
    { name: 'sharing', value: words.sharing[item.sharing](item.sharedBy) },
    { name: 'path', value: `${folderPath}/${item.name}` },
  ];
  return facts.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
}
