import type { TransferSummary } from '../../contract/records.ts';

/** Whether the program may end now to be replaced, or how many transfers that would interrupt. */
export function countBeforeInstall(summary: TransferSummary): number {
  const moving = summary.active + summary.waiting;
  // An open question stops nothing by itself; where it would be lost with the program, it counts.
  return summary.safeToClose ? moving : Math.max(1, moving + summary.conflicts);
}
