import type { Done, Transfer, TransferSummary } from '../../../electron/contract/transfers.ts';
import type { TransferFilter } from '../../../electron/contract/transfer-list.ts';
import { toBarPart } from '../../words/format.ts';

export const isEnded = ({ state }: Transfer): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

export const canCancel = (transfer: Transfer): boolean => !isEnded(transfer);

/** Includes waiting transfers, which would otherwise run. */
export const canPause = ({ state }: Transfer): boolean =>
  state === 'queued' || state === 'checking' || state === 'running' || state === 'waiting';

export const canPrioritize = ({ state }: Transfer): boolean => state === 'queued' || state === 'paused';

export function countByFilter(summary: TransferSummary): Record<TransferFilter, number> {
  const active = summary.active + summary.waiting;
  const attention = summary.conflicts + summary.failed;
  const { paused, done, cancelled } = summary;
  return { all: active + attention + paused + done + cancelled, active, paused, attention, done, cancelled };
}

/** null while unknown, and when only the response is missing. */
export function toTimeLeftMs(
  transfer: Pick<Transfer, 'bytesDone' | 'bytesTotal' | 'bytesPerSecond'> & { bytesInFlight?: number },
): number | null {
  const { bytesDone, bytesInFlight = 0, bytesTotal, bytesPerSecond } = transfer;
  if (bytesTotal === null || bytesPerSecond === null || bytesPerSecond < 1) return null;
  const leftBytes = bytesTotal - bytesDone - bytesInFlight;
  return leftBytes <= 0 ? null : (leftBytes / bytesPerSecond) * 1000;
}

export type Moving = Pick<Transfer, 'bytesDone' | 'bytesInFlight' | 'bytesTotal'>;

export const toParts = ({ bytesDone, bytesInFlight, bytesTotal }: Moving) => ({
  part: toPart(bytesDone, bytesTotal),
  sent: toPart(bytesDone + bytesInFlight, bytesTotal),
});

/** By bytes, or by number if none are to be moved, as for deletes. */
export const toWhole = (summary: TransferSummary): Moving =>
  summary.bytesTotal > 0
    ? summary
    : { bytesDone: summary.runEnded, bytesInFlight: 0, bytesTotal: summary.runCount };

/** 0 to 1; null: unknown size. An empty file is complete only when done. */
export function toPart(bytesDone: number, bytesTotal: number | null): number | null {
  if (bytesTotal === null) return null;
  return bytesTotal === 0 ? 0 : toBarPart(bytesDone, bytesTotal);
}

export const isAllDone = (summary: TransferSummary): boolean =>
  !isInProgress(summary) &&
  summary.failed + summary.paused === 0 &&
  summary.persisted &&
  summary.damagedJournal === null;

/** Changes, and what was carried, have a message of their own, with Undo. */
export const hasOwnMessage = ({ kind }: Done): boolean =>
  kind === 'delete' || kind === 'restore' || kind === 'move' || kind === 'copy';

/** All went well, and messages have told it. */
export const isAllTold = (summary: TransferSummary): boolean =>
  isAllDone(summary) && summary.cancelled === 0 && summary.did.every(hasOwnMessage);

export interface TrayFacts {
  count: number;
  inProgress: boolean;
}

/** A slow page may learn of transfers only when messages have already told their result. */
export function toTrayShown(
  shown: boolean,
  seen: TrayFacts,
  { count, inProgress, isTold }: TrayFacts & { isTold: boolean },
): boolean {
  if (seen.inProgress && isTold) return false;
  return shown || (count > seen.count && !isTold) || (inProgress && !seen.inProgress);
}

export const isInProgress = (summary: TransferSummary): boolean =>
  summary.active + summary.waiting + summary.conflicts > 0;

export const isOwnFolder = ({ kind, state, folder, toFolder }: Transfer): boolean =>
  kind === 'download' && state === 'done' && folder !== null && toFolder === null;
