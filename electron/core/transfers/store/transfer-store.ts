import type { Transfer } from '../../../contract/transfers.ts';
import type { Log } from '../../ports.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { TransferJournal } from './journal/journal.ts';
import { createPersistence } from './persistence.ts';

/** Every change goes through here. */
export interface TransferStore {
  get(transferId: string): TransferRecord | undefined;
  /** The latest versions, without removed records. */
  current(records: readonly TransferRecord[]): TransferRecord[];
  all(): Iterable<TransferRecord>;
  ofAccount(accountId: string): TransferRecord[];
  ofBatch(batchId: string): TransferRecord[];
  accountIds(): string[];
  hasBatch(batchId: string): boolean;
  add(records: readonly TransferRecord[]): Promise<void>;
  /**
   * Inserts records of earlier sessions before those added since the start. `isStored`: the journal already
   * has them.
   */
  restore(records: readonly TransferRecord[], isStored?: boolean): void;
  update(transferId: string, to: (record: TransferRecord) => TransferRecord): Promise<void>;
  updateMany(transferIds: Iterable<string>, to: (record: TransferRecord) => TransferRecord): Promise<void>;
  updateAndAdd(
    transferId: string,
    to: (record: TransferRecord) => TransferRecord,
    added: readonly TransferRecord[],
  ): Promise<void>;
  patch(transferId: string, patch: Partial<Transfer>): Promise<void>;
  /** In memory only: it is too frequent for the journal. */
  progress(transferId: string, bytesDone: number, bytesInFlight?: number): void;
  remove(transferIds: readonly string[]): void;
  isPersisted(): boolean;
  listen(listener: StoreListener): void;
  close(): Promise<void>;
}

export interface StoreListener {
  progressed?(transferId: string, bytesDone: number): void;
  /** null before: added; null after: removed. `isRestore`: only its position is new. */
  changed(before: TransferRecord | null, after: TransferRecord | null, isRestore: boolean): void;
  persistedChanged?(): void;
}

export interface TransferStoreDeps {
  journal: Pick<TransferJournal, 'put' | 'remove' | 'isReadable'>;
  log: Log;
}

export function createTransferStore({ journal, log }: TransferStoreDeps): TransferStore {
  const records = new Map<string, TransferRecord>();
  const byAccount = createRecordIndex(({ transfer }) => transfer.accountId);
  const byBatch = createRecordIndex(({ transfer }) => transfer.batchId);
  const listeners: StoreListener[] = [];
  const persistence = createPersistence({
    journal,
    log,
    latest: (id) => records.get(id),
    onChange: () => listeners.forEach((listener) => listener.persistedChanged?.()),
  });

  function replace(before: TransferRecord | null, after: TransferRecord | null, isRestore = false): void {
    const { transferId } = (after ?? before)?.transfer ?? { transferId: '' };
    if (after === null) records.delete(transferId);
    else records.set(transferId, after);
    byAccount.replace(before, after);
    byBatch.replace(before, after);
    for (const listener of listeners) listener.changed(before, after, isRestore);
  }

  function put(record: TransferRecord): void {
    const before = records.get(record.transfer.transferId) ?? null;
    // One that changes its batch leaves it, and comes last in the other.
    const isMoved = before !== null && before.transfer.batchId !== record.transfer.batchId;
    if (isMoved) replace(before, null);
    replace(isMoved ? null : before, record);
  }

  const toRecords = (transferIds: Iterable<string>): TransferRecord[] =>
    [...transferIds].map((id) => records.get(id)).filter((record) => record !== undefined);

  function updateMany(
    transferIds: Iterable<string>,
    to: (record: TransferRecord) => TransferRecord,
  ): Promise<void> {
    const changed: TransferRecord[] = [];
    for (const before of toRecords(transferIds)) {
      const after = to(before);
      if (after === before) continue;
      put(after);
      changed.push(after);
    }
    return changed.length === 0 ? Promise.resolve() : persistence.put(changed);
  }

  return {
    get: (transferId) => records.get(transferId),
    current: (earlier) => toRecords(earlier.map(({ transfer }) => transfer.transferId)),
    all: () => records.values(),
    ofAccount: (accountId) => toRecords(byAccount.idsOf(accountId)),
    ofBatch: (batchId) => toRecords(byBatch.idsOf(batchId)),
    accountIds: () => byAccount.keys(),
    hasBatch: (batchId) => byBatch.has(batchId),
    isPersisted: () => persistence.isPersisted(),
    listen: (listener) => void listeners.push(listener),
    add(added) {
      added.forEach(put);
      return persistence.put(added);
    },
    restore(earlier, isStored = true) {
      const newer = [...records.values()];
      for (const record of newer) replace(record, null, true);
      const ids = new Set(newer.map(({ transfer }) => transfer.transferId));
      const restored = earlier.filter(({ transfer }) => !ids.has(transfer.transferId));
      for (const record of [...restored, ...newer]) replace(null, record, true);
      if (!isStored && restored.length > 0) void persistence.put(restored);
    },
    update: (transferId, to) => updateMany([transferId], to),
    updateMany,
    updateAndAdd(transferId, to, added) {
      const before = records.get(transferId);
      if (before === undefined) return Promise.resolve();
      const all = [to(before), ...added];
      all.forEach(put);
      return persistence.put(all);
    },
    patch: (transferId, patch) =>
      updateMany([transferId], (record) => ({ ...record, transfer: { ...record.transfer, ...patch } })),
    progress(transferId, bytesDone, bytesInFlight = 0) {
      const record = records.get(transferId);
      if (record === undefined) return;
      for (const listener of listeners) listener.progressed?.(transferId, bytesDone + bytesInFlight);
      const known = record.transfer.bytesTotal;
      const bytesTotal = known === null ? null : Math.max(known, bytesDone + bytesInFlight);
      put({ ...record, transfer: { ...record.transfer, bytesDone, bytesInFlight, bytesTotal } });
    },
    remove(transferIds) {
      for (const record of toRecords(transferIds)) replace(record, null);
      void persistence.remove(transferIds);
    },
    close: () => persistence.settled(),
  };
}

/** Each group is in order of insertion. */
interface RecordIndex {
  replace(before: TransferRecord | null, after: TransferRecord | null): void;
  idsOf(key: string): Iterable<string>;
  has(key: string): boolean;
  keys(): string[];
}

function createRecordIndex(keyOf: (record: TransferRecord) => string): RecordIndex {
  const groups = new Map<string, Set<string>>();

  function add(key: string, transferId: string): void {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, new Set([transferId]));
    else group.add(transferId);
  }

  function remove(key: string, transferId: string): void {
    const group = groups.get(key);
    group?.delete(transferId);
    if (group?.size === 0) groups.delete(key);
  }

  return {
    replace(before, after) {
      if (after !== null && before === null) add(keyOf(after), after.transfer.transferId);
      if (after === null && before !== null) remove(keyOf(before), before.transfer.transferId);
    },
    idsOf: (key) => groups.get(key) ?? [],
    has: (key) => groups.has(key),
    keys: () => [...groups.keys()],
  };
}
