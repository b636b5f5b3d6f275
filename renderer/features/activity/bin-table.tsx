import {
  Button,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from '@fluentui/react-components';
import { useRef } from 'react';
import type { ActivityRow } from '../../../electron/contract/activity.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { formatMoment, formatSize, joinFacts } from '../../words/format.ts';
import type { BinRow } from './bin-rows.ts';
import { useLogTableStyles } from './log-table-styles.ts';
import { useRowFocus } from './use-row-focus.ts';

/** `showsDetails`: sizes and people are known from the site's recycle bin. */
interface Shown {
  canRestore: boolean;
  showsDetails: boolean;
}

export function BinTable({ rows, ...shown }: { rows: readonly BinRow[] } & Shown) {
  const styles = useLogTableStyles();
  const room = useRef<HTMLDivElement>(null);
  const focus = useRowFocus(room);
  return (
    <div ref={room} className={styles.room} {...focus}>
      <Table size="small" aria-label={t('bin.heading')}>
        <TableHeader>
          <TableRow>
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
            {shown.canRestore && <TableHeaderCell className={styles.act}>{t('bin.restore')}</TableHeaderCell>}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <Row key={row.key} row={row} {...shown} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Row({ row, canRestore, showsDetails }: { row: BinRow } & Shown) {
  const styles = useLogTableStyles();
  const quiet = mergeClasses(styles.cell, styles.quiet, styles.wideOnly);
  const { name, path, at, deletedBy, activity } = row;
  const size = row.sizeBytes === null ? null : formatSize(row.sizeBytes);
  const who = deletedBy === null ? null : showText(deletedBy);
  return (
    <TableRow>
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
      {canRestore && (
        <TableCell>{activity?.canUndo === true && <RestoreButton activity={activity} />}</TableCell>
      )}
    </TableRow>
  );
}

function RestoreButton({ activity: { batchId, entryId, name } }: { activity: ActivityRow }) {
  return (
    <Button
      size="small"
      aria-label={t('bin.restoreOne', { name })}
      onClick={() => void callOrToast('changes.undo', { batchId, entryIds: [entryId] })}
    >
      {t('bin.restore')}
    </Button>
  );
}
