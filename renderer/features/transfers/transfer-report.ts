import type { Transfer } from '../../../electron/contract/transfers.ts';
import type { TransferListRow } from '../../../electron/contract/transfer-list.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toReportRows } from '../../ui/failure-report.ts';
import { toFailureText } from '../../words/failures.ts';

/** For an email. `failedCount`: the total, of which `rows` may contain only the first. */
export function toTransferReport(
  rows: readonly TransferListRow[],
  failedCount: number,
  version: string,
): string {
  const failed = rows.flatMap((row) =>
    row.type === 'transfer' && row.transfer.state === 'failed' ? [row.transfer] : [],
  );
  const left = failedCount - failed.length;
  return [
    t('transfers.report.title', { version, count: failedCount }),
    ...failed.map(toEntry),
    ...(left > 0 ? [t('transfers.notReported', { count: left })] : []),
  ].join('\n\n');
}

function toEntry({ name, kind, path, failure, endedAt }: Transfer): string {
  const head = [t('transfers.report.entry', { name, where: t('transfers.where', { kind, path }) })];
  if (failure === null) return head.join('\n');
  const { title, text } = toFailureText(failure);
  const ended = endedAt === null || failure.details !== null ? [] : [`  time: ${endedAt}`];
  return [
    ...head,
    `  ${t('failureView.sentence', { title, text })}`,
    `  code: ${failure.code}`,
    ...toReportRows(failure).map((row) => `  ${row}`),
    ...ended,
  ].join('\n');
}
