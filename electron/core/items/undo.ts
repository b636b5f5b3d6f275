import type { ActivityLog } from '../activity/activity-log.ts';
import type { ActivityRecord } from '../activity/activity-record.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError } from '../errors.ts';
import { createItems, orNull } from '../graph/items.ts';
import type { Batch } from '../transfers/start-transfers.ts';
import type { Transfers } from '../transfers/transfers.ts';
import type { ChangeOutcomes } from './change-outcomes.ts';
import { holdsMore } from './holds-more.ts';
import { canTakeBack, toUndoJob, type UndoJob } from './undo-jobs.ts';

/** Takes changes back, as work like any other. Taking that back does them again. */
export interface Undo {
  /** `entryIds` null: all of the batch that can be. Asked for twice, it is done once. @throws AppError undoGone, notEmpty */
  undo(batchId: string, entryIds: readonly string[] | null): Promise<Batch>;
}

export interface UndoDeps {
  accounts: AccountDrives;
  activity: ActivityLog;
  transfers: Pick<Transfers, 'change'>;
  outcomes: Pick<ChangeOutcomes, 'whenEnded'>;
}

export function createUndo({ accounts, activity, transfers, outcomes }: UndoDeps): Undo {
  /** What is being undone, by its entry. */
  const running = new Map<string, Promise<Batch>>();

  /** Refuses to delete a folder into which something was put since it was made, copied or restored. */
  async function demandUnfilled({ kind, entry, after, accountId }: ActivityRecord): Promise<void> {
    const isDeleted = kind === 'newFolder' || kind === 'copy' || kind === 'restore';
    if (!isDeleted || entry.kind !== 'folder') return;
    const drive = accounts.drive(accountId);
    const made = kind === 'newFolder' ? 0 : entry.childCount;
    const there = await orNull(createItems(drive).get(after?.item ?? entry.own));
    if (there === null) return;
    const now = there.entry;
    const isFilled =
      (made !== null && (now.childCount ?? Number.POSITIVE_INFINITY) > made) ||
      (kind === 'restore' && (await hasGrown(drive, now, entry.sizeBytes))) ||
      (kind === 'copy' && (await holdsMore(drive, now, entry)));
    if (isFilled) throw new AppError('notEmpty', { subject: now.name });
  }

  async function begin(batchId: string, records: readonly ActivityRecord[]): Promise<Batch> {
    const accountId = records[0]?.accountId ?? '';
    const account = accounts.find(accountId)?.account;
    if (account === undefined) throw new AppError('undoGone', { subject: records[0]?.entry.name ?? null });
    const possible = records.filter((record) => canTakeBack(record, account));
    const jobs = possible.map(toUndoJob).filter((job): job is UndoJob => job !== null);
    const [first] = jobs;
    if (first === undefined) throw new AppError('undoGone', { subject: records[0]?.entry.name ?? null });
    await Promise.all(possible.map(demandUnfilled));
    const items = jobs.map(({ change }) => change);
    return transfers.change({ kind: first.kind, accountId, items, undoOf: batchId });
  }

  /** Until the log knows that they are undone. */
  function note(records: readonly ActivityRecord[], begun: Promise<Batch>): void {
    const forget = () => {
      for (const { entryId } of records) running.delete(entryId);
    };
    for (const { entryId } of records) running.set(entryId, begun);
    // The log is written in the turn after the end.
    begun
      .then(({ batchId }) => outcomes.whenEnded(batchId))
      .then(() => setImmediate(forget))
      .catch(forget);
  }

  return {
    async undo(batchId, entryIds) {
      const records = (await activity.ofBatch(batchId)).filter(
        (record) => (entryIds === null || entryIds.includes(record.entryId)) && !activity.isUndone(record),
      );
      const left = records.filter(({ entryId }) => !running.has(entryId));
      const underWay = left.length === 0 ? running.get(records[0]?.entryId ?? '') : undefined;
      if (underWay !== undefined) return underWay;
      const begun = begin(batchId, left);
      note(left, begun);
      return begun;
    },
  };
}

/** `sizeBytes`: of everything in it, as it was when it came back; null where nobody knows. */
async function hasGrown(drive: AccountDrive, folder: ItemRef, sizeBytes: number | null): Promise<boolean> {
  if (sizeBytes === null) return false;
  const now = await createItems(drive).folderSize(folder);
  return now !== null && now > sizeBytes;
}
