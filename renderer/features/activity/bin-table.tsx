import {
  Button,
  Checkbox,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { ActivityRow } from '../../../electron/contract/activity.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { formatMoment, formatSize, joinFacts } from '../../words/format.ts';
import type { BinRow } from './bin-rows.ts';
import { useLogTableStyles } from './log-table-styles.ts';

const useStyles = makeStyles({
  actions: { display: 'flex', padding: `0 0 ${tokens.spacingVerticalS}` },
  check: { width: '44px' },
});

interface Shown {
  canRestore: boolean;
  showsDetails: boolean;
}

type RestorableRow = BinRow & { activity: ActivityRow };

const isRestorable = (row: BinRow): row is RestorableRow => row.activity?.canUndo === true;

async function restore(rows: readonly RestorableRow[]): Promise<void> {
  const batches = Map.groupBy(rows, ({ activity }) => activity.batchId);
  for (const [batchId, ofBatch] of batches)
    await callOrToast('changes.undo', { batchId, entryIds: ofBatch.map(({ activity }) => activity.entryId) });
}

export function BinTable({ rows, ...shown }: { rows: readonly BinRow[] } & Shown) {
  const styles = useLogTableStyles();
  const own = useStyles();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const restorable = shown.canRestore ? rows.filter(isRestorable) : [];
  const chosenRows = restorable.filter(({ key }) => chosen.has(key));
  const choose = (keys: readonly string[], isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, ...keys] : [...chosen].filter((key) => !keys.includes(key))));
  const isMixed = chosenRows.length > 0 && chosenRows.length < restorable.length;
  return (
    <>
      {restorable.length > 1 && (
        <div className={own.actions}>
          <Button
            disabledFocusable={chosenRows.length === 0}
            onClick={() => {
              setChosen(new Set());
              void restore(chosenRows);
            }}
          >
            {t('bin.restoreSelected', { count: chosenRows.length })}
          </Button>
        </div>
      )}
      <div className={styles.room}>
        <Table size="small" aria-label={t('bin.heading')}>
          <TableHeader>
            <TableRow>
              {shown.canRestore && (
                <TableHeaderCell className={own.check}>
                  <Checkbox
                    aria-label={t('bin.selectAll')}
                    checked={isMixed ? 'mixed' : chosenRows.length > 0}
                    onChange={(_, { checked }) =>
                      choose(
                        restorable.map(({ key }) => key),
                        checked !== false,
                      )
                    }
                  />
                </TableHeaderCell>
              )}
              <TableHeaderCell>{t('bin.name')}</TableHeaderCell>
              <TableHeaderCell className={styles.wideOnly}>{t('bin.from')}</TableHeaderCell>
              {shown.showsDetails && (
                <>
                  <TableHeaderCell className={mergeClasses(styles.size, styles.wideOnly)}>
                    {t('bin.size')}
                  </TableHeaderCell>
                  <TableHeaderCell className={styles.wideOnly}>{t('bin.deletedBy')}</TableHeaderCell>
                </>
              )}
              <TableHeaderCell className={mergeClasses(styles.when, styles.wideOnly)}>
                {t('bin.when')}
              </TableHeaderCell>
              {shown.canRestore && (
                <TableHeaderCell className={styles.act}>{t('bin.restore')}</TableHeaderCell>
              )}
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <Row
                key={row.key}
                row={row}
                isChosen={chosen.has(row.key)}
                choose={(isChosen) => choose([row.key], isChosen)}
                {...shown}
              />
            ))}
          </TableBody>
        </Table>
      </div>
    </>
  );
}

interface RowProps extends Shown {
  row: BinRow;
  isChosen: boolean;
  choose: (isChosen: boolean) => void;
}

function Row({ row, canRestore, showsDetails, isChosen, choose }: RowProps) {
  const styles = useLogTableStyles();
  const quiet = mergeClasses(styles.cell, styles.quiet, styles.wideOnly);
  const { name, path, at, deletedBy } = row;
  const size = row.sizeBytes === null ? null : formatSize(row.sizeBytes);
  const who = deletedBy === null ? null : showText(deletedBy);
  return (
    <TableRow>
      {canRestore && (
        <TableCell>
          {isRestorable(row) && (
            <Checkbox
              aria-label={t('bin.selectOne', { name })}
              checked={isChosen}
              onChange={(_, { checked }) => choose(checked === true)}
            />
          )}
        </TableCell>
      )}
      <TableCell className={styles.cell}>
        {showText(name)}
        <div className={mergeClasses(styles.quiet, styles.narrowOnly)}>
          {joinFacts([showText(path), size, who, formatMoment(at)])}
        </div>
      </TableCell>
      <TableCell className={quiet}>{showText(path)}</TableCell>
      {showsDetails && (
        <>
          <TableCell className={quiet}>{size}</TableCell>
          <TableCell className={quiet}>{who}</TableCell>
        </>
      )}
      <TableCell className={quiet}>{formatMoment(at)}</TableCell>
      {canRestore && <TableCell>{isRestorable(row) && <RestoreButton row={row} />}</TableCell>}
    </TableRow>
  );
}

function RestoreButton({ row }: { row: RestorableRow }) {
  return (
    <Button
      size="small"
      aria-label={t('bin.restoreOne', { name: row.name })}
      onClick={() => void restore([row])}
    >
      {t('bin.restore')}
    </Button>
  );
}
