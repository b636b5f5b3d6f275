import { isRetryable } from '../../../contract/can-retry.ts';
import type {
  Done,
  DoneKind,
  Transfer,
  TransferSummary,
  TransferState,
} from '../../../contract/transfers.ts';
import { isEnded, type TransferRecord } from '../model/transfer-record.ts';
import type { AccountOverview } from '../../../contract/account-overview.ts';

type Counts = Pick<
  TransferSummary,
  | 'active'
  | 'running'
  | 'waiting'
  | 'waitingForPerson'
  | 'paused'
  | 'conflicts'
  | 'failed'
  | 'retryable'
  | 'done'
  | 'cancelled'
  | 'did'
  | 'bytesDone'
  | 'bytesInFlight'
  | 'bytesTotal'
  | 'runCount'
  | 'runEnded'
>;

/**
 * Without a scan of 100,000 transfers. Bytes count from when the list was last idle; otherwise a small file
 * after a large one would start at 99 %.
 */
export interface Counters {
  /** null before: added; null after: removed. */
  update(before: TransferRecord | null, after: TransferRecord | null): void;
  counts(): Counts & { safeToClose: boolean };
  sessions(): ReadonlyMap<string, number>;
}

export function createCounters(): Counters {
  const counts = {
    active: 0,
    running: 0,
    waiting: 0,
    waitingForPerson: 0,
    paused: 0,
    conflicts: 0,
    failed: 0,
    retryable: 0,
    done: 0,
    cancelled: 0,
    bytesDone: 0,
    bytesInFlight: 0,
    bytesTotal: 0,
    runCount: 0,
    runEnded: 0,
  };
  const did = createDoneCounts();
  const sessions = new Map<string, number>();
  const runs = new Map<string, number>();
  let run = 0;

  const isIdle = () => counts.active + counts.waiting + counts.conflicts === 0;

  function count(record: TransferRecord, sign: 1 | -1): void {
    counts[toColumn(record)] += sign;
    const { transfer } = record;
    if (transfer.state === 'running' || transfer.state === 'checking') counts.running += sign;
    did.count(record, sign);
    if (isInSession(record)) sessions.set(transfer.accountId, (sessions.get(transfer.accountId) ?? 0) + sign);
    if (isRetryable(transfer)) counts.retryable += sign;
    if (isForPerson(transfer)) counts.waitingForPerson += sign;
    if (runs.get(transfer.transferId) !== run) return;
    counts.runCount += sign;
    if (isEnded(record)) counts.runEnded += sign;
    if (!hasBytes(record)) return;
    counts.bytesDone += sign * transfer.bytesDone;
    counts.bytesInFlight += sign * transfer.bytesInFlight;
    counts.bytesTotal += sign * (transfer.bytesTotal ?? transfer.bytesDone);
  }

  function beginRun(): void {
    run += 1;
    counts.bytesDone = 0;
    counts.bytesInFlight = 0;
    counts.bytesTotal = 0;
    counts.runCount = 0;
    counts.runEnded = 0;
  }

  function discount(record: TransferRecord): void {
    count(record, -1);
    runs.delete(record.transfer.transferId);
  }

  return {
    update(before, after) {
      const wasQuiet = isIdle();
      const earlier = after === null ? undefined : runs.get(after.transfer.transferId);
      if (before !== null) discount(before);
      if (after === null) return;
      const begins = wasQuiet && !isEnded(after);
      if (begins) beginRun();
      runs.set(after.transfer.transferId, begins ? run : (earlier ?? run));
      count(after, 1);
    },
    counts: () => ({ ...counts, did: did.all(), safeToClose: isIdle() }),
    sessions: () => sessions,
  };
}

function toColumn({
  transfer: { state },
}: TransferRecord): 'active' | 'waiting' | 'paused' | 'conflicts' | 'failed' | 'done' | 'cancelled' {
  switch (state) {
    case 'queued':
    case 'checking':
    case 'running':
      return 'active';
    case 'conflict':
      return 'conflicts';
    default:
      return state;
  }
}

const isInSession = (record: TransferRecord): boolean =>
  record.job.kind === 'uploadFile' &&
  record.job.session !== null &&
  ['active', 'waiting'].includes(toColumn(record));

const isForPerson = ({ state, waitReason }: Transfer): boolean =>
  state === 'waiting' && (waitReason === 'signInNeeded' || waitReason === 'quotaFull');

/** Transfers that will never move are excluded from the progress. */
export function hasBytes({ transfer: { state, outcome } }: TransferRecord): boolean {
  return state !== 'failed' && state !== 'cancelled' && outcome !== 'skipped' && outcome !== 'identical';
}

export type TransferCounts = AccountOverview['transfers'];

const columns: Partial<Record<TransferState, keyof TransferCounts>> = {
  queued: 'active',
  checking: 'active',
  running: 'active',
  waiting: 'active',
  paused: 'paused',
  conflict: 'conflicts',
  failed: 'failed',
};

export function countByAccount(records: Iterable<TransferRecord>): Map<string, TransferCounts> {
  const counts = new Map<string, TransferCounts>();
  for (const { transfer } of records) {
    const column = columns[transfer.state];
    if (column === undefined) continue;
    const of = counts.get(transfer.accountId) ?? { active: 0, paused: 0, conflicts: 0, failed: 0 };
    of[column] += 1;
    counts.set(transfer.accountId, of);
  }
  return counts;
}

export interface DoneCounts {
  count(record: TransferRecord, sign: 1 | -1): void;
  /** In order of first occurrence. */
  all(): Done[];
}

export function createDoneCounts(): DoneCounts {
  const counts = new Map<DoneKind, { files: number; folders: number }>();
  return {
    count({ transfer }, sign) {
      if (transfer.state !== 'done') return;
      const kind = toDoneKind(transfer);
      const of = counts.get(kind) ?? { files: 0, folders: 0 };
      counts.set(kind, of);
      of[transfer.folder === null ? 'files' : 'folders'] += sign;
      if (of.files + of.folders === 0) counts.delete(kind);
    },
    all: () => [...counts].map(([kind, of]) => ({ kind, ...of })),
  };
}

/** A carried file counts as moved only if its original is gone. */
function toDoneKind({ kind, carried, outcome, failure }: TransferRecord['transfer']): DoneKind {
  if (outcome === 'skipped' || outcome === 'identical') return 'skipped';
  if (carried === null) return kind;
  return failure?.code === 'originalKept' ? 'copy' : carried.verb;
}
