import { toFailure } from '../../contract/errors.ts';
import type { Settings } from '../../contract/settings.ts';
import type { ConflictChoice, Transfer, TransferSummary } from '../../contract/transfers.ts';
import type { TransferBatch } from '../../contract/transfer-list.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { toLimitsNow } from '../bandwidth/limits-now.ts';
import type { Documents, MovedCopy } from '../documents/documents.ts';
import type { JustMade } from '../graph/just-made.ts';
import type { Index } from '../index/index-client.ts';
import { createSemaphore } from '../lib/semaphore.ts';
import type { Clock, Log } from '../ports.ts';
import { createTransferControls, type TransferControls } from './control-transfers.ts';
import { createBatchFollowers, followChanges, type ChangeSink } from './list/batch-followers.ts';
import { countByAccount, type TransferCounts } from './list/counters.ts';
import { createTransferList, type TransferChanges, type TransferList } from './list/transfer-list.ts';
import { accountsOf, isEnded, isFolderJob, type TransferRecord } from './model/transfer-record.ts';
import { loadEarlier } from './load-earlier.ts';
import { toHeld } from './model/transitions.ts';
import { createQueue } from './queue/queue.ts';
import { createRequestGatherer } from './run/change/send-change.ts';
import { createRowWriter } from '../index/row-writer.ts';
import { createReservedFolders } from './run/download/download-folder.ts';
import { releaseTransfers, runTransfer, type RunDeps } from './run/run-transfer.ts';
import { createRedirect, type Redirect } from './redirect-transfers.ts';
import { createTransferStarter, type FileStarter, type TransferStarter } from './start-transfers.ts';
import { createConflictChoices } from './store/conflict-choices.ts';
import { createDamageNotice } from './store/persistence.ts';
import type { TransferJournal } from './store/journal/journal.ts';
import {
  createDownloadResults,
  createSaves,
  noteMovedCopies,
  toChosenPath,
  type MovedFolder,
} from './store/local-copies.ts';
import { createTransferStore, type TransferStore } from './store/transfer-store.ts';

export type { TransferChanges } from './list/transfer-list.ts';

/** Uploads and downloads are started through the six methods (`FileStarter`). */
export interface Transfers extends TransferStarter, TransferControls {
  noteMoved(copies: readonly MovedCopy[], folder: MovedFolder | null): Promise<void>;
  /** @throws AppError notFound, localFileMissing */
  show(transferId: string): Promise<void>;
  loaded: Promise<void>;
  /** Includes transfers of earlier sessions. */
  list(): Promise<{ transfers: Transfer[]; summary: TransferSummary }>;
  summary(): TransferSummary;
  countByAccount(): Promise<ReadonlyMap<string, TransferCounts>>;
  find(transferId: string): Promise<Transfer | null>;
  follow(batchId: string, listener: (followed: Followed) => void): () => void;
  batch(batchId: string): TransferBatch | null;
  /** The unfinished transfers that undo this batch, also those of earlier sessions. */
  undoing(batchId: string): Promise<TransferRecord[]>;
  clearBatch(batchId: string): Promise<void>;
  /** Interrupts running transfers, which continue when the returned function is called. */
  hold(): Promise<() => void>;
  redirect: Redirect;
  continueEarlier(): Promise<void>;
  rows(...query: Parameters<TransferList['rows']>): Promise<ReturnType<TransferList['rows']>>;
  top(max: number): Promise<ReturnType<TransferList['top']>>;
  retryOffline(): void;
  applySettings(settings: TransferSettings): Promise<void>;
  /** @throws AppError notFound when there is no such conflict */
  resolve(transferId: string, choice: ConflictChoice, applyToBatch: boolean): Promise<void>;
  clearEnded(): Promise<void>;
  dismissDamage(): Promise<void>;
  signedIn(accountId: string): void;
  /** Cancels its transfers first. */
  removeAccount(accountId: string): Promise<void>;
  /** Resumes transfers that waited for an account that was added or is usable again. */
  accountsChanged(): void;
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface Followed {
  transfer: Transfer;
  isFolder: boolean;
  chosenPath: string | null;
}

/** Additional connections of all downloads together: more would only be throttled. */
const maxExtraStreams = 6;

export type TransferSettings = Pick<Settings, 'transfersHeld' | 'filesAtOnce' | 'limits' | 'limitHours'>;

export interface TransfersDeps {
  settings: TransferSettings;
  index: Index;
  drives: AccountDrives;
  documents: Documents;
  access: RunDeps['access'];
  quotaOf: RunDeps['quotaOf'];
  justMade: JustMade;
  changes: ChangeSink;
  pathChanged: (accountId: string) => void;
  journal: TransferJournal;
  clock: Clock;
  log: Log;
  notify: (changes: TransferChanges) => void;
  saveChanged: (documentId: string, transfer: Transfer) => void;
  pastedFolder: string;
  /** Whether upload sessions of an account survive a restart. */
  keepsSessions?: (accountId: string) => boolean;
  deleteKeys: (accountId: string) => Promise<void>;
  /** Earlier transfers stay queued: a command does only its own work. */
  holdsEarlier?: boolean;
}

export function createTransfers(deps: TransfersDeps): { transfers: Transfers; starter: FileStarter } {
  const { drives, documents, journal, clock, log } = deps;
  let { settings } = deps;
  let holds = 0;
  const isPaused = () => settings.transfersHeld;
  const store = createTransferStore({ journal, log });
  const damage = createDamageNotice(journal);
  const list = createTransferList({
    store,
    clock,
    notify: deps.notify,
    isPaused,
    ...(deps.keepsSessions === undefined ? {} : { keepsSessions: deps.keepsSessions }),
    limitsNow: () => toLimitsNow(settings, clock.now()),
    saveTrouble: () => journal.trouble(),
    damagedJournal() {
      if (!journal.isReadable()) return toFailure('journalUnavailable', null, { disk: journal.trouble() });
      const fileName = damage.fileName();
      return fileName === null ? null : toFailure('journalDamaged', fileName);
    },
  });
  followChanges(store, deps.changes);
  const saves = createSaves(store, deps.saveChanged);
  const choices = createConflictChoices({ store, journal, clock });
  const runDeps: RunDeps = {
    ...deps,
    extraStreams: createSemaphore(() => maxExtraStreams),
    reservedFolders: createReservedFolders(store),
    gatherer: createRequestGatherer(),
    rows: createRowWriter(deps.index),
    pathChanged: ({ account }) => deps.pathChanged(account.accountId),
  };
  const release = (records: readonly TransferRecord[]) => releaseTransfers(records, deps);
  const queue = createQueue({
    ...deps,
    store,
    maxConcurrent: () => settings.filesAtOnce,
    isPaused: () => isPaused() || holds > 0,
    runTransfer: (record, context) => runTransfer(record, context, runDeps),
    applyChoice: (record) => choices.applyTo(record),
    onStopped,
    release,
  });
  const followers = createBatchFollowers(store);
  const results = createDownloadResults({ store, drives, documents });
  const earlier = loadEarlier({ ...deps, store, list, queue, choices, damage });
  const { loaded } = earlier;

  const holdIfPaused = (record: TransferRecord): TransferRecord =>
    accountsOf(record).some((accountId) => drives.find(accountId)?.account.isPaused === true)
      ? toHeld(record)
      : record;

  /** Stored before they start, so that a crash can't orphan them. */
  function add(records: readonly TransferRecord[]): void {
    for (const { transfer } of records)
      if (transfer.kind === 'upload') queue.retryFullDrives(transfer.accountId);
    void store.add(records.map(holdIfPaused)).then(() => queue.enqueue(store.current(records)));
  }

  function onStopped({ transfer, job }: TransferRecord): void {
    if (transfer.state === 'done' && job.kind === 'downloadFile' && job.openAfter)
      void results.open(transfer);
  }

  async function remove(records: readonly TransferRecord[]): Promise<void> {
    store.remove(records.map(({ transfer }) => transfer.transferId));
    choices.prune();
    await release(records);
  }

  const controls = createTransferControls(store, queue, loaded, holdIfPaused);
  const retry = (transferId: string) => controls.retry({ transferIds: [transferId] });
  async function requeue(records: readonly TransferRecord[]): Promise<void> {
    for (const { transfer } of records) if (transfer.state === 'waiting') queue.endWait(transfer.transferId);
    await store.updateMany(
      records.map(({ transfer }) => transfer.transferId),
      holdIfPaused,
    );
    queue.enqueue(store.current(records));
  }
  const starter = createTransferStarter({ ...deps, store, add, loaded, saves, retry, requeue });
  const transfers: Transfers = {
    change: starter.change,
    carry: starter.carry,
    findDownloads: starter.findDownloads,
    findSave: starter.findSave,
    ...controls,
    loaded,
    show: (transferId) => loaded.then(() => results.show(transferId)),
    async noteMoved(copies, folder) {
      await loaded;
      await noteMovedCopies(store, copies, folder);
    },
    async list() {
      await loaded;
      return { transfers: list.transfers(), summary: list.summary() };
    },
    summary: () => list.summary(),
    countByAccount: () => loaded.then(() => countByAccount(store.all())),
    find: (transferId) => loaded.then(() => list.find(transferId)),
    follow: (batchId, listener) =>
      followers.follow(batchId, (record) =>
        listener({
          transfer: record.transfer,
          isFolder: isFolderJob(record),
          chosenPath: toChosenPath(record),
        }),
      ),
    batch: (batchId) => list.batch(batchId),
    async undoing(batchId) {
      await loaded;
      return [...store.all()].filter((record) => record.transfer.undoOf === batchId && !isEnded(record));
    },
    async clearBatch(batchId) {
      await loaded;
      await remove(store.ofBatch(batchId).filter(isEnded));
    },
    redirect: createRedirect({ store, queue, drives, clock, loaded, hold: holdIfPaused, remove }),
    continueEarlier: () => earlier.resume(),
    async hold() {
      holds += 1;
      await queue.requeueRunning();
      return () => {
        holds -= 1;
        queue.startReady();
      };
    },
    rows: (query) => loaded.then(() => list.rows(query)),
    top: (max) => loaded.then(() => list.top(max)),
    retryOffline: () => queue.retryOffline(),
    async applySettings(changed) {
      const wasPaused = isPaused();
      settings = changed;
      if (isPaused() && !wasPaused) await queue.requeueRunning();
      queue.startReady();
      list.summaryChanged();
    },
    async resolve(transferId, choice, applyToBatch) {
      await loaded;
      await requeue(await choices.resolve(transferId, choice, applyToBatch));
    },
    async clearEnded() {
      await loaded;
      await remove([...store.all()].filter(isEnded));
    },
    async dismissDamage() {
      await loaded;
      await damage.dismiss();
      list.summaryChanged();
    },
    signedIn: (accountId) => queue.signedIn(accountId),
    accountsChanged() {
      const waiting = store.accountIds().filter((accountId) => isWaitingForSignIn(store, accountId));
      for (const accountId of waiting) if (isUsable(drives, accountId)) queue.signedIn(accountId);
    },
    async removeAccount(accountId) {
      await loaded;
      await queue.removeAccount(accountId);
      await remove(store.ofAccount(accountId));
      await deps.deleteKeys(accountId);
    },
    async reset() {
      await loaded;
      await queue.cancelAll();
      await remove([...store.all()]);
      await damage.dismiss();
      await journal.deleteAll();
    },
    async close() {
      await queue.close();
      await loaded;
      list.close();
      await store.close();
      await journal.close();
      await earlier.sweepPasted();
    },
  };
  return { transfers, starter };
}

const isWaitingForSignIn = (store: TransferStore, accountId: string): boolean =>
  store.ofAccount(accountId).some(({ transfer }) => transfer.waitReason === 'signInNeeded');

function isUsable(drives: AccountDrives, accountId: string): boolean {
  try {
    return drives.drive(accountId).account.state === 'ready';
  } catch {
    return false;
  }
}
