import { makeStyles, tokens } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons/svg/copy';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { Item } from '../../../electron/contract/records.ts';
import { showWithin } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { detailsQuery } from '../../api/item-queries.ts';
import { folderTotalsQuery } from '../../api/space-queries.ts';
import { useApp } from '../../state/store.ts';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { type Fact, toFacts, toHashes } from './facts.ts';

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
  hashes: { fontSize: tokens.fontSizeBase200 },
  summary: {
    padding: `${tokens.spacingVerticalXS} 0`,
    color: tokens.colorNeutralForeground2,
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

interface Props {
  accountId: string;
  item: Item;
  folderPath: string;
}

/** Sends no requests while moving through a list by key. */
const askAfterMs = 400;

export function PreviewFacts({ accountId, item, folderPath }: Props) {
  const settled = useDebounced(item, askAfterMs);
  const isAsked = settled.itemId === item.itemId && item.problem === null;
  const details = useQuery({
    ...detailsQuery(accountId, settled, settled.modifiedAt),
    enabled: isAsked,
  }).data;
  const folders = item.kind === 'folder' ? [item] : [];
  const totals = useQuery({
    ...folderTotalsQuery(accountId, folders, false),
    enabled: folders.length > 0,
  }).data;
  const known = isAsked ? (details ?? null) : null;
  const facts = toFacts({ item, folderPath, totals: totals?.get(item.itemId) ?? null, details: known });
  return (
    <>
      <Facts facts={facts} />
      <Hashes facts={toHashes(known)} />
    </>
  );
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.root} data-selectable>
      {facts.map(({ name, value }) => (
        <Fragment key={name}>
          <dt className={styles.term}>{t(`preview.facts.${name}`)}</dt>
          <dd className={styles.value}>{name === 'path' ? <Path value={value} /> : showWithin(value)}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Path({ value }: { value: string }) {
  const copy = async () => {
    if (await copyText(value)) useApp.getState().toast({ text: t('carry.pathCopied', { count: 1 }) });
  };
  return (
    <>
      {showWithin(value)}{' '}
      <IconButton label={t('preview.copyPath')} icon={<Copy16Regular />} onClick={() => void copy()} />
    </>
  );
}

function Hashes({ facts }: { facts: readonly Fact[] }) {
  const styles = useStyles();
  if (facts.length === 0) return null;
  return (
    <details className={styles.hashes}>
      <summary className={styles.summary}>{t('preview.hashes')}</summary>
      <Facts facts={facts} />
    </details>
  );
}
