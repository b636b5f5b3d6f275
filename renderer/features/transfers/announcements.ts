import type { TransferSummary } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toWhatText } from '../../words/transfer-text.ts';
import { isInProgress } from './transfer-lists.ts';

/** What was announced about the current run of transfers; null: nothing is running. */
export interface Run {
  doneBefore: number;
  foldersBefore: number;
  failedBefore: number;
  announcedHalf: boolean;
  conflicts: number;
}

export interface Announcement {
  run: Run | null;
  /** null: say nothing */
  text: string | null;
}

/** Announces start, half, end, and what needs attention, never every percent. */
export function toAnnouncement(run: Run | null, summary: TransferSummary): Announcement {
  if (run === null) return isInProgress(summary) ? begin(summary) : { run: null, text: null };
  if (!isInProgress(summary)) {
    const done = Math.max(0, summary.done - run.doneBefore);
    const folders = Math.min(done, Math.max(0, summary.doneFolders - run.foldersBefore));
    const failed = Math.max(0, summary.failed - run.failedBefore);
    const what = toWhatText(done - folders, folders);
    return {
      run: null,
      text: done + failed === 0 ? null : t('transfers.spoken.ended', { what, count: done, failed }),
    };
  }
  const next = { ...run, conflicts: summary.conflicts };
  if (summary.conflicts > run.conflicts)
    return { run: next, text: t('transfers.spoken.conflicts', { count: summary.conflicts }) };
  if (!run.announcedHalf && summary.bytesTotal > 0 && summary.bytesDone * 2 >= summary.bytesTotal) {
    return { run: { ...next, announcedHalf: true }, text: t('transfers.spoken.half') };
  }
  return { run: next, text: null };
}

function begin(summary: TransferSummary): Announcement {
  return {
    run: {
      doneBefore: summary.done,
      foldersBefore: summary.doneFolders,
      failedBefore: summary.failed,
      // A run that starts beyond its half (a retry) doesn't announce it.
      announcedHalf: summary.bytesTotal > 0 && summary.bytesDone * 2 >= summary.bytesTotal,
      conflicts: summary.conflicts,
    },
    text:
      summary.conflicts > 0
        ? t('transfers.spoken.conflicts', { count: summary.conflicts })
        : t('transfers.spoken.started', { count: summary.active + summary.waiting }),
  };
}
