import type { TransferSummary } from '../../../contract/transfers.ts';
import type { Desktop, WorkProgress } from '../../ports.ts';

/** Also keeps the computer awake. */
export interface TaskbarProgress {
  update(summary: TransferSummary): void;
  whenSafe(summary: TransferSummary): Promise<void>;
  close(): void;
}

export function createTaskbarProgress(desktop: Pick<Desktop, 'showProgress' | 'keepAwake'>): TaskbarProgress {
  let shown = JSON.stringify(null);
  let isAwake = false;
  let waiting: (() => void)[] = [];

  function show(progress: WorkProgress | null): void {
    const text = JSON.stringify(progress);
    if (text === shown) return;
    shown = text;
    desktop.showProgress(progress);
  }

  function wake(isNeeded: boolean): void {
    if (isNeeded === isAwake) return;
    isAwake = isNeeded;
    desktop.keepAwake(isNeeded);
  }

  return {
    update(summary) {
      show(toProgress(summary));
      wake(summary.active + summary.waiting > 0 && !summary.allPaused);
      if (!summary.safeToClose) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    whenSafe: (summary) =>
      summary.safeToClose ? Promise.resolve() : new Promise((resolve) => void waiting.push(resolve)),
    close() {
      show(null);
      wake(false);
    },
  };
}

export function toProgress(summary: TransferSummary): WorkProgress | null {
  const { active, waiting, conflicts, failed, allPaused } = summary;
  const { bytesDone, bytesInFlight, bytesTotal, runCount, runEnded } = summary;
  if (active + waiting + conflicts === 0) return null;
  // Changes without bytes, such as deletes, count by number.
  const [done, all] = bytesTotal > 0 ? [bytesDone + bytesInFlight, bytesTotal] : [runEnded, runCount];
  const part = all === 0 ? null : Math.min(1, Math.floor((done / all) * 100) / 100);
  return { part, tone: conflicts + failed > 0 ? 'attention' : allPaused ? 'paused' : 'normal' };
}
