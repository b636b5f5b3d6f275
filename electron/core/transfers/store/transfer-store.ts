import type { Payload } from '../../../contract/api.ts';
import type { Limits, Transfer, TransferSummary } from '../../../contract/records.ts';
import type { TransferBatch, TransferLine } from '../../../contract/transfer-list.ts';
import type { Clock, Log } from '../../ports.ts';
import { createKeeping } from './persistence.ts';
import { createShelves, type ShelfQuery } from '../list/batch-index.ts';
import { createShown } from '../list/view-model.ts';
import { createSpeeds } from '../list/speeds.ts';
import { createTally } from '../list/counters.ts';
import { createTelling } from '../list/change-notifier.ts';
import type { TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from './journal/transfer-journal.ts';
import { createUrgent } from '../list/top-transfers.ts';

/** Changed transfers, batches that ended, and the sum of all. */
export type LedgerNews = Payload<'transfers.changed'>;

/** All transfers there are. Every change goes through here: it is kept, counted and told. */
export interface Ledger {
  get(transferId: string): TransferRecord | undefined;
  /** The same as they are by now, without those that are gone. */
  current(records: readonly TransferRecord[]): TransferRecord[];
  all(): IterableIterator<TransferRecord>;
  transfers(): Transfer[];
  find(transferId: string): Transfer | null;
  /** Ids of a batch, in order. */
  idsOf(batchId: string): Iterable<string>;
  lines(query: Omit<ShelfQuery, 'stateOf'>): { revision: number; count: number; lines: TransferLine[] };
  /** What matters most, at most so many. */
  top(most: number): { revision: number; transfers: Transfer[]; summary: TransferSummary };
  summary(): TransferSummary;
  add(records: readonly TransferRecord[]): Promise<void>;
  /** What was kept from earlier comes before what is there already. */
  restore(records: readonly TransferRecord[]): void;
  /** Swaps a record whole. Gone ones stay gone. Resolves when the store has it. */
  change(transferId: string, to: (record: TransferRecord) => TransferRecord): Promise<void>;
  /** The same for many, in one step. */
  changeAll(transferIds: Iterable<string>, to: (record: TransferRecord) => TransferRecord): Promise<void>;
  /** Something about the whole has changed. */
  announce(): void;
  /** A swap together with new records, in one step. */
  follow(
    transferId: string,
    to: (record: TransferRecord) => TransferRecord,
    added: readonly TransferRecord[],
  ): Promise<void>;
  /** Bytes moved; too often for the store. */
  progress(transferId: string, bytesDone: number): void;
  remove(transferIds: readonly string[]): void;
  /** Tells what is still untold, and falls silent. Resolves when the store has everything. */
  close(): Promise<void>;
}

export interface LedgerSurroundings {
  store: TransferStore;
  clock: Clock;
  log: Log;
  tell: (news: LedgerNews) => void;
  /** "Pause all" is on. */
  isHeld?: () => boolean;
  /** How fast all together may go just now. */
  limitsNow?: () => Limits;
}

/** More than that at once no one reads; whoever shows a list asks for the lines in sight. */
const mostPerNews = 100;
const noLimits: Limits = { upload: null, download: null };

export function createLedger(surroundings: LedgerSurroundings): Ledger {
  const { store, clock, log, tell, isHeld = () => false, limitsNow = () => noLimits } = surroundings;
  const records = new Map<string, TransferRecord>();
  const changed = new Set<string>();
  /** Batches that were open when they changed, and may have ended. */
  const stirred = new Set<string>();
  const shelves = createShelves();
  const urgent = createUrgent();
  let revision = 0;
  let toldRevision = 0;
  /** Something about the whole changed that no record shows. */
  let isStirred = false;
  const tally = createTally();
  const speeds = createSpeeds(clock, (id) => records.get(id)?.transfer.state === 'running');
  const shown = createShown(records, shelves, speeds);
  const telling = createTelling({
    clock,
    hasNews: () => changed.size > 0 || revision !== toldRevision || isStirred,
    tell: tellNow,
    isMoving: () => !speeds.isEmpty(),
    renewSpeeds() {
      for (const transferId of speeds.known()) changed.add(transferId);
    },
  });
  const keeping = createKeeping({ store, log, latest: (id) => records.get(id), changed: announce });

  function announce(): void {
    isStirred = true;
    telling.announce();
  }

  function swap(before: TransferRecord | null, after: TransferRecord | null): void {
    const batchId = (after ?? before)?.transfer.batchId ?? '';
    if (shelves.isOpen(batchId)) stirred.add(batchId);
    tally.swap(before, after);
    shelves.swap(before, after);
    urgent.swap(before?.transfer ?? null, after?.transfer ?? null);
    if (before?.transfer.state !== after?.transfer.state) revision += 1;
    // What was added open may end before anyone is told.
    if (shelves.isOpen(batchId)) stirred.add(batchId);
  }

  function put(record: TransferRecord): void {
    const { transferId, state } = record.transfer;
    swap(records.get(transferId) ?? null, record);
    records.set(transferId, record);
    changed.delete(transferId);
    if (state !== 'running' && state !== 'waiting') speeds.forget(transferId);
    changed.add(transferId);
    telling.announce();
  }

  function tellNow(): void {
    toldRevision = revision;
    isStirred = false;
    const transfers = shown.transfers(takeLatest(changed, mostPerNews));
    const moved = new Set(transfers.map(({ batchId }) => batchId));
    tell({ revision, transfers, batches: shown.batches(moved), ended: takeEnded(), summary: summarize() });
  }

  function takeEnded(): TransferBatch[] {
    const ended = [...stirred].filter((batchId) => !shelves.isOpen(batchId));
    for (const batchId of ended) stirred.delete(batchId);
    return shown.batches(ended);
  }

  function summarize(): TransferSummary {
    const counts = tally.counts();
    const kept = keeping.isKept();
    return {
      ...counts,
      bytesPerSecond: speeds.sum(() => true) ?? 0,
      // Paused ones go on later only where they are known later.
      safeToClose: counts.safeToClose && (kept || counts.paused === 0),
      held: isHeld(),
      kept,
      limits: limitsNow(),
    };
  }

  const stateOf = (transferId: string) => records.get(transferId)?.transfer.state;

  return {
    get: (transferId) => records.get(transferId),
    current: (earlier) =>
      earlier
        .map(({ transfer }) => records.get(transfer.transferId))
        .filter((record) => record !== undefined),
    all: () => records.values(),
    transfers: () => [...records.values()].map((record) => shown.transfer(record)),
    find: (transferId) => {
      const record = records.get(transferId);
      return record === undefined ? null : shown.transfer(record);
    },
    idsOf: (batchId) => shelves.idsOf(batchId),
    lines(query) {
      const { count, lines } = shelves.lines({ ...query, stateOf });
      return { revision, count, lines: shown.lines(lines) };
    },
    top(most) {
      return { revision, transfers: shown.transfers(urgent.top(most)), summary: summarize() };
    },
    summary: summarize,
    announce,
    add(added) {
      added.forEach(put);
      return keeping.put(added);
    },
    restore(kept) {
      const newer = new Map(records);
      for (const record of newer.values()) swap(record, null);
      records.clear();
      const restored = kept.filter(({ transfer }) => !newer.has(transfer.transferId));
      for (const record of [...restored, ...newer.values()]) {
        swap(null, record);
        records.set(record.transfer.transferId, record);
      }
      telling.announce();
    },
    change(transferId, to) {
      const before = records.get(transferId);
      if (before === undefined) return Promise.resolve();
      const after = to(before);
      if (after === before) return Promise.resolve();
      put(after);
      return keeping.put([after]);
    },
    changeAll(transferIds, to) {
      const swapped: TransferRecord[] = [];
      for (const transferId of transferIds) {
        const before = records.get(transferId);
        const after = before === undefined ? undefined : to(before);
        if (after === undefined || after === before) continue;
        put(after);
        swapped.push(after);
      }
      return swapped.length === 0 ? Promise.resolve() : keeping.put(swapped);
    },
    follow(transferId, to, added) {
      const before = records.get(transferId);
      if (before === undefined) return Promise.resolve();
      const all = [to(before), ...added];
      all.forEach(put);
      return keeping.put(all);
    },
    progress(transferId, bytesDone) {
      const record = records.get(transferId);
      if (record === undefined) return;
      speeds.note(transferId, bytesDone);
      const bytesTotal =
        record.transfer.bytesTotal === null ? null : Math.max(record.transfer.bytesTotal, bytesDone);
      put({ ...record, transfer: { ...record.transfer, bytesDone, bytesTotal } });
    },
    remove(transferIds) {
      for (const transferId of transferIds) {
        const record = records.get(transferId);
        if (record === undefined) continue;
        swap(record, null);
        records.delete(transferId);
        speeds.forget(transferId);
        changed.delete(transferId);
      }
      telling.announce();
      void keeping.remove(transferIds);
    },
    async close() {
      telling.close();
      await keeping.settled();
    },
  };
}

/** Empties the set. */
function takeLatest(ids: Set<string>, most: number): string[] {
  const taken = [...ids].slice(-most);
  ids.clear();
  return taken;
}
