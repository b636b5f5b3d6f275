import {
  Button,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Types as FoundTypes } from '../../../electron/contract/found.ts';
import { toExtensionFamily } from '../../../electron/contract/file-families.ts';
import type { ItemRef } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { typesQuery } from '../../api/space-queries.ts';
import { useApp } from '../../state/store.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toTypeText } from '../../ui/type-text.ts';
import { formatCount, formatPart, formatSize } from '../../words/format.ts';
import { useIndexState } from './use-index-state.ts';

const useStyles = makeStyles({
  root: { flex: 1, minHeight: 0, overflow: 'auto', padding: `0 ${tokens.spacingHorizontalM}` },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', width: '90px' },
  name: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  link: { justifyContent: 'flex-start', minWidth: 0, fontWeight: tokens.fontWeightRegular },
  bar: { width: '30%', '@media (max-width: 700px)': { display: 'none' } },
  fill: {
    height: '10px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorCompoundBrandBackground,
    '@media (forced-colors: active)': { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
  },
});

/** "0%" would look like nothing. */
const toPartText = (part: number): string =>
  part > 0 && part < 0.005 ? t('space.lessThan', { part: formatPart(0.01) }) : formatPart(part);

const maxTypes = 100;

export function Types({ accountId, folder }: { accountId: string; folder: ItemRef | null }) {
  const styles = useStyles();
  const { refetchInterval } = useIndexState(accountId);
  const types = useQuery({ ...typesQuery(accountId, folder), refetchInterval }).data?.types;
  if (types === undefined) return <div className={styles.root} />;
  if (types.length === 0) return <Notice title={t('space.nothing')} />;
  const whole = types.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const largest = types[0]?.sizeBytes ?? 0;
  return (
    <div className={styles.root} data-pane="files">
      <Table size="small" aria-label={t('space.parts.types')}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{t('space.type')}</TableHeaderCell>
            <TableHeaderCell className={styles.bar} aria-hidden />
            <TableHeaderCell className={styles.number}>{t('space.size')}</TableHeaderCell>
            <TableHeaderCell className={styles.number}>{t('space.part')}</TableHeaderCell>
            <TableHeaderCell className={styles.number}>{t('space.count')}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {types.slice(0, maxTypes).map((type) => (
            <TypeRow key={type.extension} type={type} folder={folder} whole={whole} largest={largest} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

interface RowProps {
  type: FoundTypes['types'][number];
  folder: ItemRef | null;
  whole: number;
  largest: number;
}

function TypeRow({ type: { extension, files, sizeBytes }, folder, whole, largest }: RowProps) {
  const styles = useStyles();
  const show = () => {
    const { go, arrange } = useApp.getState();
    go({ name: 'search', query: `type:${extension}`, within: folder });
    arrange([{ key: 'size', direction: 'descending' }]);
  };
  const name =
    extension === ''
      ? t('space.noExtension')
      : toTypeText(toExtensionFamily(extension) ?? 'unknown', extension);
  return (
    <TableRow>
      <TableCell>
        <span className={styles.name}>
          <FileIcon name={`a.${extension}`} kind="file" sharing="none" size={20} />
          {extension === '' ? (
            name
          ) : (
            <Button
              appearance="transparent"
              size="small"
              className={styles.link}
              aria-label={t('space.showType', { name })}
              onClick={show}
            >
              {name}
            </Button>
          )}
        </span>
      </TableCell>
      <TableCell className={styles.bar} aria-hidden>
        <div
          className={styles.fill}
          style={{ width: `${largest === 0 ? 0 : Math.max(0.5, (sizeBytes / largest) * 100)}%` }}
        />
      </TableCell>
      <TableCell className={styles.number}>{formatSize(sizeBytes)}</TableCell>
      <TableCell className={styles.number}>{toPartText(whole === 0 ? 0 : sizeBytes / whole)}</TableCell>
      <TableCell className={styles.number}>{formatCount(files)}</TableCell>
    </TableRow>
  );
}
