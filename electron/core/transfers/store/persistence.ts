import type { Log } from '../../ports.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { TransferJournal } from './journal/transfer-journal.ts';

/** Writes records to the journal. Failed writes are repeated along with the next one. */
export interface Persistence {
  /** Resolves also after a failed write: transfers continue without a journal. */
  put(records: readonly TransferRecord[]): Promise<void>;
  remove(transferIds: readonly string[]): Promise<void>;
  /** Whether the journal has everything, so that a restart would find it. */
  isPersisted(): boolean;
  /** Resolves when all writes have ended. */
  settled(): Promise<void>;
}

export interface PersistenceDeps {
  journal: Pick<TransferJournal, 'put' | 'remove'>;
  log: Log;
  /** The latest version; undefined: removed. */
  latest: (transferId: string) => TransferRecord | undefined;
  /** `isKept` says something else than before. */
  onChange: () => void;
}

export function createPersistence({ journal, log, latest, onChange }: PersistenceDeps): Persistence {
  const unwritten = new Set<string>();
  let lastWrite: Promise<unknown> = Promise.resolve();

  async function write(records: readonly TransferRecord[]): Promise<void> {
    const ids = records.map(({ transfer }) => transfer.transferId);
    const wasKept = unwritten.size === 0;
    try {
      await journal.put(records);
      for (const transferId of ids) unwritten.delete(transferId);
    } catch (cause) {
      log.warn('transfers could not be kept', { cause: String(cause) });
      for (const transferId of ids) unwritten.add(transferId);
    }
    if ((unwritten.size === 0) !== wasKept) onChange();
  }

  /** Adds the latest versions of what could not be written before. */
  function withUnwritten(records: readonly TransferRecord[]): readonly TransferRecord[] {
    if (unwritten.size === 0) return records;
    const all = new Map([...unwritten].map((transferId) => [transferId, latest(transferId)]));
    for (const record of records) all.set(record.transfer.transferId, record);
    for (const [transferId, record] of all) if (record === undefined) unwritten.delete(transferId);
    return [...all.values()].filter((record) => record !== undefined);
  }

  function track(writing: Promise<void>): Promise<void> {
    lastWrite = Promise.all([lastWrite, writing]);
    return writing;
  }

  return {
    put: (records) => track(write(withUnwritten(records))),
    remove: (transferIds) =>
      track(
        journal
          .remove(transferIds)
          .catch((cause: unknown) =>
            log.error('transfers could not be taken off the list', { cause: String(cause) }),
          ),
      ),
    isPersisted: () => unwritten.size === 0,
    settled: async () => void (await lastWrite),
  };
}
