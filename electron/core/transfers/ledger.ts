import type { Transfer, TransferSummary } from '../../contract/records.ts';
import type { Clock, Log } from '../ports.ts';
import { createSpeedMeter, type SpeedMeter } from './speed.ts';
import { createTally } from './tally.ts';
import type { TransferRecord } from './transfer-record.ts';
import type { TransferStore } from './transfer-store.ts';

/** Changed transfers, those that left the list, and the sum of all. */
export interface LedgerNews {
  transfers: Transfer[];
  removed: string[];
  summary: TransferSummary;
}

/** All transfers there are. Every change goes through here: it is kept, counted and told. */
export interface Ledger {
  get(transferId: string): TransferRecord | undefined;
  all(): IterableIterator<TransferRecord>;
  transfers(): Transfer[];
  summary(): TransferSummary;
  add(records: readonly TransferRecord[]): void;
  /** Swaps a record whole. Gone ones stay gone. Resolves when the store has it. */
  change(transferId: string, to: (record: TransferRecord) => TransferRecord): Promise<void>;
  /** A swap together with new records, in one step. */
  follow(
    transferId: string,
    to: (record: TransferRecord) => TransferRecord,
    added: readonly TransferRecord[],
  ): void;
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
}

/** A hundred thousand transfers at once reach the page in portions that no one feels. */
const mostPerNews = 1_000;
/** Ten times a second is what an eye can follow. */
const tellEveryMs = 100;
/** Speeds fall while nothing happens, and that is news, too. */
const tellSpeedEveryMs = 1_000;

export function createLedger({ store, clock, log, tell }: LedgerSurroundings): Ledger {
  const records = new Map<string, TransferRecord>();
  const meters = new Map<string, SpeedMeter>();
  const changed = new Set<string>();
  const removed = new Set<string>();
  const closing = new AbortController();
  const tally = createTally();
  let telling: 'no' | 'soon' | 'later' = 'no';
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let stored: Promise<void> = Promise.resolve();

  function keep(write: () => Promise<void>): Promise<void> {
    stored = stored
      .then(write)
      .catch((cause: unknown) => log.error('transfers could not be kept', { cause: String(cause) }));
    return stored;
  }

  function put(record: TransferRecord): void {
    const { transferId, state } = record.transfer;
    tally.swap(records.get(transferId) ?? null, record);
    records.set(transferId, record);
    if (state !== 'running' && state !== 'waiting') meters.delete(transferId);
    changed.add(transferId);
    announce();
  }

  function announce(): void {
    if (telling === 'soon' || closing.signal.aborted) return;
    telling = 'soon';
    void wakeAfter(Math.max(0, toldAtMs + tellEveryMs - clock.now()), 'soon');
  }

  async function wakeAfter(waitMs: number, what: 'soon' | 'later'): Promise<void> {
    try {
      await clock.sleep(waitMs, closing.signal);
    } catch {
      return;
    }
    if (telling !== what) return;
    telling = 'no';
    if (what === 'later') for (const transferId of meters.keys()) changed.add(transferId);
    tellNow();
  }

  function tellNow(): void {
    if (changed.size + removed.size > 0) {
      toldAtMs = clock.now();
      const transfers = take(changed, mostPerNews)
        .map((id) => records.get(id))
        .filter((record) => record !== undefined)
        .map(show);
      tell({ transfers, removed: take(removed, mostPerNews), summary: summarize() });
      if (changed.size + removed.size > 0) announce();
    }
    if (telling === 'no' && meters.size > 0) {
      telling = 'later';
      void wakeAfter(tellSpeedEveryMs, 'later');
    }
  }

  const speedOf = (transferId: string) => meters.get(transferId)?.bytesPerSecond(clock.now()) ?? null;
  const show = ({ transfer }: TransferRecord): Transfer => ({
    ...transfer,
    bytesPerSecond: transfer.state === 'running' ? speedOf(transfer.transferId) : null,
  });

  function summarize(): TransferSummary {
    let bytesPerSecond = 0;
    for (const transferId of meters.keys()) bytesPerSecond += speedOf(transferId) ?? 0;
    return { ...tally.counts(), bytesPerSecond };
  }

  return {
    get: (transferId) => records.get(transferId),
    all: () => records.values(),
    transfers: () => [...records.values()].map(show),
    summary: summarize,
    add(added) {
      added.forEach(put);
      void keep(() => store.put(added));
    },
    change(transferId, to) {
      const before = records.get(transferId);
      if (before === undefined) return Promise.resolve();
      const after = to(before);
      if (after === before) return Promise.resolve();
      put(after);
      return keep(() => store.put([after]));
    },
    follow(transferId, to, added) {
      const before = records.get(transferId);
      if (before === undefined) return;
      const all = [to(before), ...added];
      all.forEach(put);
      void keep(() => store.put(all));
    },
    progress(transferId, bytesDone) {
      const record = records.get(transferId);
      if (record === undefined) return;
      const meter = meters.get(transferId) ?? createSpeedMeter();
      meters.set(transferId, meter);
      meter.note(bytesDone, clock.now());
      const bytesTotal =
        record.transfer.bytesTotal === null ? null : Math.max(record.transfer.bytesTotal, bytesDone);
      put({ ...record, transfer: { ...record.transfer, bytesDone, bytesTotal } });
    },
    remove(transferIds) {
      for (const transferId of transferIds) {
        const record = records.get(transferId);
        if (record === undefined) continue;
        tally.swap(record, null);
        records.delete(transferId);
        meters.delete(transferId);
        changed.delete(transferId);
        removed.add(transferId);
      }
      announce();
      void keep(() => store.remove(transferIds));
    },
    async close() {
      closing.abort();
      await stored;
    },
  };
}

function take(ids: Set<string>, most: number): string[] {
  const taken = [...ids].slice(0, most);
  for (const id of taken) ids.delete(id);
  return taken;
}
