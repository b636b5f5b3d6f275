import type { Done, TransferSummary } from '../../../electron/contract/transfers.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { formatList } from '../../words/format.ts';
import { toDoneText } from '../../words/transfer-text.ts';
import { hasOwnMessage, isInProgress } from './transfer-lists.ts';

export interface Run {
  didBefore: readonly Done[];
  failedBefore: number;
  announcedHalf: boolean;
  conflicts: number;
}

export interface Announcement {
  run: Run | null;
  text: string | null;
}

/**
 * Start, half, end, and what needs attention, never every percent, and nothing that has its own message.
 * `failedLast`: as of the last summary.
 */
export function toAnnouncement(
  run: Run | null,
  summary: TransferSummary,
  failedLast: number = summary.failed,
): Announcement {
  if (run === null && isInProgress(summary)) return begin(summary);
  if (run === null) {
    const count = summary.failed - failedLast;
    return { run, text: count > 0 ? t('transfers.summary.failed', { count }) : null };
  }
  if (!isInProgress(summary)) {
    const failed = Math.max(0, summary.failed - run.failedBefore);
    const untold = toDoneSince(run, summary).filter((done) => !hasOwnMessage(done));
    const parts = untold.map((done) => toDoneText(done, summary));
    if (failed > 0) parts.push(t('transfers.summary.failed', { count: failed }));
    return { run: null, text: parts.length === 0 ? null : formatList(parts) };
  }
  const next = { ...run, conflicts: summary.conflicts };
  if (summary.conflicts > run.conflicts)
    return { run: next, text: t('transfers.spoken.conflicts', { count: summary.conflicts }) };
  if (!run.announcedHalf && summary.bytesTotal > 0 && summary.bytesDone * 2 >= summary.bytesTotal) {
    return { run: { ...next, announcedHalf: true }, text: t('transfers.spoken.half') };
  }
  return { run: next, text: null };
}

/** Finished transfers may have been removed from the list meanwhile. */
function toDoneSince({ didBefore }: Run, { did }: TransferSummary): Done[] {
  return did.flatMap(({ kind, files, folders }) => {
    const before = didBefore.find((each) => each.kind === kind);
    const since = {
      kind,
      files: Math.max(0, files - (before?.files ?? 0)),
      folders: Math.max(0, folders - (before?.folders ?? 0)),
    };
    return since.files + since.folders === 0 ? [] : [since];
  });
}

function begin(summary: TransferSummary): Announcement {
  return {
    run: {
      didBefore: summary.did,
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
