import type { TransferSummary } from '../../../electron/contract/records.ts';
import { transferWords } from '../../words/transfers.ts';

const { summary: texts } = transferWords;

/** The head of the tray: what needs a person comes first, a count of finished ones only when nothing else is left. */
export function toSummaryText(summary: TransferSummary): string {
  const { conflicts, active, waiting, paused, failed, done } = summary;
  const parts = [
    conflicts > 0 ? texts.conflicts(conflicts) : null,
    active + waiting > 0 ? toProgressText(summary)(active + waiting) : null,
    paused > 0 ? texts.paused(paused) : null,
    failed > 0 ? texts.failed(failed) : null,
  ].filter((part) => part !== null);
  if (parts.length > 0) return parts.join(', ');
  return done > 0 ? texts.allDone(done) : texts.nothing;
}

/** Transfers queued behind waiting ones are not in progress. */
function toProgressText({ allPaused, running, waiting }: TransferSummary): (count: number) => string {
  if (allPaused) return texts.held;
  return running === 0 && waiting > 0 ? texts.waiting : texts.running;
}
