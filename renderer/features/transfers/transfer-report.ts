import type { Transfer } from '../../../electron/contract/records.ts';
import type { TransferLine } from '../../../electron/contract/transfer-list.ts';
import { toDetailRows } from '../../ui/failure-report.ts';
import { toFailureWords } from '../../words/failures.ts';
import { transferWords } from '../../words/transfers.ts';

/**
 * Failed transfers with reason and details, as text for a mail: for people first, for support below each. `failedCount`:
 * of all there are, of which `lines` may hold the first few only.
 */
export function toTransferReport(
  lines: readonly TransferLine[],
  failedCount: number,
  version: string,
): string {
  const failed = lines.flatMap((line) =>
    line.type === 'transfer' && line.transfer.state === 'failed' ? [line.transfer] : [],
  );
  const left = failedCount - failed.length;
  return [
    `Slipway ${version}: ${transferWords.failedCount(failedCount)}`,
    ...failed.map(toEntry),
    ...(left > 0 ? [transferWords.notReported(left)] : []),
  ].join('\n\n');
}

function toEntry({ name, kind, path, failure, endedAt }: Transfer): string {
  const head = [`${name} · ${transferWords.where(kind, path)}`];
  if (failure === null) return head.join('\n');
  const { title, text } = toFailureWords(failure);
  const rows = [{ label: 'Code', value: failure.code }, ...toDetailRows(failure)];
  const ended = endedAt === null || failure.details !== null ? [] : [`  time: ${endedAt}`];
  return [
    ...head,
    `  ${title}. ${text}`,
    ...rows.map(({ label, value }) => `  ${label.toLowerCase()}: ${value}`),
    ...ended,
  ].join('\n');
}
