import { randomUUID } from 'node:crypto';
import { toFailure } from '../../contract/errors.ts';
import {
  ConflictChoice,
  type ItemRef,
  type Settings,
  type Transfer,
  type TransferSummary,
} from '../../contract/records.ts';
import type { TransferChoice } from '../../contract/transfer-list.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import type { Documents } from '../documents/documents.ts';
import { isPartOf } from '../documents/local-target.ts';
import { AppError } from '../errors.ts';
import { sameItem } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-words.ts';
import type { Clock, Log } from '../ports.ts';
import type { OfferedSource } from '../tickets.ts';
import { carryOut, type Aftermath } from './carry-out.ts';
import { createControls, toRecords } from './controls.ts';
import { discardPart, toChosenPath } from './download/download-file.ts';
import { createExtraStreams } from './download/extra-streams.ts';
import { createLedger, type Ledger, type LedgerNews } from './ledger.ts';
import { freshUpload, toDownloadRecord, toTransfer, toUploadRecord } from './new-records.ts';
import { createQueue } from './queue.ts';
import { resolveConflict } from './resolve-conflict.ts';
import { toRestored, toSetAsideRecord } from './restored.ts';
import { isEnded, type TransferRecord } from './transfer-record.ts';
import type { TransferStore } from './transfer-store.ts';
import { createOfferedFolder } from './upload/offered-folder.ts';
import { endSession } from './upload/upload-session.ts';

export interface Batch {
  batchId: string;
  count: number;
}

/** Everything that moves file contents, in both directions. */
export interface Transfers {
  upload(
    accountId: string,
    to: { folder: ItemRef; path: string },
    sources: readonly OfferedSource[],
    intent: 'upload' | 'save',
  ): Batch;
  /** `to`: the folder a person chose, absolute; null: the documents folder. */
  download(accountId: string, path: string, entries: readonly DriveEntry[], to: string | null): Batch;
  /** Fetches a file and opens it when it is there. One that is on its way already is not fetched twice. */
  fetchToOpen(
    accountId: string,
    path: string,
    entry: Pick<DriveEntry, 'driveId' | 'itemId' | 'name' | 'kind' | 'sizeBytes'>,
  ): string;
  /** Sends a local copy back to where it came from. One that was not edited has nothing to send: "skipped". */
  saveBack(documentId: string): Promise<string>;
  /** @throws AppError notFound, localFileMissing */
  show(transferId: string): Promise<void>;
  /** Those of earlier, too. */
  list(): Promise<{ transfers: Transfer[]; summary: TransferSummary }>;
  summary(): TransferSummary;
  find(transferId: string): Transfer | null;
  lines: Ledger['lines'];
  top: Ledger['top'];
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

/** Connections of all downloads together beyond one for each. */
const mostExtraStreams = 6;

export type TransferSettings = Pick<Settings, 'transfersHeld' | 'filesAtOnce'>;

export interface TransfersSurroundings {
  settings: TransferSettings;
  drives: AccountDrives;
  documents: Documents;
  store: TransferStore;
  clock: Clock;
  log: Log;
  tell: (news: LedgerNews) => void;
  aftermath: Aftermath;
  /** Where the files of a page's own making lie. */
  offeredFolder: string;
  /** An account is gone for good, and with it what was kept for its sessions. */
  forgetKeys: (accountId: string) => Promise<void>;
}

const choiceKey = (batchId: string): string => `choice ${batchId}`;

export function createTransfers(surroundings: TransfersSurroundings): Transfers {
  const { drives, documents, store, clock, log, tell, aftermath, forgetKeys } = surroundings;
  let { settings } = surroundings;
  const isHeld = () => settings.transfersHeld;
  const ledger = createLedger({ store, clock, log, tell, isHeld });
  /** What a person chose for the conflicts of a batch that are still to come. */
  const choices = new Map<string, ConflictChoice>();
  const extraStreams = createExtraStreams(mostExtraStreams);
  const queue = createQueue({
    ledger,
    drives,
    clock,
    log,
    mostAtOnce: () => settings.filesAtOnce,
    isHeld,
    carryOut: (record, work) => carryOut(record, work, { documents, extraStreams, aftermath }),
    answered,
    stopped,
    release,
  });

  /** Whose part a file is: that of a download that has not ended. */
  function isWanted(path: string): boolean {
    const live = [...ledger.all()].filter((record) => record.job.kind === 'downloadFile' && !isEnded(record));
    return live.some(({ transfer }) => isPartOf(path, transfer.transferId));
  }

  const offered = createOfferedFolder(surroundings.offeredFolder);
  /** Of uploads that may still be carried out, or be tried again. */
  const sourcesInUse = (): string[] =>
    [...ledger.all()].flatMap(({ job, transfer }) =>
      job.kind === 'uploadFile' && transfer.state !== 'done' ? [job.source.path] : [],
    );

  const loaded = load().catch((error: unknown) =>
    log.error('the transfers of earlier could not be read', { error: String(error) }),
  );

  async function load(): Promise<void> {
    const { records, notes, setAside } = await store.load();
    for (const { transfer } of records) {
      const choice = ConflictChoice.safeParse(notes.get(choiceKey(transfer.batchId)));
      if (choice.success) choices.set(transfer.batchId, choice.data);
    }
    ledger.restore(records.map(toRestored));
    if (setAside !== null) void ledger.add([toSetAsideRecord(setAside, clock.now())]);
    queue.admit(
      records.map(({ transfer }) => ledger.get(transfer.transferId)).filter((one) => one !== undefined),
    );
    // Not before it is known which parts of files, and which pasted ones, are still wanted.
    void documents.sweep(isWanted);
    await offered.sweepEarlier(sourcesInUse());
  }

  function choose(batchId: string, choice: ConflictChoice | null): void {
    if (choice === null) choices.delete(batchId);
    else choices.set(batchId, choice);
    void store.note(choiceKey(batchId), choice).catch(() => undefined);
  }

  /** Nothing begins before it is kept: else what it did would be nobody's after a crash. */
  function add(records: readonly TransferRecord[]): void {
    void ledger.add(records).then(() => queue.admit(ledger.current(records)));
  }

  function answered(record: TransferRecord): TransferRecord {
    const choice = choices.get(record.transfer.batchId);
    return choice === undefined ? record : resolveConflict(record, choice, clock.now());
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
    if (job.kind === 'downloadFile' && job.part !== null) {
      await discardPart(documents, { drive: drives.drive(transfer.accountId), transfer }, job);
    }
    if (job.kind !== 'uploadFile' || job.session === null) return;
    const { presigned } = drives.drive(transfer.accountId).graph;
    await endSession(presigned, job.session.uploadUrl);
  }

  async function settle(transferIds: readonly string[], choice: ConflictChoice): Promise<void> {
    await ledger.changeAll(transferIds, (record) => resolveConflict(record, choice, clock.now()));
    queue.admit(transferIds.map((id) => ledger.get(id)).filter((record) => record !== undefined));
  }

  async function takeOff(records: readonly TransferRecord[]): Promise<void> {
    ledger.remove(records.map(({ transfer }) => transfer.transferId));
    const batches = new Set([...ledger.all()].map(({ transfer }) => transfer.batchId));
    for (const batchId of choices.keys()) if (!batches.has(batchId)) choose(batchId, null);
    // For an account that is not here any more there is nothing left to end.
    await Promise.all(records.map((record) => release(record).catch(() => undefined)));
  }

  function findFetch(accountId: string, item: ItemRef): TransferRecord | undefined {
    return [...ledger.all()].find(
      (record) =>
        record.job.kind === 'downloadFile' &&
        record.job.to === null &&
        record.transfer.accountId === accountId &&
        !isEnded(record) &&
        sameItem(record.job.item, item),
    );
  }

  return {
    upload(accountId, { folder, path }, sources, intent) {
      const batchId = randomUUID();
      const upload = { batchId, accountId, parent: folder, path, intent, nowMs: clock.now() };
      add(sources.map((source) => toUploadRecord(source, upload)));
      return { batchId, count: sources.length };
    },
    download(accountId, path, entries, to) {
      const batchId = randomUUID();
      const download = { batchId, accountId, path, openAfter: false, to, nowMs: clock.now() };
      add(entries.map((entry) => toDownloadRecord(entry, download)));
      return { batchId, count: entries.length };
    },
    fetchToOpen(accountId, path, entry) {
      const under = findFetch(accountId, entry);
      if (under?.job.kind === 'downloadFile') {
        const job = { ...under.job, openAfter: true };
        void ledger.change(under.transfer.transferId, (record) => ({ ...record, job }));
        return under.transfer.transferId;
      }
      const batchId = randomUUID();
      const record = toDownloadRecord(entry, {
        batchId,
        accountId,
        path,
        openAfter: true,
        to: null,
        nowMs: clock.now(),
      });
      add([record]);
      return record.transfer.transferId;
    },
    async saveBack(documentId) {
      const { record: document, state, path } = await documents.get(documentId);
      if (state === 'missing') throw new AppError('localFileMissing', { subject: document.name });
      const { accountId, from, name, item, parent, version, local } = document;
      drives.drive(accountId);
      const nowMs = clock.now();
      const transfer = toTransfer(
        { batchId: randomUUID(), accountId, path: from, nowMs },
        'upload',
        name,
        null,
      );
      const source = { path, ...local };
      const target = { item, version };
      const record: TransferRecord = {
        transfer: { ...transfer, documentId },
        job: { ...freshUpload, source, parent, intent: 'saveBack', target, documentId },
        postponed: null,
      };
      const unchanged = { state: 'done', outcome: 'skipped', endedAt: transfer.createdAt } as const;
      add([state === 'changed' ? record : { ...record, transfer: { ...record.transfer, ...unchanged } }]);
      return transfer.transferId;
    },
    async show(transferId) {
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
    find: (transferId) => ledger.find(transferId),
    lines: (query) => ledger.lines(query),
    top: (most) => ledger.top(most),
    ...createControls(ledger, queue, loaded),
    wakeOffline: () => queue.wakeOffline(),
    async obey(changed) {
      const wasHeld = settings.transfersHeld;
      settings = changed;
      if (settings.transfersHeld && !wasHeld) await queue.putBack();
      queue.pump();
      if (settings.transfersHeld !== wasHeld) ledger.announce();
    },
    async resolve(transferId, choice, applyToBatch) {
      const record = ledger.get(transferId);
      if (record?.transfer.state !== 'conflict') throw new AppError('notFound');
      const { batchId } = record.transfer;
      const same = toRecords(ledger, { batchId }).filter(({ transfer }) => transfer.state === 'conflict');
      if (applyToBatch) choose(batchId, choice);
      await settle(
        (applyToBatch ? same : [record]).map(({ transfer }) => transfer.transferId),
        choice,
      );
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
      await offered.sweepAll(sourcesInUse());
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
