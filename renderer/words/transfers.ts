import type {
  ConflictChoice,
  Transfer,
  TransferState,
  TransferSummary,
} from '../../electron/contract/records.ts';
import type { TransferFilter } from '../../electron/contract/transfer-list.ts';
import { fileCount } from './en-app.ts';
import { formatCount, formatDuration, formatMoment, formatPart, formatSize, formatSpeed } from './format.ts';

export const transferWords = {
  heading: 'Transfers',
  listLabel: 'Transfers',
  trayLabel: 'Transfers under way',
  progressLabel: (name: string) => `Progress of ${name}`,
  allTogether: 'All transfers together',
  totalLabel: 'Progress of all transfers',
  collapse: 'Collapse',
  expand: 'Expand',
  taller: 'More room for transfers',
  shorter: 'Less room for transfers',
  showAll: 'Show all transfers',
  clearEnded: 'Clear ended',
  close: 'Close this panel',
  retryFailed: (count: number) => `Try ${formatCount(count)} failed again`,
  cancelAll: 'Cancel all',
  pauseAll: 'Pause all',
  resumeAll: 'Resume all',
  held: 'All transfers are paused. Nothing is lost; they go on when you resume them, also after a restart.',
  heldShort: 'Paused with all others',
  pause: (name: string) => `Pause ${name}`,
  resume: (name: string) => `Resume ${name}`,
  hurry: (name: string) => `Put ${name} first`,
  fold: (title: string) => `Collapse ${title}`,
  unfold: (title: string) => `Expand ${title}`,
  doneOf: (done: number, all: number) => `${formatCount(done)} of ${formatCount(all)} done`,
  failedCount: (count: number) =>
    count === 1 ? '1 transfer failed' : `${formatCount(count)} transfers failed`,
  notReported: (count: number) => `… and ${formatCount(count)} more that are not in this report`,
  more: (count: number) => `Show all ${formatCount(count)} transfers`,
  safeToClose: 'Safe to close',
  safeToCloseMore: (paused: number) =>
    paused > 0
      ? 'Nothing is under way. What is paused stays paused, also after a restart.'
      : 'Nothing is under way. Closing Slipway loses nothing.',
  cancel: (name: string) => `Cancel ${name}`,
  retry: (name: string) => `Try ${name} again`,
  retryShort: 'Try again',
  open: (name: string) => `Open ${name}`,
  showInFolder: (name: string) => `Show ${name} in its folder`,
  goToFolder: (name: string) => `Go to the folder of ${name} in OneDrive`,
  verified: 'Checked: what arrived is what was sent, bit for bit',
  filters: {
    all: 'All',
    active: 'Under way',
    paused: 'Paused',
    attention: 'Need you',
    done: 'Done',
    cancelled: 'Cancelled',
  } satisfies Record<TransferFilter, string>,
  filterLabel: 'Show which transfers',
  empty: {
    all: {
      title: 'No transfers',
      text: 'Uploads and downloads appear here while they run and after they ended. Drop files onto a folder, or choose Upload or Download.',
    },
    filtered: { title: 'Nothing of this kind', text: 'There are transfers, but none in this state.' },
    showAll: 'Show all',
  },

  /** "To" for uploads, "From" for downloads. */
  where: (kind: Transfer['kind'], path: string) => (kind === 'upload' ? `To ${path}` : `From ${path}`),

  batch: (kind: Transfer['kind'], count: number, path: string) =>
    kind === 'upload'
      ? `Upload of ${fileCount(count)} to ${path}`
      : `Download of ${fileCount(count)} from ${path}`,

  /** "3 of 12 MB" while that is known, "3 MB" else. */
  bytes: (done: number, total: number | null) =>
    total === null ? formatSize(done) : `${formatSize(done)} of ${formatSize(total)}`,
  speed: formatSpeed,
  timeLeft: (ms: number) => `${formatDuration(ms)} left`,
  part: formatPart,

  /** The head of the tray, in as few words as say it. */
  summary: {
    running: (count: number) => `${formatCount(count)} under way`,
    waiting: (count: number) => `${formatCount(count)} waiting`,
    conflicts: (count: number) => (count === 1 ? '1 needs you' : `${formatCount(count)} need you`),
    failed: (count: number) => `${formatCount(count)} failed`,
    done: (count: number) => `${formatCount(count)} done`,
    paused: (count: number) => `${formatCount(count)} paused`,
    cancelled: (count: number) => `${formatCount(count)} cancelled`,
    held: (count: number) => `Paused, ${formatCount(count)} to go`,
    allDone: (count: number) => (count === 1 ? '1 transfer done' : `${formatCount(count)} transfers done`),
    nothing: 'No transfers',
  },

  /** Spoken, not shown. */
  spoken: {
    started: (count: number) => `Transfer of ${fileCount(count)} started`,
    half: 'Half of all transfers done',
    ended: (count: number, failed: number) =>
      failed === 0
        ? `${fileCount(count)} transferred`
        : `Transfers ended: ${formatCount(count)} done, ${formatCount(failed)} failed`,
    conflicts: (count: number) =>
      count === 1 ? '1 transfer needs your choice' : `${formatCount(count)} transfers need your choice`,
  },

  /** One line on a batch that ended. */
  batchEnded: (kind: Transfer['kind'], done: number, failed: number, place: string) => {
    const verb = kind === 'upload' ? 'uploaded to' : 'downloaded from';
    if (failed === 0) return `${fileCount(done)} ${verb} ${place}`;
    return `${formatCount(done)} of ${fileCount(done + failed)} ${verb} ${place}, ${formatCount(failed)} failed`;
  },
  show: 'Show',
} as const;

export const conflictWords = {
  title: (name: string) => `“${name}” already exists`,
  where: (path: string) => `in ${path}`,
  local: 'On this computer',
  existing: 'In OneDrive',
  newer: 'newer',
  larger: 'larger',
  by: (who: string) => `by ${who}`,
  unknown: 'unknown',
  same: 'Both have the same size and date.',
  choices: { replace: 'Replace', keepBoth: 'Keep both', skip: 'Skip' } satisfies Record<
    ConflictChoice,
    string
  >,
  /** What each choice does, told beside the buttons. */
  meaning: {
    upload: {
      replace: 'OneDrive keeps the old one as an earlier version.',
      keepBoth: 'Yours is stored beside it under a new name.',
      skip: 'Nothing is sent. The one in OneDrive stays as it is.',
    },
    download: {
      replace: 'The copy on this computer is overwritten.',
      keepBoth: 'The download gets a new name beside it.',
      skip: 'Nothing is downloaded. The copy here stays as it is.',
    },
  } satisfies Record<Transfer['kind'], Record<ConflictChoice, string>>,
  applyToBatch: 'Same for all',
  applyToBatchLong: 'Same for all conflicts of what was started together',
  choiceLabel: (name: string) => `What to do with ${name}`,
} as const;

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
      ? 'Still being uploaded by an earlier attempt'
      : `Still being uploaded by an earlier attempt, next try in ${wait}`,
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
export function toStateWords(transfer: Transfer, now: number, held = false): string {
  // A countdown would lead to nothing.
  if (held && (transfer.state === 'queued' || transfer.state === 'waiting')) return transferWords.heldShort;
  if (transfer.state === 'done' && transfer.outcome !== null) return outcomes[transfer.outcome](transfer);
  if (transfer.state === 'waiting' && transfer.waitReason !== null) {
    const waitMs = transfer.waitUntil === null ? 0 : Date.parse(transfer.waitUntil) - now;
    return waits[transfer.waitReason](waitMs > 0 ? formatDuration(waitMs) : null);
  }
  if (isTooSlow(transfer, now)) return tooSlow(transfer.keptUntil);
  if (transfer.state === 'running' && transfer.beganAgain !== null) return beganAgain[transfer.beganAgain];
  return states[transfer.state][transfer.kind];
}

type Kept = Transfer & { keptUntil: string };

/** At the speed of now, what has arrived is thrown away before the rest is there. */
function isTooSlow(transfer: Transfer, now: number): transfer is Kept {
  const { state, keptUntil, bytesDone, bytesTotal, bytesPerSecond } = transfer;
  if (state !== 'running' || keptUntil === null || bytesTotal === null) return false;
  if (bytesPerSecond === null || bytesPerSecond < 1) return false;
  return now + ((bytesTotal - bytesDone) / bytesPerSecond) * 1000 > Date.parse(keptUntil);
}

const tooSlow = (keptUntil: string): string =>
  `Too slow: OneDrive keeps what has arrived until ${formatMoment(keptUntil)}, then it starts over. Pause others or lift the speed limit`;

/** The head of the tray: "1 needs you, 3 under way", "12 transfers done". */
export function toSummaryWords(summary: TransferSummary): string {
  const { summary: say } = transferWords;
  const parts = [
    summary.conflicts > 0 ? say.conflicts(summary.conflicts) : null,
    summary.active + summary.waiting > 0
      ? (summary.held ? say.held : summary.active > 0 ? say.running : say.waiting)(
          summary.active + summary.waiting,
        )
      : null,
    summary.paused > 0 ? say.paused(summary.paused) : null,
    summary.failed > 0 ? say.failed(summary.failed) : null,
  ].filter((part) => part !== null);
  if (parts.length > 0) return parts.join(', ');
  return summary.done > 0 ? say.allDone(summary.done) : say.nothing;
}
