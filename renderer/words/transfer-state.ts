import type { Transfer, TransferState } from '../../electron/contract/records.ts';
import { formatMoment } from './format.ts';

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
const beganAgain: Record<NonNullable<Transfer['restartReason']>, string> = {
  noVault: 'Uploading from the start: without a system keyring it can’t go on after a restart',
  sessionEnded: 'Uploading from the start: OneDrive dropped what it had',
  localFileChanged: 'Uploading from the start: the file here changed',
};

export const transferStateWords = {
  states,
  outcomes,
  waits,
  beganAgain,
  tooSlow: (keptUntil: string, now: number) =>
    `Too slow: OneDrive keeps what has arrived until ${formatMoment(keptUntil, now)}, then it starts over. Pause others or lift a speed limit`,
} as const;
