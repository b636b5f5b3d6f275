import type { ConflictChoice, Limits, Transfer } from '../../electron/contract/records.ts';
import type { TransferFilter } from '../../electron/contract/transfer-list.ts';
import { fileCount } from './en-app.ts';
import { formatCount, formatDuration, formatPart, formatSize, formatSpeed } from './format.ts';

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
  dismiss: 'Dismiss',
  unkept:
    'This list can’t be written to the disk of this computer. Transfers go on, but after a restart Slipway would not know of them. Make room on the disk: with the next change it is written again.',
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
  /** Why they go no faster; null when nothing holds them back. */
  limits: ({ upload, download }: Limits): string | null => {
    const parts = [
      upload === null ? null : `${formatSpeed(upload)} up`,
      download === null ? null : `${formatSpeed(download)} down`,
    ].filter((part) => part !== null);
    return parts.length === 0 ? null : `limited to ${parts.join(' and ')}`;
  },
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
