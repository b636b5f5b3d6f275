import type { Payload } from '../../../contract/api.ts';
import type { DiskTrouble, Failure } from '../../../contract/errors.ts';
import type { Limits, Transfer, TransferState, TransferSummary } from '../../../contract/transfers.ts';
import type { TransferBatch, TransferListRow } from '../../../contract/transfer-list.ts';
import type { Clock } from '../../ports.ts';
import { isEnded, type TransferRecord } from '../model/transfer-record.ts';
import type { TransferStore } from '../store/transfer-store.ts';
import { createBatchIndex, type RowQuery, type ListRow } from './batch-index.ts';
import { createChangeNotifier } from './change-notifier.ts';
import { createCounters } from './counters.ts';
import { createSpeeds } from './speeds.ts';

export type TransferChanges = Payload<'transfers.changed'>;

export interface TransferList {
  transfers(): Transfer[];
  find(transferId: string): Transfer | null;
  batch(batchId: string): TransferBatch | null;
  rows(query: Omit<RowQuery, 'stateOf'>): { revision: number; count: number; rows: TransferListRow[] };
  top(max: number): { revision: number; transfers: Transfer[]; summary: TransferSummary };
  summary(): TransferSummary;
  /** Only the summary changed. */
  summaryChanged(): void;
  close(): void;
}

export interface TransferListDeps {
  store: TransferStore;
  clock: Clock;
  notify: (changes: TransferChanges) => void;
  isPaused?: () => boolean;
  limitsNow?: () => Limits;
  keepsSessions?: (accountId: string) => boolean;
  damagedJournal?: () => Failure | null;
  saveTrouble?: () => DiskTrouble | null;
}

/** A view that needs more requests the visible rows. */
const maxPerNotification = 100;
const noLimits: Limits = { upload: null, download: null };

export function createTransferList(deps: TransferListDeps): TransferList {
  const { store, clock, notify } = deps;
  const { isPaused = () => false, limitsNow = () => noLimits, damagedJournal = () => null } = deps;
  const { saveTrouble = () => null } = deps;
  const batches = createBatchIndex();
  const counters = createCounters();
  const topTransfers = createTopTransfers();
  const stateOf = (transferId: string) => store.get(transferId)?.transfer.state;
  const speeds = createSpeeds(clock, (id) => stateOf(id) === 'running');
  const changedIds = new Set<string>();
  const maybeEnded = new Set<string>();
  let revision = 0;
  let notifiedRevision = 0;
  let hasNewSummary = false;
  let quiet = 0;
  const notifier = createChangeNotifier({
    clock,
    hasChanges: () => changedIds.size > 0 || revision !== notifiedRevision || hasNewSummary,
    notify: notifyNow,
    isMoving: () => !speeds.isEmpty(),
    markMoving() {
      for (const transferId of speeds.ids()) changedIds.add(transferId);
    },
  });

  store.listen({
    progressed: (transferId, bytesDone) => speeds.record(transferId, bytesDone),
    persistedChanged: summaryChanged,
    changed(before, after, isRestore) {
      countQuiet(before, after);
      const [shownBefore, shownAfter] = [toShown(before), toShown(after)];
      if (shownBefore !== null || shownAfter !== null) {
        index(shownBefore, shownAfter);
        if (!isRestore) mark(shownBefore, shownAfter);
      }
      notifier.schedule();
    },
  });

  function countQuiet(before: TransferRecord | null, after: TransferRecord | null): void {
    const step = Number(isQuietlyOpen(after)) - Number(isQuietlyOpen(before));
    quiet += step;
    hasNewSummary ||= step !== 0;
  }

  function index(before: TransferRecord | null, after: TransferRecord | null): void {
    const batchId = (after ?? before)?.transfer.batchId ?? '';
    const wasOpen = batches.isOpen(batchId);
    counters.update(before, after);
    batches.update(before, after);
    topTransfers.update(before?.transfer ?? null, after?.transfer ?? null);
    if (before?.transfer.state !== after?.transfer.state) revision += 1;
    if (wasOpen || batches.isOpen(batchId)) maybeEnded.add(batchId);
  }

  function mark(before: TransferRecord | null, after: TransferRecord | null): void {
    const { transferId } = (after ?? before)?.transfer ?? { transferId: '' };
    const state = after?.transfer.state;
    if (state !== 'running' && state !== 'waiting') speeds.forget(transferId);
    changedIds.delete(transferId);
    if (after !== null) changedIds.add(transferId);
  }

  function summaryChanged(): void {
    hasNewSummary = true;
    notifier.schedule();
  }

  function notifyNow(): void {
    notifiedRevision = revision;
    hasNewSummary = false;
    const transfers = toTransfers([...changedIds].slice(-maxPerNotification));
    changedIds.clear();
    const batchIds = new Set(transfers.map(({ batchId }) => batchId));
    notify({ revision, transfers, batches: toBatches(batchIds), ended: takeEnded(), summary: summarize() });
  }

  function takeEnded(): TransferBatch[] {
    const ended = [...maybeEnded].filter((batchId) => !batches.isOpen(batchId));
    for (const batchId of ended) maybeEnded.delete(batchId);
    return toBatches(ended);
  }

  function summarize(): TransferSummary {
    const counts = counters.counts();
    const lost = [...counters.sessions()].filter(([accountId]) => deps.keepsSessions?.(accountId) === false);
    const persisted = store.isPersisted();
    const only = batches.only();
    return {
      ...counts,
      place: only?.path ?? null,
      toFolder: only?.toFolder ?? null,
      bytesPerSecond: speeds.sum(() => true) ?? 0,
      // Paused transfers resume after a restart only if they are in the journal.
      quiet,
      safeToClose: counts.safeToClose && quiet === 0 && (persisted || counts.paused === 0),
      allPaused: isPaused(),
      startOver: lost.reduce((sum, [, uploads]) => sum + uploads, 0),
      persisted,
      saveTrouble: persisted ? null : saveTrouble(),
      damagedJournal: damagedJournal(),
      limits: limitsNow(),
    };
  }

  const toTransfer = ({ transfer }: TransferRecord): Transfer => ({
    ...transfer,
    bytesPerSecond: speeds.of(transfer.transferId),
    ...(transfer.state === 'conflict' && batches.isOfOne(transfer.batchId) ? { isAlone: true } : {}),
  });

  function toTransfers(transferIds: readonly string[]): Transfer[] {
    const records = transferIds.map((transferId) => store.get(transferId));
    return records.filter((record) => record !== undefined).map(toTransfer);
  }

  function toBatch(batchId: string): TransferBatch | null {
    const batch = batches.batch(batchId);
    if (batch === null) return null;
    const isOfBatch = (transferId: string) => store.get(transferId)?.transfer.batchId === batchId;
    return { ...batch, bytesPerSecond: speeds.sum(isOfBatch) };
  }

  const toBatches = (batchIds: Iterable<string>): TransferBatch[] =>
    [...batchIds].map(toBatch).filter((batch) => batch !== null);

  function toRow(row: ListRow): TransferListRow | null {
    if (row.kind === 'batch') {
      const batch = toBatch(row.batchId);
      return batch === null ? null : { type: 'batch', batch };
    }
    const record = store.get(row.transferId);
    return record === undefined ? null : { type: 'transfer', transfer: toTransfer(record) };
  }

  return {
    transfers: () => [...store.all()].filter((record) => toShown(record) !== null).map(toTransfer),
    find(transferId) {
      const record = store.get(transferId);
      return record === undefined ? null : toTransfer(record);
    },
    batch: toBatch,
    rows(query) {
      const { count, rows } = batches.rows({ ...query, stateOf });
      return { revision, count, rows: rows.map(toRow).filter((row) => row !== null) };
    },
    top: (max) => ({ revision, transfers: toTransfers(topTransfers.top(max)), summary: summarize() }),
    summary: summarize,
    summaryChanged,
    close: () => notifier.close(),
  };
}

/** Quiet changes are listed only once they wait, fail or need a person. */
const toShown = (record: TransferRecord | null): TransferRecord | null =>
  record?.transfer.isQuiet === true && quietStates.has(record.transfer.state) ? null : record;

const quietStates: ReadonlySet<TransferState> = new Set([
  'queued',
  'checking',
  'running',
  'done',
  'cancelled',
]);

const isQuietlyOpen = (record: TransferRecord | null): boolean =>
  record !== null && toShown(record) === null && !isEnded(record);

/** Latest first within each state. */
const stateOrder: readonly TransferState[] = [
  'conflict',
  'failed',
  'running',
  'checking',
  'waiting',
  'paused',
  'queued',
];

interface TopTransfers {
  update(before: Transfer | null, after: Transfer | null): void;
  top(max: number): string[];
}

const maxEnded = 100;

function createTopTransfers(): TopTransfers {
  const byState = new Map<TransferState, Set<string>>(stateOrder.map((state) => [state, new Set()]));
  const ended = new Set<string>();

  return {
    update(before, after) {
      if (before !== null && before.state !== after?.state)
        byState.get(before.state)?.delete(before.transferId);
      if (after === null) ended.delete(before?.transferId ?? '');
      else if (before?.state !== after.state) {
        byState.get(after.state)?.add(after.transferId);
        ended.delete(after.transferId);
        if (after.state === 'done' || after.state === 'cancelled') ended.add(after.transferId);
        const [oldest] = ended;
        if (ended.size > maxEnded && oldest !== undefined) ended.delete(oldest);
      }
    },
    top(max) {
      const ids: string[] = [];
      for (const state of stateOrder) {
        for (const transferId of byState.get(state) ?? []) {
          if (ids.length >= max) return ids;
          ids.push(transferId);
        }
      }
      return [...ids, ...[...ended].reverse()].slice(0, max);
    },
  };
}
