import type { Payload } from '../../contract/api.ts';
import type { Transfer, TransferSummary } from '../../contract/records.ts';
import type { TransferBatch, TransferLine } from '../../contract/transfer-list.ts';
import type { Clock, Log } from '../ports.ts';
import { createSpeedMeter, type SpeedMeter } from './speed.ts';
import { createShelves, type Line, type ShelfQuery } from './shelves.ts';
import { createTally } from './tally.ts';
import type { TransferRecord } from './transfer-record.ts';
import type { TransferStore } from './transfer-store.ts';
import { createUrgent } from './urgent.ts';

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
}

/** More than that at once no one reads; whoever shows a list asks for the lines in sight. */
const mostPerNews = 100;
/** Ten times a second is what an eye can follow. */
const tellEveryMs = 100;
/** Speeds fall while nothing happens, and that is news, too. */
const tellSpeedEveryMs = 1_000;

export function createLedger(surroundings: LedgerSurroundings): Ledger {
  const { store, clock, log, tell, isHeld = () => false } = surroundings;
  const records = new Map<string, TransferRecord>();
  const meters = new Map<string, SpeedMeter>();
  const changed = new Set<string>();
  /** Batches that were open when they changed, and may have ended. */
  const stirred = new Set<string>();
  const shelves = createShelves();
  const urgent = createUrgent();
  let revision = 0;
  let toldRevision = 0;
  const closing = new AbortController();
  const tally = createTally();
  let isStirred = false;
  let telling: 'no' | 'soon' | 'later' = 'no';
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let stored: Promise<void> = Promise.resolve();

  function keep(write: () => Promise<void>): Promise<void> {
    const written = write().catch((cause: unknown) =>
      log.error('transfers could not be kept', { cause: String(cause) }),
    );
    stored = Promise.all([stored, written]).then(() => undefined);
    return written;
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
    if (changed.size > 0 || revision !== toldRevision || isStirred) {
      toldAtMs = clock.now();
      toldRevision = revision;
      isStirred = false;
      const transfers = takeLatest(changed, mostPerNews)
        .map((id) => records.get(id))
        .filter((record) => record !== undefined)
        .map(show);
      const moved = new Set(transfers.map(({ batchId }) => batchId));
      tell({ revision, transfers, batches: toBatches(moved), ended: takeEnded(), summary: summarize() });
    }
    if (telling === 'no' && meters.size > 0) {
      telling = 'later';
      void wakeAfter(tellSpeedEveryMs, 'later');
    }
  }

  function takeEnded(): TransferBatch[] {
    const ended = [...stirred].filter((batchId) => !shelves.isOpen(batchId));
    for (const batchId of ended) stirred.delete(batchId);
    return toBatches(ended);
  }

  const toBatches = (batchIds: Iterable<string>): TransferBatch[] =>
    [...batchIds].map(toBatch).filter((batch) => batch !== null);

  function toBatch(batchId: string): TransferBatch | null {
    const batch = shelves.batch(batchId);
    if (batch === null) return null;
    const speeds = [...meters.keys()]
      .filter((transferId) => records.get(transferId)?.transfer.batchId === batchId)
      .map(speedOf)
      .filter((speed) => speed !== null);
    const bytesPerSecond = speeds.length === 0 ? null : speeds.reduce((sum, speed) => sum + speed, 0);
    return { ...batch, bytesPerSecond };
  }

  /** What waits does not move, whatever it did a second ago. */
  const speedOf = (transferId: string) => {
    const isRunning = records.get(transferId)?.transfer.state === 'running';
    return isRunning ? (meters.get(transferId)?.bytesPerSecond(clock.now()) ?? null) : null;
  };
  const show = ({ transfer }: TransferRecord): Transfer => ({
    ...transfer,
    bytesPerSecond: speedOf(transfer.transferId),
  });

  function summarize(): TransferSummary {
    let bytesPerSecond = 0;
    for (const transferId of meters.keys()) bytesPerSecond += speedOf(transferId) ?? 0;
    return { ...tally.counts(), bytesPerSecond, held: isHeld() };
  }

  const stateOf = (transferId: string) => records.get(transferId)?.transfer.state;

  function toLine(line: Line): TransferLine | null {
    if (line.kind === 'batch') {
      const batch = toBatch(line.batchId);
      return batch === null ? null : { type: 'batch', batch };
    }
    const record = records.get(line.transferId);
    return record === undefined ? null : { type: 'transfer', transfer: show(record) };
  }

  return {
    get: (transferId) => records.get(transferId),
    current: (earlier) =>
      earlier
        .map(({ transfer }) => records.get(transfer.transferId))
        .filter((record) => record !== undefined),
    all: () => records.values(),
    transfers: () => [...records.values()].map(show),
    find: (transferId) => {
      const record = records.get(transferId);
      return record === undefined ? null : show(record);
    },
    idsOf: (batchId) => shelves.idsOf(batchId),
    lines(query) {
      const { count, lines } = shelves.lines({ ...query, stateOf });
      return { revision, count, lines: lines.map(toLine).filter((line) => line !== null) };
    },
    top(most) {
      const found = urgent.top(most).map((id) => records.get(id));
      const transfers = found.filter((record) => record !== undefined).map(show);
      return { revision, transfers, summary: summarize() };
    },
    summary: summarize,
    announce() {
      isStirred = true;
      announce();
    },
    add(added) {
      added.forEach(put);
      return keep(() => store.put(added));
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
      announce();
    },
    change(transferId, to) {
      const before = records.get(transferId);
      if (before === undefined) return Promise.resolve();
      const after = to(before);
      if (after === before) return Promise.resolve();
      put(after);
      return keep(() => store.put([after]));
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
      return swapped.length === 0 ? Promise.resolve() : keep(() => store.put(swapped));
    },
    follow(transferId, to, added) {
      const before = records.get(transferId);
      if (before === undefined) return Promise.resolve();
      const all = [to(before), ...added];
      all.forEach(put);
      return keep(() => store.put(all));
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
        swap(record, null);
        records.delete(transferId);
        meters.delete(transferId);
        changed.delete(transferId);
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

/** Empties the set. */
function takeLatest(ids: Set<string>, most: number): string[] {
  const taken = [...ids].slice(-most);
  ids.clear();
  return taken;
}
