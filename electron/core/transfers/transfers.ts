import { toFailure } from '../../contract/errors.ts';
import type { ConflictChoice, Settings, Transfer, TransferSummary } from '../../contract/records.ts';
import type { TransferChoice } from '../../contract/transfer-list.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import type { Documents } from '../documents/documents.ts';
import { isPartOf } from '../documents/local-target.ts';
import { toLimitsNow } from '../bandwidth/limits-now.ts';
import { AppError } from '../errors.ts';
import type { Index } from '../index/index-client.ts';
import type { Clock, Log } from '../ports.ts';
import type { WriteAccess } from '../sharing/write-access.ts';
import { createBatchChoices } from './store/conflict-choices.ts';
import { createBeginnings, type Beginnings } from './start-transfers.ts';
import { carryOut } from './run/run-transfer.ts';
import { createControls } from './control-transfers.ts';
import { discardPart, toChosenPath } from './run/download/download-file.ts';
import { createExtraStreams } from './run/download/extra-streams.ts';
import { createFolderClaims } from './run/download/reserved-folders.ts';
import { createLedger, type Ledger, type LedgerNews } from './store/transfer-store.ts';
import { createQueue } from './queue/queue.ts';
import { toRestored, toSetAsideRecord } from './model/restart.ts';
import { isEnded, type TransferRecord } from './model/transfer-record.ts';
import type { TransferStore } from './store/journal/transfer-journal.ts';
import { createOfferedFolder } from './run/upload/pasted-files.ts';
import { endSession } from './run/upload/upload-session.ts';

/** Everything that moves file contents, in both directions. */
export interface Transfers extends Beginnings {
  /** @throws AppError notFound, localFileMissing */
  show(transferId: string): Promise<void>;
  /** Those of earlier, too. */
  list(): Promise<{ transfers: Transfer[]; summary: TransferSummary }>;
  summary(): TransferSummary;
  find(transferId: string): Promise<Transfer | null>;
  lines(...query: Parameters<Ledger['lines']>): Promise<ReturnType<Ledger['lines']>>;
  top(most: number): Promise<ReturnType<Ledger['top']>>;
  cancel(choice: TransferChoice): Promise<void>;
  pause(choice: TransferChoice): Promise<void>;
  resume(choice: TransferChoice): Promise<void>;
  /** Before all others of their account. */
  hurry(choice: TransferChoice): Promise<void>;
  /** Failed ones begin again; of those named by id cancelled ones, too, and waiting ones stop waiting. */
  retry(choice: TransferChoice): Promise<void>;
  /** The network may be back: what waits for it tries again, not all in the same moment. */
  wakeOffline(): void;
  /** What a person set takes effect at once. */
  obey(settings: TransferSettings): Promise<void>;
  /** @throws AppError notFound when there is no such conflict */
  resolve(transferId: string, choice: ConflictChoice, applyToBatch: boolean): Promise<void>;
  clearEnded(): Promise<void>;
  /** Somebody signed in to the account: what waited for that goes on. */
  signedIn(accountId: string): void;
  /** Ends all transfers of an account and takes them off the list. */
  leave(accountId: string): Promise<void>;
  /** An account came back, or can be used again: what waited for it goes on. */
  accountsChanged(): void;
  /** Cancels everything and empties the list. */
  forget(): Promise<void>;
  /** What is under way stops, to go on at the next start. */
  close(): Promise<void>;
}

export type { LedgerNews as TransferChanges } from './store/transfer-store.ts';

/** Connections of all downloads together beyond one for each. */
const mostExtraStreams = 6;

export type TransferSettings = Pick<Settings, 'transfersHeld' | 'filesAtOnce' | 'limits' | 'limitHours'>;

export interface TransfersSurroundings {
  settings: TransferSettings;
  drives: AccountDrives;
  documents: Documents;
  store: TransferStore;
  clock: Clock;
  log: Log;
  tell: (news: LedgerNews) => void;
  index: Index;
  access: WriteAccess;
  /** Where the files of a page's own making lie. */
  offeredFolder: string;
  /** An account is gone for good, and with it what was kept for its sessions. */
  forgetKeys: (accountId: string) => Promise<void>;
}

export function createTransfers(surroundings: TransfersSurroundings): Transfers {
  const { drives, documents, store, clock, log, tell, index, access, forgetKeys } = surroundings;
  let { settings } = surroundings;
  const isHeld = () => settings.transfersHeld;
  const limitsNow = () => toLimitsNow(settings, clock.now());
  const ledger = createLedger({ store, clock, log, tell, isHeld, limitsNow });
  const choices = createBatchChoices({ ledger, store, clock });
  const extraStreams = createExtraStreams(mostExtraStreams);
  const folderClaims = createFolderClaims(ledger);
  const queue = createQueue({
    ledger,
    drives,
    clock,
    log,
    mostAtOnce: () => settings.filesAtOnce,
    isHeld,
    carryOut: (record, work) =>
      carryOut(record, work, { documents, extraStreams, folderClaims, index, access }),
    answered: (record) => choices.answered(record),
    stopped,
    release: releaseIfPossible,
  });

  /** Whose part a file is: that of a download that has not ended, or that a person may try again. */
  function isWanted(path: string): boolean {
    const live = [...ledger.all()].filter(
      (record) => record.job.kind === 'downloadFile' && (!isEnded(record) || record.job.part !== null),
    );
    return live.some(({ transfer }) => isPartOf(path, transfer.transferId));
  }

  const offered = createOfferedFolder(surroundings.offeredFolder);
  /** Of uploads that may still be carried out, or be tried again. */
  const sourcesInUse = (): string[] =>
    [...ledger.all()].flatMap(({ job, transfer }) =>
      job.kind === 'uploadFile' && transfer.state !== 'done' ? [job.source.path] : [],
    );

  /** A list that could not be read may want files of which there is no other copy: they stay while people are told. */
  const isAllKnown = (): boolean =>
    isRead && ![...ledger.all()].some(({ transfer }) => transfer.failure?.code === 'journalDamaged');
  let isRead = false;

  const loaded = load().catch((error: unknown) =>
    log.error('the transfers of earlier could not be read', { error: String(error) }),
  );

  async function load(): Promise<void> {
    const { records, notes, setAside } = await store.load();
    choices.restore(records, notes);
    ledger.restore(records.map(toRestored));
    isRead = true;
    if (setAside !== null) void ledger.add([toSetAsideRecord(setAside, clock.now())]);
    queue.admit(
      records.map(({ transfer }) => ledger.get(transfer.transferId)).filter((one) => one !== undefined),
    );
    // Not before it is known which parts of files, and which pasted ones, are still wanted.
    void documents.sweep(isWanted);
    if (isAllKnown()) await offered.sweepEarlier(sourcesInUse());
  }

  /** Nothing begins before it is kept: else what it did would be nobody's after a crash. */
  function add(records: readonly TransferRecord[]): void {
    // Who sends more tries a drive again that was full.
    for (const { transfer } of records) if (transfer.kind === 'upload') queue.trySpace(transfer.accountId);
    void ledger.add(records).then(() => queue.admit(ledger.current(records)));
  }

  function stopped({ transfer, job }: TransferRecord): void {
    if (transfer.state === 'done' && job.kind === 'downloadFile' && job.openAfter) void openFetched(transfer);
  }

  /** The file is there; that no program opened it is told beside it. */
  async function openFetched({ transferId, documentId }: Transfer): Promise<void> {
    try {
      if (documentId !== null) await documents.open(documentId);
    } catch (error) {
      const failure = error instanceof AppError ? error.toFailure() : toFailure('bug');
      await ledger.change(transferId, (record) => ({ ...record, transfer: { ...record.transfer, failure } }));
    }
  }

  /** The service keeps what was sent, and the disk what was fetched, until somebody says that it is not wanted. */
  async function release({ transfer, job }: TransferRecord): Promise<void> {
    // Of little there is no note in the record, but it lies there all the same.
    if (job.kind === 'downloadFile' && transfer.state !== 'done') {
      await discardPart(documents, { drive: drives.drive(transfer.accountId), transfer }, job);
    }
    if (job.kind !== 'uploadFile' || job.session === null) return;
    const { presigned } = drives.drive(transfer.accountId).graph;
    await endSession(presigned, job.session.uploadUrl);
  }

  /** For an account that is not here any more there is nothing left to end. */
  async function releaseIfPossible(record: TransferRecord): Promise<void> {
    try {
      await release(record);
    } catch (error) {
      log.warn('what a transfer held was not given up', { error: String(error) });
    }
  }

  async function takeOff(records: readonly TransferRecord[]): Promise<void> {
    ledger.remove(records.map(({ transfer }) => transfer.transferId));
    choices.forgetGone();
    await Promise.all(records.map(releaseIfPossible));
  }

  return {
    ...createBeginnings({ ledger, drives, documents, clock, add, loaded }),
    async show(transferId) {
      await loaded;
      const record = ledger.get(transferId);
      const path = record === undefined ? null : toChosenPath(record);
      if (path === null) throw new AppError('notFound');
      await surroundings.documents.showElsewhere(path);
    },
    async list() {
      await loaded;
      return { transfers: ledger.transfers(), summary: ledger.summary() };
    },
    summary: () => ledger.summary(),
    find: (transferId) => loaded.then(() => ledger.find(transferId)),
    lines: (query) => loaded.then(() => ledger.lines(query)),
    top: (most) => loaded.then(() => ledger.top(most)),
    ...createControls(ledger, queue, loaded),
    wakeOffline: () => queue.wakeOffline(),
    async obey(changed) {
      const wasHeld = settings.transfersHeld;
      settings = changed;
      if (settings.transfersHeld && !wasHeld) await queue.putBack();
      queue.pump();
      // The sum of all tells what is held and how fast it may go.
      ledger.announce();
    },
    async resolve(transferId, choice, applyToBatch) {
      await loaded;
      queue.admit(await choices.resolve(transferId, choice, applyToBatch));
    },
    async clearEnded() {
      await loaded;
      await takeOff([...ledger.all()].filter(isEnded));
    },
    signedIn: (accountId) => queue.signedIn(accountId),
    accountsChanged() {
      const waiting = [...ledger.all()].filter(({ transfer }) => transfer.waitReason === 'signInNeeded');
      for (const accountId of new Set(waiting.map(({ transfer }) => transfer.accountId)))
        if (isUsable(drives, accountId)) queue.signedIn(accountId);
    },
    async leave(accountId) {
      await loaded;
      await queue.leave(accountId);
      await takeOff([...ledger.all()].filter(({ transfer }) => transfer.accountId === accountId));
      await forgetKeys(accountId);
    },
    async forget() {
      await loaded;
      await queue.cancelAll();
      await takeOff([...ledger.all()]);
      await store.forget();
    },
    async close() {
      await queue.close();
      await loaded;
      await ledger.close();
      await store.close();
      if (isAllKnown()) await offered.sweepAll(sourcesInUse());
    },
  };
}

function isUsable(drives: AccountDrives, accountId: string): boolean {
  try {
    return drives.drive(accountId).account.state === 'ready';
  } catch {
    return false;
  }
}
