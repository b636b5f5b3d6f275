import { randomUUID } from 'node:crypto';
import { canRedirect, isFolderLost } from '../../contract/can-redirect.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { RedirectChoice } from '../../contract/transfer-list.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { toItemKey } from '../graph/addressing.ts';
import { createItems } from '../graph/items.ts';
import type { Clock } from '../ports.ts';
import { isArriving } from './model/change-job.ts';
import { toRedirected } from './model/transitions.ts';
import type { KnownFolder, TransferRecord } from './model/transfer-record.ts';
import type { Queue } from './queue/queue.ts';
import type { Batch } from './start-transfers.ts';
import type { TransferStore } from './store/transfer-store.ts';

export interface NewTarget extends KnownFolder {
  accountId: string;
}

/** @throws AppError if one of them can't go to the chosen folder */
export type DemandAllowed = (records: readonly TransferRecord[]) => Promise<void>;

export type Redirect = (choice: RedirectChoice, to: NewTarget, demand: DemandAllowed) => Promise<Batch>;

interface RedirectDeps {
  store: TransferStore;
  queue: Pick<Queue, 'cancel' | 'enqueue'>;
  drives: AccountDrives;
  clock: Clock;
  loaded: Promise<unknown>;
  hold: (record: TransferRecord) => TransferRecord;
  /** Forgets the records, with what the service keeps for them. */
  remove: (records: readonly TransferRecord[]) => Promise<void>;
}

/**
 * Sends what failed because of its target folder to another folder, as a batch of its own: its heading, its undo, and
 * its answers to conflicts are about the new folder. A folder whose place is gone is made again there with all that was to
 * go into it, since what it already contained is gone with it.
 */
export function createRedirect({
  store,
  queue,
  drives,
  clock,
  loaded,
  hold,
  remove,
}: RedirectDeps): Redirect {
  return async (choice, to, demand) => {
    await loaded;
    const isGone = createGoneCheck(drives);
    const plan = await planRedirect(toBatch(store, choice), choice, isGone);
    if (plan.sent.length === 0) throw new AppError('notFound');
    await demand(plan.sent);
    await queue.cancel(store.current(plan.below));
    const batchId = randomUUID();
    const about = { ...to, batchId, nowMs: clock.now() };
    // One write, and the new place first: a crash in between leaves rows too many, and loses nothing.
    await store.updateMany(
      plan.sent.map(({ transfer }) => transfer.transferId),
      (record) => hold(toRedirected(record, about)),
    );
    await remove(store.current(plan.below));
    queue.enqueue(store.current(plan.sent));
    return { batchId, count: plan.sent.length };
  };
}

const toBatch = (store: TransferStore, choice: RedirectChoice): TransferRecord[] =>
  store.ofBatch(
    'batchId' in choice ? choice.batchId : (store.get(choice.transferId)?.transfer.batchId ?? ''),
  );

export interface RedirectPlan {
  sent: TransferRecord[];
  /** In folders that are sent again as a whole, which list their content once more. */
  below: TransferRecord[];
}

type IsGone = (accountId: string, folder: ItemRef) => Promise<boolean>;

/** By transfer: everything in its batch that failed for the same folder. By batch: everything in it that failed for a folder. */
export async function planRedirect(
  batch: readonly TransferRecord[],
  choice: RedirectChoice,
  isGone: IsGone,
): Promise<RedirectPlan> {
  const folders = new Map(batch.filter(hasFolder).map((record) => [toItemKey(record.transfer.item), record]));
  const above = (record: TransferRecord): TransferRecord | undefined => {
    const folder = toTargetFolder(record);
    return folder === null ? undefined : folders.get(toItemKey(folder));
  };

  /** The outermost folder of the batch whose place is lost, too. */
  async function toTop(failed: TransferRecord): Promise<TransferRecord> {
    const { failure, accountId } = failed.transfer;
    let top = failed;
    if (failure === null || !isFolderLost(failure.code)) return top;
    for (let next = above(top); next !== undefined; next = above(top)) {
      top = next;
      const folder = toTargetFolder(top);
      const isRefused = failure.code === 'addDenied' || failure.code === 'accessDenied';
      if (!isRefused && folder !== null && above(top) !== undefined && !(await isGone(accountId, folder)))
        break;
    }
    return top;
  }

  const tops = new Map<string, TransferRecord>();
  const topOf = new Map<string, TransferRecord>();
  for (const record of batch)
    if (isRedirectable(record)) {
      const top = await toTop(record);
      tops.set(top.transfer.transferId, top);
      topOf.set(record.transfer.transferId, top);
    }
  if ('transferId' in choice) {
    const chosen = topOf.get(choice.transferId);
    const key = chosen === undefined ? null : toFolderKey(chosen);
    for (const [transferId, top] of tops) if (toFolderKey(top) !== key) tops.delete(transferId);
  }
  const isBelow = (record: TransferRecord): boolean => {
    for (let next = above(record); next !== undefined; next = above(next))
      if (tops.has(next.transfer.transferId)) return true;
    return false;
  };
  return { sent: [...tops.values()].filter((top) => !isBelow(top)), below: batch.filter(isBelow) };
}

const hasFolder = (
  record: TransferRecord,
): record is TransferRecord & { transfer: { item: NonNullable<TransferRecord['transfer']['item']> } } =>
  (record.job.kind === 'uploadFolder' || record.job.kind === 'carryFolder') && record.transfer.item !== null;

function isRedirectable({ transfer, job }: TransferRecord): boolean {
  // One that lies in the folder under a temporary name has to be finished there.
  const isHalfDone = isArriving(job) && job.placed !== null;
  return canRedirect(transfer) && job.kind !== 'refused' && !isHalfDone;
}

export function toTargetFolder({ job }: TransferRecord): ItemRef | null {
  if (isArriving(job)) return job.to;
  return job.kind === 'uploadFile' || job.kind === 'uploadFolder' || job.kind === 'carryFolder'
    ? job.parent
    : null;
}

function toFolderKey(record: TransferRecord): string {
  const folder = toTargetFolder(record);
  return folder === null ? '' : toItemKey(folder);
}

/** Asks once for each folder. */
function createGoneCheck(drives: AccountDrives): IsGone {
  const asked = new Map<string, Promise<boolean>>();
  return (accountId, folder) => {
    const key = toItemKey(folder);
    const answer =
      asked.get(key) ??
      createItems(drives.drive(accountId))
        .get(folder)
        .then(
          () => false,
          (error: unknown) => {
            if (isAppError(error, 'notFound', 'accessDenied')) return true;
            throw error;
          },
        );
    asked.set(key, answer);
    return answer;
  };
}
