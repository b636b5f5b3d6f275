import type { Transfer, TransferState } from '../../electron/contract/records.ts';
import { formatDuration, formatMoment } from './format.ts';
import { toDoubtWords } from './transfer-proof.ts';
import { transferWords } from './transfers.ts';

const states: Record<TransferState, { upload: string; download: string }> = {
  queued: { upload: 'Queued', download: 'Queued' },
  checking: { upload: 'Checking', download: 'Checking' },
  running: { upload: 'Uploading', download: 'Downloading' },
  waiting: { upload: 'Waiting', download: 'Waiting' },
  paused: { upload: 'Paused', download: 'Paused' },
  conflict: { upload: 'Needs your choice', download: 'Needs your choice' },
  done: { upload: 'Uploaded', download: 'Downloaded' },
  failed: { upload: 'Failed', download: 'Failed' },
  cancelled: { upload: 'Cancelled', download: 'Cancelled' },
};

const outcomes: Record<NonNullable<Transfer['outcome']>, (transfer: Transfer) => string> = {
  created: () => 'Uploaded',
  updated: () => 'Updated in OneDrive',
  keptBoth: ({ finalName }) => (finalName === null ? 'Kept both' : `Kept both, as “${finalName}”`),
  skipped: () => 'Skipped',
  downloaded: ({ finalName, name, toFolder }) => {
    const where = toFolder === null ? 'Downloaded' : `Downloaded to “${toFolder}”`;
    return finalName === null || finalName === name ? where : `${where} as “${finalName}”`;
  },
  folderCreated: () => 'Folder created',
  folderExisted: () => 'Folder was there already',
};

const waits: Record<NonNullable<Transfer['waitReason']>, (wait: string | null) => string> = {
  throttled: (wait) => (wait === null ? 'OneDrive asks us to wait' : `OneDrive asks us to wait ${wait}`),
  offline: () => 'Offline, goes on by itself',
  networkSignIn: () => 'Sign in to this network in a browser, then it goes on by itself',
  serviceUnavailable: (wait) =>
    wait === null ? 'OneDrive is not answering' : `OneDrive is not answering, next try in ${wait}`,
  nameBusy: (wait) =>
    wait === null
      ? 'OneDrive still holds this name for an earlier attempt'
      : `OneDrive still holds this name for an earlier attempt, next try in ${wait}`,
  signInNeeded: () => 'Waits until you sign in again',
  quotaFull: () => 'OneDrive is full: make room there, then try again',
  locked: (wait) => (wait === null ? 'In use by someone' : `In use by someone, next try in ${wait}`),
};

/** Why bytes are sent that were sent before. */
const beganAgain: Record<NonNullable<Transfer['beganAgain']>, string> = {
  noVault: 'Uploading from the start: without a system keyring it can’t go on after a restart',
  sessionEnded: 'Uploading from the start: OneDrive dropped what it had',
  localFileChanged: 'Uploading from the start: the file here changed',
};

/** "Uploading", "OneDrive asks us to wait 42 s", "Kept both, as “Report 1.docx”". `now` in ms since 1970. */
export function toStateWords(
  transfer: Transfer,
  now: number,
  held = false,
  isSlow = isTooSlow(transfer, now),
): string {
  // A countdown would lead to nothing.
  if (held && (transfer.state === 'queued' || transfer.state === 'waiting')) return transferWords.heldShort;
  if (transfer.state === 'done' && transfer.outcome !== null) {
    const doubt = toDoubtWords(transfer);
    return outcomes[transfer.outcome](transfer) + (doubt === null ? '' : `, ${doubt}`);
  }
  if (transfer.state === 'waiting' && transfer.waitReason !== null) {
    const waitMs = transfer.waitUntil === null ? 0 : Date.parse(transfer.waitUntil) - now;
    return waits[transfer.waitReason](waitMs > 0 ? formatDuration(waitMs) : null);
  }
  if (isSlow && transfer.keptUntil !== null) return tooSlow(transfer.keptUntil, now);
  if (transfer.state === 'running' && transfer.beganAgain !== null) return beganAgain[transfer.beganAgain];
  return states[transfer.state][transfer.kind];
}

/** At the speed of now, what has arrived is thrown away before the rest is there. */
export function isTooSlow(transfer: Transfer, now: number): boolean {
  const { state, keptUntil, bytesDone, bytesTotal, bytesPerSecond } = transfer;
  if (state !== 'running' || keptUntil === null || bytesTotal === null) return false;
  if (bytesPerSecond === null || bytesPerSecond < 1) return false;
  return now + ((bytesTotal - bytesDone) / bytesPerSecond) * 1000 > Date.parse(keptUntil);
}

const tooSlow = (keptUntil: string, now: number): string =>
  `Too slow: OneDrive keeps what has arrived until ${formatMoment(keptUntil, now)}, then it starts over. Pause others or lift a speed limit`;
