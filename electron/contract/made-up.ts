// Records for tests on both sides of the bridge: whole, so that a test names only what it is about.
import type { Account, Transfer, TransferSummary, ViewHead } from './records.ts';

/** Nothing under way, nothing ended. */
export const madeUpSummary = (changes: Partial<TransferSummary> = {}): TransferSummary => ({
  active: 0,
  running: 0,
  waiting: 0,
  waitingForPerson: 0,
  paused: 0,
  conflicts: 0,
  failed: 0,
  done: 0,
  cancelled: 0,
  bytesDone: 0,
  bytesTotal: 0,
  bytesPerSecond: 0,
  safeToClose: true,
  held: false,
  limits: { upload: null, download: null },
  ...changes,
});

/** An upload of 100 bytes that is on its way. */
export const madeUpTransfer = (transferId: string, changes: Partial<Transfer> = {}): Transfer => ({
  transferId,
  batchId: 'one',
  accountId: 'account',
  kind: 'upload',
  name: `${transferId}.txt`,
  path: 'myfiles/Finance',
  state: 'running',
  bytesDone: 0,
  bytesTotal: 100,
  bytesPerSecond: null,
  createdAt: '2026-05-04T10:00:00Z',
  endedAt: null,
  waitUntil: null,
  waitReason: null,
  beganAgain: null,
  keptUntil: null,
  outcome: null,
  finalName: null,
  verified: null,
  failure: null,
  conflict: null,
  documentId: null,
  toFolder: null,
  item: null,
  ...changes,
});

/** A drive that an app opens, and that works. */
export const madeUpAccount = (accountId: string, changes: Partial<Account> = {}): Account => ({
  accountId,
  kind: 'app',
  displayName: accountId,
  address: '',
  group: null,
  cloud: 'global',
  tenant: 'contoso.example',
  state: 'ready',
  failure: null,
  credentials: 'sealed',
  places: ['myfiles'],
  rootPath: null,
  granted: [],
  secretExpiresAt: null,
  driveType: 'business',
  driveId: 'd',
  canUndoDelete: false,
  canWrite: true,
  ...changes,
});

/** A folder of My files with one item in it, just listed. */
export const madeUpHead = (changes: Partial<ViewHead> = {}): ViewHead => ({
  viewId: 'v',
  accountId: 'a',
  place: 'myfiles',
  folder: { driveId: 'd', itemId: 'f' },
  name: 'Finance',
  path: 'myfiles/Finance',
  crumbs: [],
  canWrite: true,
  owner: null,
  sort: [],
  filter: '',
  count: 1,
  unfilteredCount: 1,
  revision: 1,
  freshness: { state: 'fresh', listedAt: null, failure: null },
  ...changes,
});
