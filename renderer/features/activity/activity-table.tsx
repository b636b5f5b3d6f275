import {
  Button,
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
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ActivityRow } from '../../../electron/contract/activity.ts';
import type { Account } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { undoOrToast } from '../../state/undo-changes.ts';
import { toOwnerName } from '../../words/account-text.ts';
import { formatMoment, joinFacts } from '../../words/format.ts';
import { toFailureText } from '../../words/failures.ts';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { useLogTableStyles } from './log-table-styles.ts';

const useStyles = makeStyles({ bad: { color: tokens.colorStatusDangerForeground3 } });

export function ActivityTable({ rows }: { rows: readonly ActivityRow[] }) {
  const styles = useLogTableStyles();
  const room = useRef<HTMLDivElement>(null);
  useKeptFocus(room);
  const accounts = useQuery(accountsQuery).data ?? [];
  const quiet = mergeClasses(styles.cell, styles.quiet, styles.wideOnly);
  return (
    <div ref={room} className={styles.room}>
      <Table size="small" aria-label={t('activity.heading')}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell className={mergeClasses(styles.when, styles.wideOnly)}>
              {t('activity.when')}
            </TableHeaderCell>
            <TableHeaderCell>{t('activity.what')}</TableHeaderCell>
            <TableHeaderCell className={styles.wideOnly}>{t('activity.where')}</TableHeaderCell>
            <TableHeaderCell className={styles.act}>{t('app.undo')}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row, at) => (
            <TableRow key={row.entryId}>
              <TableCell className={quiet}>{formatMoment(row.at)}</TableCell>
              <TableCell className={styles.cell}>
                {toWhat(row)}
                <Versions row={row} />
                <Result row={row} />
                <div className={mergeClasses(styles.quiet, styles.narrowOnly)}>
                  {joinFacts([toWhere(row, accounts), formatMoment(row.at)])}
                </div>
              </TableCell>
              <TableCell className={quiet}>{toWhere(row, accounts)}</TableCell>
              <TableCell>
                <div className={styles.actions}>
                  <UndoButton row={row} />
                  {rows[at - 1]?.batchId !== row.batchId && <UndoAllButton row={row} />}
                </div>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

const toWhat = ({ kind, name, newName, result }: ActivityRow): string =>
  t(`activity.did.${kind}`, {
    name,
    newName: newName ?? name,
    isRenamed: newName !== null,
    isDone: result === 'done' || result === 'wasGone',
  });

/** Names the accounts if there are several. */
function toWhere(
  { path, toPath, accountId, fromAccountId }: ActivityRow,
  accounts: readonly Account[],
): string {
  const inAccount = (id: string, folder: string) =>
    joinFacts([toOwnerName(accounts, id, null), showText(folder)]);
  if (toPath === null) return inAccount(accountId, path);
  const to = fromAccountId === null ? showText(toPath) : inAccount(accountId, toPath);
  return t('activity.fromTo', { from: inAccount(fromAccountId ?? accountId, path), to });
}

function Versions({ row: { versions } }: { row: ActivityRow }) {
  const styles = useLogTableStyles();
  if (versions === null) return null;
  const [before, after] = [formatMoment(versions.before), formatMoment(versions.after)];
  return <div className={styles.quiet}>{t('activity.versions', { before, after })}</div>;
}

function Result({ row }: { row: ActivityRow }) {
  const styles = { ...useLogTableStyles(), ...useStyles() };
  const { result, failure, isUndone, noUndo } = row;
  if (result === 'failed') {
    const text = failure === null ? t('activity.results.failed') : toFailureText(failure).title;
    return <div className={styles.bad}>{text}</div>;
  }
  if (isUndone) return <div className={styles.quiet}>{t('activity.results.undone')}</div>;
  if (result !== 'done') return <div className={styles.quiet}>{t(`activity.results.${result}`)}</div>;
  if (failure !== null) return <div className={styles.quiet}>{toFailureText(failure).title}</div>;
  return noUndo === null ? null : <div className={styles.quiet}>{t(`activity.noUndo.${noUndo}`)}</div>;
}

function UndoButton({ row }: { row: ActivityRow }) {
  if (!row.canUndo) return null;
  const { batchId, entryId, name } = row;
  return (
    <Button
      size="small"
      aria-label={t('activity.undo', { name })}
      onClick={() => void undoOrToast(batchId, [entryId])}
    >
      {t('app.undo')}
    </Button>
  );
}

function UndoAllButton({ row: { batchId, name, undoableInBatch: count } }: { row: ActivityRow }) {
  if (count < 2) return null;
  const all = t('activity.undoAll', { count });
  return (
    <Button
      size="small"
      aria-label={t('activity.undoAllOf', { all, name })}
      onClick={() => void undoOrToast(batchId, null)}
    >
      {all}
    </Button>
  );
}
