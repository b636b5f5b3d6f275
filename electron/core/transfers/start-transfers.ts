import { randomUUID } from 'node:crypto';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import type { Documents } from '../documents/documents.ts';
import { AppError } from '../errors.ts';
import { sameItem } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Clock } from '../ports.ts';
import type { OfferedSource } from '../session/tickets.ts';
import type { Ledger } from './store/transfer-store.ts';
import { freshUpload, toDownloadRecord, toTransfer, toUploadRecord } from './model/new-record.ts';
import { isEnded, type TransferRecord } from './model/transfer-record.ts';

export interface Batch {
  batchId: string;
  count: number;
}

/** What a person can begin. */
export interface Beginnings {
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
  ): Promise<string>;
  /** Sends a local copy back to where it came from. One that was not edited has nothing to send: "skipped". */
  saveBack(documentId: string): Promise<string>;
}

export interface BeginningSurroundings {
  ledger: Ledger;
  drives: AccountDrives;
  documents: Documents;
  clock: Clock;
  /** Keeps them, and then gives them their turn. */
  add: (records: readonly TransferRecord[]) => void;
  /** What was under way when the app was closed is known. */
  loaded: Promise<void>;
}

export function createBeginnings({
  ledger,
  drives,
  documents,
  clock,
  add,
  loaded,
}: BeginningSurroundings): Beginnings {
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
    async fetchToOpen(accountId, path, entry) {
      await loaded;
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
  };
}
