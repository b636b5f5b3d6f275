import { useEffect, useRef, useState } from 'react';
import type { Transfer, TransferSummary } from '../../../electron/contract/records.ts';
import { useApp } from '../../state/store.ts';
import { transferWords as words } from '../../words/transfers.ts';
import { type Run, toAnnouncement } from './announcements.ts';
import { countEnds, toEndedBatches } from './ended-batches.ts';
import { isUnderWay } from './transfer-lists.ts';

/**
 * The tray appears when something starts and stays until it is closed. What had ended before the page was
 * opened is no reason to appear, except that it failed or waits for a choice.
 */
export function useTrayShown({
  transfers,
  summary,
}: {
  transfers: readonly Transfer[];
  summary: TransferSummary;
}) {
  const latest = transfers.at(-1)?.batchId ?? null;
  const underWay = isUnderWay(summary);
  const [seen, setSeen] = useState({ latest, underWay });
  const [shown, setShown] = useState(underWay || summary.failed > 0);
  if (seen.latest !== latest || seen.underWay !== underWay) {
    setSeen({ latest, underWay });
    const started = (latest !== null && latest !== seen.latest) || (underWay && !seen.underWay);
    if (started) setShown(true);
  }
  return { shown: shown && transfers.length > 0, close: () => setShown(false) };
}

/** The words to be spoken now. They change when there is something new to say. */
export function useAnnouncement(summary: TransferSummary): string {
  const run = useRef<Run | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    const announcement = toAnnouncement(run.current, summary);
    run.current = announcement.run;
    if (announcement.text !== null) setText(announcement.text);
  }, [summary]);
  return text;
}

/** One short notice for a batch that ended while its rows were out of sight. */
export function useBatchToasts(transfers: readonly Transfer[], outOfSight: boolean): void {
  const before = useRef(transfers);
  const toast = useApp((state) => state.toast);
  const go = useApp((state) => state.go);
  useEffect(() => {
    const ended = toEndedBatches(before.current, transfers);
    before.current = transfers;
    if (!outOfSight) return;
    for (const batch of ended) {
      const { done, failed } = countEnds(batch);
      if (done + failed === 0) continue;
      toast({
        tone: failed === 0 ? 'success' : 'plain',
        text: words.batchEnded(batch.kind, done, failed, batch.path),
        ...(failed === 0 ? {} : { action: { label: words.show, run: () => go({ name: 'transfers' }) } }),
      });
    }
  }, [transfers, outOfSight, toast, go]);
}
