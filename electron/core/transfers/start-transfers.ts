import { randomUUID } from 'node:crypto';
import type { ItemRef } from '../../contract/records.ts';
import type { Transfer } from '../../contract/transfers.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import type { Documents } from '../documents/documents.ts';
import { AppError } from '../errors.ts';
import { sameItem, toItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Clock } from '../ports.ts';
import type { OfferedSource } from '../lib/inspect-source.ts';
import type { Saves } from './store/local-copies.ts';
import type { TransferStore } from './store/transfer-store.ts';
import {
  toCarryRecord,
  toChangeRecords,
  newUploadJob,
  toDownloadRecord,
  toNewTransfer,
  toUploadRecord,
  type NewCarry,
  type NewChanges,
} from './model/new-record.ts';
import { toElsewhere, toSavedElsewhere } from './model/transitions.ts';
import {
  isEnded,
  type DownloadPlace,
  type KnownFolder,
  type TransferRecord,
  type UploadTarget,
} from './model/transfer-record.ts';

export interface Batch {
  batchId: string;
  count: number;
}

export interface FileUpdate {
  source: OfferedSource;
  folder: ItemRef | null;
  path: string;
  target: UploadTarget;
}

export type DownloadedEntry = Pick<DriveEntry, 'driveId' | 'itemId' | 'name' | 'kind' | 'sizeBytes'>;

export interface PlannedDownload {
  entry: DownloadedEntry;
  path: string;
  to: string | null;
  /** null: its remote name, or the next free number. */
  place: DownloadPlace | null;
}

export interface CarriedItem {
  entry: DriveEntry;
  /** Of its folder: "myfiles/Finance". */
  path: string;
}

export interface TransferStarter {
  change: (changes: Omit<NewChanges, 'nowMs'>) => Batch;
  carry: (
    carry: Omit<NewCarry, 'batchId' | 'nowMs' | 'from' | 'made'> & { batchId?: string },
    from: string,
    items: readonly CarriedItem[],
  ) => Batch;
  /** By item; the latest one if there are several. */
  findDownloads: (accountId: string) => KnownDownloads;
  findSave: (documentId: string) => Transfer | null;
}

/** Only `methods/item-methods.ts` has it: all others use the six methods. */
export interface FileStarter {
  upload(
    accountId: string,
    to: KnownFolder,
    sources: readonly OfferedSource[],
    intent: 'upload' | 'save',
  ): Batch;
  /** Each only if it still is the given version. */
  update(accountId: string, files: readonly FileUpdate[]): Batch;
  download(accountId: string, downloads: readonly PlannedDownload[]): Batch;
  /** Uses a download that is already queued or running. */
  downloadToOpen(accountId: string, path: string, entry: DownloadedEntry): Promise<string>;
  /** `to` null: where it came from. An unchanged copy ends as "skipped"; a failed save is retried. */
  saveBack(documentId: string, to: KnownFolder | null): Promise<string>;
}

export interface KnownDownloads {
  has(itemKey: string, ...states: ('unfinished' | 'failed' | 'cancelled')[]): boolean;
  failed(itemKey: string): string | null;
}

export interface TransferStarterDeps {
  store: TransferStore;
  drives: AccountDrives;
  documents: Documents;
  clock: Clock;
  add: (records: readonly TransferRecord[]) => void;
  loaded: Promise<void>;
  saves: Saves;
  retry: (transferId: string) => Promise<void>;
  /** Runs a transfer again that has changed. */
  requeue: (records: readonly TransferRecord[]) => Promise<void>;
}

export function createTransferStarter({
  store,
  drives,
  documents,
  clock,
  add,
  loaded,
  saves,
  retry,
  requeue,
}: TransferStarterDeps): TransferStarter & FileStarter {
  function findRunningDownload(accountId: string, item: ItemRef): TransferRecord | undefined {
    return store
      .ofAccount(accountId)
      .find(
        (record) =>
          record.job.kind === 'downloadFile' &&
          record.job.to === null &&
          !isEnded(record) &&
          sameItem(record.job.item, item),
      );
  }

  const beginning = new Map<string, Promise<string>>();

  /** Joins or repeats an earlier save; null: there is none. */
  async function continueSave(documentId: string, to: KnownFolder | null): Promise<string | null> {
    const earlier = saves.latest(documentId);
    if (earlier === null || (isEnded(earlier) && earlier.transfer.state !== 'failed')) return null;
    const { transferId } = earlier.transfer;
    if (to !== null) {
      await store.update(transferId, (record) => toSavedElsewhere(record, to));
      await requeue([earlier]);
    } else if (isEnded(earlier)) await retry(transferId);
    return transferId;
  }

  async function beginSave(documentId: string, to: KnownFolder | null): Promise<string> {
    await loaded;
    const continued = await continueSave(documentId, to);
    if (continued !== null) return continued;
    const { record: document, state, path } = await documents.get(documentId);
    if (state === 'missing') throw new AppError('localFileMissing', { subject: document.name });
    const { accountId, from, name, item, parent, version, local } = document;
    drives.drive(accountId);
    const nowMs = clock.now();
    const transfer = toNewTransfer(
      { batchId: randomUUID(), accountId, path: to?.path ?? from, nowMs },
      'upload',
      name,
      null,
    );
    const source = { path, ...local };
    const goal =
      to === null
        ? ({ parent, intent: 'saveBack', target: { item, version } } as const)
        : toElsewhere(to.folder);
    const record: TransferRecord = {
      transfer: { ...transfer, documentId },
      job: { ...newUploadJob, source, documentId, ...goal },
      retry: null,
    };
    const unchanged = { state: 'done', outcome: 'skipped', endedAt: transfer.createdAt } as const;
    add([
      state === 'changed' || to !== null
        ? record
        : { ...record, transfer: { ...record.transfer, ...unchanged } },
    ]);
    return transfer.transferId;
  }

  return {
    change(changes) {
      const records = toChangeRecords({ ...changes, nowMs: clock.now() });
      add(records);
      return { batchId: records[0]?.transfer.batchId ?? randomUUID(), count: records.length };
    },
    carry(carry, accountId, items) {
      const { batchId = randomUUID() } = carry;
      const nowMs = clock.now();
      add(
        items.map(({ entry, path }) =>
          toCarryRecord(entry, { ...carry, batchId, nowMs, from: { accountId, path, emptied: [] } }),
        ),
      );
      return { batchId, count: items.length };
    },
    upload(accountId, { folder, path }, sources, intent) {
      const batchId = randomUUID();
      const upload = { batchId, accountId, parent: folder, path, intent, nowMs: clock.now() };
      add(sources.map((source) => toUploadRecord(source, upload)));
      return { batchId, count: sources.length };
    },
    update(accountId, files) {
      const batchId = randomUUID();
      add(
        files.map(({ source, folder, path, target }) => {
          const parent = folder ?? target.item;
          const upload = { batchId, accountId, parent, path, intent: 'upload' as const, nowMs: clock.now() };
          const record = toUploadRecord(source, upload);
          if (record.job.kind !== 'uploadFile') return record;
          return { ...record, job: { ...record.job, parent: folder, target } };
        }),
      );
      return { batchId, count: files.length };
    },
    download(accountId, downloads) {
      const batchId = randomUUID();
      const nowMs = clock.now();
      add(
        downloads.map(({ entry, path, to, place }) =>
          toDownloadRecord(entry, { batchId, accountId, path, openAfter: false, to, place, nowMs }),
        ),
      );
      return { batchId, count: downloads.length };
    },
    async downloadToOpen(accountId, path, entry) {
      await loaded;
      const running = findRunningDownload(accountId, entry);
      if (running?.job.kind === 'downloadFile') {
        const job = { ...running.job, openAfter: true };
        void store.update(running.transfer.transferId, (record) => ({ ...record, job }));
        return running.transfer.transferId;
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
    saveBack(documentId, to) {
      // Another request while the copy is examined joins the same save: two would conflict.
      const begun =
        beginning.get(documentId) ?? beginSave(documentId, to).finally(() => beginning.delete(documentId));
      beginning.set(documentId, begun);
      return begun;
    },
    findDownloads: (accountId) => toKnownDownloads(store.ofAccount(accountId)),
    findSave: (documentId) => saves.unfinished(documentId),
  };
}

function toKnownDownloads(records: readonly TransferRecord[]): KnownDownloads {
  const latest = new Map<string, Transfer>();
  for (const { job, transfer } of records)
    if ((job.kind === 'downloadFile' || job.kind === 'downloadFolder') && job.to === null)
      latest.set(toItemKey(job.item), transfer);
  return {
    has(itemKey, ...states) {
      const transfer = latest.get(itemKey);
      if (transfer === undefined || transfer.state === 'done') return false;
      return states.some((state) =>
        state === 'unfinished' ? transfer.endedAt === null : transfer.state === state,
      );
    },
    failed(itemKey) {
      const transfer = latest.get(itemKey);
      return transfer?.state === 'failed' ? transfer.transferId : null;
    },
  };
}
