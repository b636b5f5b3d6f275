import type { ItemRef } from '../../../../contract/records.ts';
import type { Transfer } from '../../../../contract/transfers.ts';
import { isAppError } from '../../../errors.ts';
import { sameItem, toItemKey } from '../../../graph/addressing.ts';
import type { DriveEntry } from '../../../graph/drive-item.ts';
import { checkName } from '../../../graph/item-names.ts';
import { createItems } from '../../../graph/items.ts';
import { visitFolder, toLoopRecord, toCarryRecord } from '../../model/new-record.ts';
import type { Carried, CarryFolderJob } from '../../model/transfer-record.ts';
import type { RunResult, TransferContext } from '../../queue/transfer-context.ts';
import { createBackoff } from '../backoff.ts';
import { createOrFindFolder } from '../upload/upload-folder.ts';
import { toLeft, toSourceContext, type CarryDeps } from './carry-file.ts';
import { toOriginalError } from './remote-source.ts';
import { removeEmptied } from '../change/delete-item.ts';

export async function carryFolder(
  context: TransferContext,
  job: CarryFolderJob,
  onStored: (entry: DriveEntry) => Promise<void>,
  deps: CarryDeps,
): Promise<RunResult> {
  const { carried, parent } = job;
  const from = toSourceContext(context, carried, deps);
  if (carried.stored !== null) return finish(from, carried, carried.stored, deps);
  context.setPhase('checking');
  const { name, path } = context.transfer;
  checkName(name, 'folder', path.split('/').slice(1).join('/'));
  const entries = await listOriginal(from, carried.entry);
  context.setPhase('running');
  const { entry, existed } = await createOrFindFolder(context, parent, name.normalize('NFC'));
  if (sameItem(entry.own, carried.entry.own)) return toLeft(carried);
  await onStored(entry);
  const item: ItemRef = { driveId: entry.driveId, itemId: entry.itemId };
  const result: Partial<Transfer> = {
    outcome: existed ? 'folderExisted' : 'folderCreated',
    finalName: entry.name,
    item,
    folder: { itemCount: entries.length },
  };
  if (entries.length === 0 && carried.verb === 'move') {
    await context.saveJob({ ...job, carried: { ...carried, stored: result } });
    return finish(from, carried, result, deps);
  }
  return {
    kind: 'done',
    result,
    next: toChildren(context, madeIn(carried, existed ? null : item), entries, item, `${path}/${entry.name}`),
  };
}

/** This transfer made neither an existing folder nor those above it. */
const madeIn = (carried: Carried, made: ItemRef | null): Carried => ({
  ...carried,
  made: made === null ? [] : [made, ...(carried.made ?? [])],
});

function toChildren(
  { transfer, clock }: TransferContext,
  carried: Carried,
  entries: readonly DriveEntry[],
  parent: ItemRef,
  path: string,
) {
  const { batchId, accountId, carried: shown, undoOf } = transfer;
  const from = {
    accountId: carried.accountId,
    path: `${shown?.path ?? ''}/${carried.entry.name}`,
    emptied: carried.emptied,
  };
  const carry = {
    batchId,
    verb: carried.verb,
    from,
    to: { accountId, parent, path },
    made: carried.made ?? [],
    undoOf,
    nowMs: clock.now(),
  };
  return entries.map((entry) => {
    const record = toCarryRecord(entry, carry);
    const visited = visitFolder(carried.visited ?? [toItemKey(carried.entry)], entry);
    if (visited === null) return toLoopRecord(record, carry.nowMs);
    const { job } = record;
    return job.kind === 'carryFolder'
      ? { ...record, job: { ...job, carried: { ...job.carried, visited } } }
      : record;
  });
}

async function finish(
  from: TransferContext,
  carried: Carried,
  result: Partial<Transfer>,
  deps: CarryDeps,
): Promise<RunResult> {
  const left = await removeEmptied(from, carried.emptied, deps);
  return { kind: 'done', result: left === null ? result : { ...result, failure: left } };
}

async function listOriginal(from: TransferContext, folder: DriveEntry): Promise<DriveEntry[]> {
  const retry = createBackoff(from);
  for (;;) {
    // A restarted listing may bring an entry twice.
    const entries = new Map<string, DriveEntry>();
    try {
      const items = createItems(from.drive, { priority: 'transfer', signal: from.signal });
      await items.children(folder, async (page) => {
        for (const entry of page) entries.set(toItemKey(entry.own), entry);
      });
      return [...entries.values()];
    } catch (error) {
      await retry.waitOrThrow(isAppError(error) ? toOriginalError(error, folder.name) : error);
    }
  }
}
