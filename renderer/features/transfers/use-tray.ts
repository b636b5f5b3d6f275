import { useCallback, useEffect, useRef, useState } from 'react';
import type { TransferSummary } from '../../../electron/contract/transfers.ts';
import type { TransferBatch } from '../../../electron/contract/transfer-list.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useEndedBatches } from '../../api/transfer-changes.ts';
import { announceFetched } from '../../state/drag-out.ts';
import { useApp } from '../../state/store.ts';
import { findPane } from '../../ui/panes.ts';
import { formatList } from '../../words/format.ts';
import { isChangeKind } from '../../words/change-text.ts';
import { toDoneText } from '../../words/transfer-text.ts';
import { findActions, toToastActions } from './download-actions.ts';
import { type Run, toAnnouncement } from './announcements.ts';
import { countByFilter, isAllDone, isAllTold, isInProgress, toTrayShown } from './transfer-lists.ts';
import type { TraySize } from './tray-head.tsx';

const hasFocus = (): boolean => findPane('transfers')?.contains(document.activeElement) ?? false;

/**
 * Stays until closed, unless messages have told the result. Transfers of the last session show it only if they
 * failed or wait for a choice.
 */
export function useTrayShown(summary: TransferSummary) {
  const count = countByFilter(summary).all;
  const inProgress = isInProgress(summary);
  const [seen, setSeen] = useState({ count, inProgress });
  const isDamaged = summary.damagedJournal !== null;
  const [shown, setShown] = useState(inProgress || summary.failed > 0 || isDamaged);
  if (seen.count !== count || seen.inProgress !== inProgress) {
    setSeen({ count, inProgress });
    const isTold = isAllTold(summary) && !hasFocus();
    setShown(toTrayShown(shown, seen, { count, inProgress, isTold }));
  }
  return { shown: shown && (count > 0 || isDamaged), close: () => setShown(false) };
}

/** `isFolded`: collapsed by the person while transfers were running. */
export function useTraySize(summary: TransferSummary) {
  const over = isAllDone(summary);
  const [sizes, setSizes] = useState<{ over: boolean; before: TraySize; after: TraySize }>({
    over,
    before: 'open',
    after: 'collapsed',
  });
  if (sizes.over !== over) setSizes({ ...sizes, over, after: 'collapsed' });
  const setSize = (size: TraySize) => setSizes({ ...sizes, [over ? 'after' : 'before']: size });
  return {
    size: over ? sizes.after : sizes.before,
    isFolded: sizes.before === 'collapsed',
    setSize,
  };
}

export function useAnnouncement(summary: TransferSummary): string {
  const run = useRef<Run | null>(null);
  const failedLast = useRef(summary.failed);
  const [text, setText] = useState('');
  useEffect(() => {
    const announcement = toAnnouncement(run.current, summary, failedLast.current);
    run.current = announcement.run;
    failedLast.current = summary.failed;
    if (announcement.text !== null) setText(announcement.text);
  }, [summary]);
  return text;
}

function toEndedText({
  kind,
  carried,
  did,
  counts: { failed },
  path,
  toPath,
  toFolder,
}: TransferBatch): string {
  if (carried !== null && failed > 0) return t(`changes.failed.${carried}`, { count: failed });
  const done = did.length > 0 ? did : [{ kind, files: 0, folders: 0 }];
  const parts = done.map((each) => toDoneText(each, { place: toPath ?? path, toFolder }));
  if (failed > 0) parts.push(t('transfers.summary.failed', { count: failed }));
  return formatList(parts);
}

export function useBatchToasts(isHidden: boolean): void {
  const toast = useApp((state) => state.toast);
  const go = useApp((state) => state.go);
  const notify = useCallback(
    async (batch: TransferBatch) => {
      const { kind, counts, carried } = batch;
      const { done, failed } = counts;
      if (announceFetched(batch)) return;
      // Changes and what was carried have their own toast, with Undo.
      const isAsBefore = batch.did.every((each) => each.kind === 'skipped');
      const hasOwnToast = isChangeKind(kind) || (carried !== null && !isAsBefore);
      const isTold = failed === 0 && hasOwnToast;
      if (!isHidden || done + failed === 0 || isTold) return;
      const actions = failed === 0 && kind === 'download' ? await findActions(batch) : [];
      toast({
        tone: failed === 0 ? 'success' : 'plain',
        text: toEndedText(batch),
        ...(failed === 0
          ? toToastActions(actions)
          : { action: { label: t('transfers.show'), run: () => go({ name: 'transfers' }) } }),
      });
    },
    [isHidden, toast, go],
  );
  useEndedBatches((batch) => void notify(batch));
}
