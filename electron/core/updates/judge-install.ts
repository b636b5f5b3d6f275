import type { TransferSummary } from '../../contract/transfers.ts';

/** A transfer that waits for a person could delay the update forever, and an install loses nothing of it. */
export function countBeforeInstall({
  active,
  waiting,
  waitingForPerson,
  allPaused,
}: TransferSummary): number {
  return allPaused ? 0 : active + waiting - waitingForPerson;
}
