import type { Log } from '../../ports.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { TransferJournal, StoredTransfers } from './journal/journal.ts';

/** Failed writes are repeated with the next one. */
export interface Persistence {
  /** Resolves even after a failed write: transfers continue without a journal. */
  put(records: readonly TransferRecord[]): Promise<void>;
  remove(transferIds: readonly string[]): Promise<void>;
  isPersisted(): boolean;
  settled(): Promise<void>;
}

export interface PersistenceDeps {
  journal: Pick<TransferJournal, 'put' | 'remove' | 'isReadable'>;
  log: Log;
  latest: (transferId: string) => TransferRecord | undefined;
  onChange: () => void;
}

export function createPersistence({ journal, log, latest, onChange }: PersistenceDeps): Persistence {
  const unwritten = new Set<string>();
  let lastWrite: Promise<unknown> = Promise.resolve();
  let wasPersisted = true;

  const isPersisted = () => unwritten.size === 0 && journal.isReadable();

  /** In one transaction: the journal collects the calls of one turn. */
  async function write(records: ReadonlyMap<string, TransferRecord | null>): Promise<void> {
    const changed = [...records.values()].filter((record) => record !== null);
    const removed = [...records].filter(([, record]) => record === null).map(([transferId]) => transferId);
    try {
      await Promise.all([
        changed.length > 0 ? journal.put(changed) : null,
        removed.length > 0 ? journal.remove(removed) : null,
      ]);
      for (const transferId of records.keys()) unwritten.delete(transferId);
    } catch (cause) {
      log.warn('transfers could not be kept', { cause: String(cause) });
      for (const transferId of records.keys()) unwritten.add(transferId);
    }
    if (isPersisted() === wasPersisted) return;
    wasPersisted = isPersisted();
    onChange();
  }

  function withUnwritten(
    records: readonly (readonly [string, TransferRecord | null])[],
  ): Map<string, TransferRecord | null> {
    const all = new Map([...unwritten].map((transferId) => [transferId, latest(transferId) ?? null]));
    for (const [transferId, record] of records) all.set(transferId, record);
    return all;
  }

  function track(writing: Promise<void>): Promise<void> {
    lastWrite = Promise.all([lastWrite, writing]);
    return writing;
  }

  return {
    put: (records) =>
      track(write(withUnwritten(records.map((record) => [record.transfer.transferId, record])))),
    remove: (transferIds) => track(write(withUnwritten(transferIds.map((transferId) => [transferId, null])))),
    isPersisted,
    settled: async () => void (await lastWrite),
  };
}

/** Survives restarts, until the person dismisses it. */
export interface DamageNotice {
  fileName(): string | null;
  restore(notes: StoredTransfers['notes'], setAside: string | null): void;
  dismiss(): Promise<void>;
}

const noteKey = 'damaged journal';

export function createDamageNotice(journal: Pick<TransferJournal, 'note'>): DamageNotice {
  let fileName: string | null = null;
  // This may fail as well: then the notice lasts until the app ends.
  const save = () => journal.note(noteKey, fileName).catch(() => undefined);

  return {
    fileName: () => fileName,
    restore(notes, setAside) {
      fileName = setAside ?? notes.get(noteKey) ?? null;
      if (setAside !== null) void save();
    },
    async dismiss() {
      if (fileName === null) return;
      fileName = null;
      await save();
    },
  };
}
