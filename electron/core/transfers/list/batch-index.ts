import { canRedirect } from '../../../contract/can-redirect.ts';
import { isRetryable } from '../../../contract/can-retry.ts';
import type { TransferState } from '../../../contract/transfers.ts';
import type { TransferBatch, TransferFilter } from '../../../contract/transfer-list.ts';
import { createChunkedIds, type ChunkedIds } from './chunked-ids.ts';
import { createDoneCounts, hasBytes, type DoneCounts } from './counters.ts';
import type { TransferRecord } from '../model/transfer-record.ts';

interface Batch {
  readonly summary: Omit<TransferBatch, 'counts' | 'did' | 'bytesPerSecond'>;
  readonly folders: { all: number; done: number };
  readonly did: DoneCounts;
  readonly ids: ChunkedIds;
  retryable: number;
  redirectable: number;
}

/** Counts per batch and chunk make any range of 100,000 rows reachable without a full sort. */
export interface BatchIndex {
  update(before: TransferRecord | null, after: TransferRecord | null): void;
  batch(batchId: string): Omit<TransferBatch, 'bytesPerSecond'> | null;
  /** null if there isn't exactly one batch. */
  only(): { path: string; toFolder: string | null } | null;
  isOpen(batchId: string): boolean;
  isOfOne(batchId: string): boolean;
  /** Rows [from, to), newest batch first: headings, each followed by its transfers unless collapsed. */
  rows(query: RowQuery): { count: number; rows: ListRow[] };
}

export interface RowQuery {
  filter: TransferFilter;
  collapsed: ReadonlySet<string>;
  from: number;
  to: number;
  stateOf: (transferId: string) => TransferState | undefined;
}

export type ListRow = { kind: 'batch'; batchId: string } | { kind: 'transfer'; transferId: string };

export function createBatchIndex(): BatchIndex {
  const batches = new Map<string, Batch>();

  const getOrCreate = (record: TransferRecord): Batch => {
    const { batchId, path } = record.transfer;
    const batch = batches.get(batchId);
    if (batch === undefined) {
      // The first is one of those that were chosen, not in a subfolder.
      const { accountId, kind, createdAt, toPath, toFolder } = record.transfer;
      const carried = record.transfer.carried?.verb ?? null;
      const about = { batchId, accountId, kind, carried, path, toPath, toFolder, createdAt };
      const summary = { ...about, bytesDone: 0, bytesTotal: 0 };
      const folders = { all: 0, done: 0 };
      const counted = { did: createDoneCounts(), ids: createChunkedIds(), retryable: 0, redirectable: 0 };
      const created = { summary, folders, ...counted };
      batches.set(batchId, created);
      return created;
    }
    batch.summary.path = commonPath(batch.summary.path, path);
    return batch;
  };

  const sum = (batch: Batch, record: TransferRecord, sign: 1 | -1) => {
    batch.did.count(record, sign);
    if (isRetryable(record.transfer)) batch.retryable += sign;
    if (canRedirect(record.transfer)) batch.redirectable += sign;
    if (record.transfer.folder !== null) {
      batch.folders.all += sign;
      if (record.transfer.state === 'done') batch.folders.done += sign;
    }
    if (!hasBytes(record)) return;
    const { transfer } = record;
    batch.summary.bytesDone += sign * transfer.bytesDone;
    batch.summary.bytesTotal += sign * (transfer.bytesTotal ?? transfer.bytesDone);
  };

  return {
    update(before, after) {
      const batchId = (after ?? before)?.transfer.batchId ?? '';
      const batch = before === null && after !== null ? getOrCreate(after) : batches.get(batchId);
      if (batch === undefined) return;
      if (before !== null) sum(batch, before, -1);
      if (after !== null) sum(batch, after, 1);
      const transferId = (after ?? before)?.transfer.transferId ?? '';
      batch.ids.update(transferId, before?.transfer.state ?? null, after?.transfer.state ?? null);
      if (batch.ids.count('all') === 0) batches.delete(batchId);
    },
    batch(batchId) {
      const batch = batches.get(batchId);
      if (batch === undefined) return null;
      const { ids, folders, did, retryable, redirectable } = batch;
      return {
        ...batch.summary,
        bytesDone: Math.max(0, batch.summary.bytesDone),
        counts: {
          all: ids.count('all'),
          active: ids.count('active'),
          paused: ids.count('paused'),
          conflicts: ids.conflicts(),
          failed: ids.count('attention') - ids.conflicts(),
          retryable,
          redirectable,
          done: ids.count('done'),
          cancelled: ids.count('cancelled'),
          folders: folders.all,
          doneFolders: folders.done,
        },
        did: did.all(),
      };
    },
    only() {
      const [only, other] = batches.values();
      if (only === undefined || other !== undefined) return null;
      const { path, toPath, toFolder } = only.summary;
      return { path: toPath ?? path, toFolder };
    },
    isOpen(batchId) {
      const ids = batches.get(batchId)?.ids;
      return ids !== undefined && ids.count('active') + ids.count('paused') + ids.conflicts() > 0;
    },
    isOfOne: (batchId) => batches.get(batchId)?.ids.count('all') === 1,
    rows(query) {
      const rows: ListRow[] = [];
      let at = 0;
      for (const batch of [...batches.values()].reverse()) {
        const shown = batch.ids.count(query.filter);
        if (shown === 0) continue;
        const { batchId } = batch.summary;
        const size = 1 + (query.collapsed.has(batchId) ? 0 : shown);
        if (at < query.to && at + size > query.from) {
          if (at >= query.from) rows.push({ kind: 'batch', batchId });
          const first = at + 1;
          if (size > 1)
            for (const transferId of batch.ids.slice(query, query.from - first, query.to - first))
              rows.push({ kind: 'transfer', transferId });
        }
        at += size;
      }
      return { count: at, rows };
    },
  };
}

/** "myfiles/Trip/a" and "myfiles/Trip/b" share "myfiles/Trip". */
export function commonPath(one: string, other: string): string {
  if (one === other || other.startsWith(`${one}/`)) return one;
  const [first, second] = [one.split('/'), other.split('/')];
  const end = first.findIndex((part, index) => second[index] !== part);
  return (end === -1 ? first : first.slice(0, end)).join('/');
}
