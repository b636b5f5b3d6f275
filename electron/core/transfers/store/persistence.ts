import type { Log } from '../../ports.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from './journal/transfer-journal.ts';

/** Writes records to the store. What could not be written is written with the next that can. */
export interface Keeping {
  /** Resolves when it was tried: transfers go on without a store, too. */
  put(records: readonly TransferRecord[]): Promise<void>;
  remove(transferIds: readonly string[]): Promise<void>;
  /** Whether the store has everything, so that it is there after a restart. */
  isKept(): boolean;
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>;
}

export interface KeepingSurroundings {
  store: Pick<TransferStore, 'put' | 'remove'>;
  log: Log;
  /** As it is by now; undefined: it is off the list. */
  latest: (transferId: string) => TransferRecord | undefined;
  /** `isKept` says something else than before. */
  changed: () => void;
}

export function createKeeping({ store, log, latest, changed }: KeepingSurroundings): Keeping {
  const owed = new Set<string>();
  let tried: Promise<unknown> = Promise.resolve();

  async function write(records: readonly TransferRecord[]): Promise<void> {
    const ids = records.map(({ transfer }) => transfer.transferId);
    const wasKept = owed.size === 0;
    try {
      await store.put(records);
      for (const transferId of ids) owed.delete(transferId);
    } catch (cause) {
      log.warn('transfers could not be kept', { cause: String(cause) });
      for (const transferId of ids) owed.add(transferId);
    }
    if ((owed.size === 0) !== wasKept) changed();
  }

  /** With what is owed, as it is by now. */
  function withOwed(records: readonly TransferRecord[]): readonly TransferRecord[] {
    if (owed.size === 0) return records;
    const all = new Map([...owed].map((transferId) => [transferId, latest(transferId)]));
    for (const record of records) all.set(record.transfer.transferId, record);
    for (const [transferId, record] of all) if (record === undefined) owed.delete(transferId);
    return [...all.values()].filter((record) => record !== undefined);
  }

  function track(writing: Promise<void>): Promise<void> {
    tried = Promise.all([tried, writing]);
    return writing;
  }

  return {
    put: (records) => track(write(withOwed(records))),
    remove: (transferIds) =>
      track(
        store
          .remove(transferIds)
          .catch((cause: unknown) =>
            log.error('transfers could not be taken off the list', { cause: String(cause) }),
          ),
      ),
    isKept: () => owed.size === 0,
    settled: async () => void (await tried),
  };
}
