import type { TransferSummary } from '../../contract/records.ts';

/**
 * How many transfers an install would interrupt: those that move, or will by themselves. What waits for a person, a
 * question, too, would keep it waiting for ever, and loses nothing: it is there again at the next start.
 */
export function countBeforeInstall({
  active,
  waiting,
  waitingForPerson,
  allPaused,
}: TransferSummary): number {
  return allPaused ? 0 : active + waiting - waitingForPerson;
}
