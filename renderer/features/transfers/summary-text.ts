import type { TransferSummary } from '../../../electron/contract/transfers.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { formatList, joinFacts } from '../../words/format.ts';
import { toDoneText } from '../../words/transfer-text.ts';

/** What needs attention comes first. */
export function toSummaryText(summary: TransferSummary): string {
  const { conflicts, active, waiting, paused, failed, did } = summary;
  const parts = [
    conflicts > 0 ? t('transfers.summary.conflicts', { count: conflicts }) : null,
    active + waiting > 0 ? toProgressText(summary, active + waiting) : null,
    paused > 0 ? t('transfers.summary.paused', { count: paused }) : null,
    failed > 0 ? t('transfers.summary.failed', { count: failed }) : null,
  ].filter((part) => part !== null);
  if (parts.length > 0) return formatList(parts);
  return did.length > 0
    ? joinFacts(did.map((done) => toDoneText(done, summary)))
    : t('transfers.summary.nothing');
}

/** Transfers queued behind waiting ones are not in progress. */
function toProgressText({ allPaused, running, waiting }: TransferSummary, count: number): string {
  if (allPaused) return t('transfers.summary.allPaused', { count });
  return running === 0 && waiting > 0
    ? t('transfers.summary.waiting', { count })
    : t('transfers.summary.running', { count });
}
