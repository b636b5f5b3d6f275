import { toFailure, type Failure } from '../../contract/errors.ts';
import type { MoveCounts, MovedItem, NameConflict, Sending } from '../../contract/methods.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { isAppError } from '../errors.ts';
import { readFolder } from '../transfers/run/upload/upload-folder.ts';
import { isSameAsLocal } from './hash-local-file.ts';
import { addTo, noCounts } from './run-batch.ts';
import { checkSentName } from './sent-name.ts';
import type { Destination, MoveCaller, ReadySource, SendingMethod } from './send-files.ts';

export interface PlanDeps {
  /** null if the entry or the folder does not exist. */
  findEntry(
    accountId: string,
    folder: ItemRef | null,
    name: string,
    signal: AbortSignal,
  ): Promise<DriveEntry | null>;
}

interface Plan {
  deps: PlanDeps;
  accountId: string;
  method: SendingMethod;
  conflict: NameConflict;
  caller: MoveCaller;
  counts: MoveCounts;
}

export async function planSending(
  deps: PlanDeps,
  { accountId, conflict }: Pick<Sending, 'accountId' | 'conflict'>,
  method: SendingMethod,
  sources: readonly ReadySource[],
  destination: Destination,
  caller: MoveCaller,
): Promise<MoveCounts> {
  const plan: Plan = { deps, accountId, method, conflict, caller, counts: noCounts };
  for (const source of sources) await planOne(plan, source, destination);
  return plan.counts;
}

async function planOne(plan: Plan, source: ReadySource, destination: Destination): Promise<void> {
  const { deps, accountId, caller } = plan;
  caller.signal.throwIfAborted();
  const existing = await deps.findEntry(accountId, destination.ref, source.name, caller.signal);
  const path = `${destination.path}/${source.name}`;
  if (source.kind === 'file') return say(plan, await planFile(plan, source, existing, path));
  const children = await readFolder(source.path, source.name).catch((error: unknown) => {
    if (!isAppError(error)) throw error;
    return error.toFailure();
  });
  if (!Array.isArray(children))
    return say(plan, { ...toSentItem(source.name, 'folder', path), failure: children });
  await say(plan, planFolder(source.name, existing, path));
  if (existing !== null && existing.kind !== 'folder') return;
  const ref = existing === null ? null : { driveId: existing.driveId, itemId: existing.itemId };
  for (const child of children) {
    const { name } = child;
    const failure =
      child.kind === 'refused' ? child.failure : await toNameFailure(plan, child, { ref, path });
    if (failure !== null)
      await say(plan, {
        ...toSentItem(name, child.kind === 'folder' ? 'folder' : 'file', `${path}/${name}`),
        failure,
      });
    else if (child.kind !== 'refused') await planOne(plan, child, { ref, path });
  }
}

/** The upload refuses such a name, too, and continues with the others. */
async function toNameFailure(
  { deps, method, accountId, conflict, caller }: Plan,
  source: ReadySource,
  folder: Destination,
): Promise<Failure | null> {
  try {
    await checkSentName(deps, method, { accountId, conflict }, source, folder, caller.signal);
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.toFailure();
  }
}

export const toSentItem = (name: string, kind: 'file' | 'folder', path: string): MovedItem => ({
  name,
  path,
  kind,
  outcome: 'failed',
  sizeBytes: null,
  from: null,
  localPath: null,
  item: null,
  failure: null,
});

function planFolder(name: string, existing: DriveEntry | null, path: string): MovedItem {
  const item = toSentItem(name, 'folder', path);
  if (existing === null) return { ...item, outcome: 'folderCreated' };
  return existing.kind === 'folder'
    ? { ...item, outcome: 'folderExisted' }
    : { ...item, failure: toFailure('nameExists', name) };
}

async function planFile(
  { method, conflict }: Plan,
  source: ReadySource & { kind: 'file' },
  existing: DriveEntry | null,
  path: string,
): Promise<MovedItem> {
  const item = { ...toSentItem(source.name, 'file', path), sizeBytes: source.sizeBytes };
  const taken: MovedItem = { ...item, failure: toFailure('nameExists', source.name) };
  if (existing === null) {
    return method === 'update'
      ? { ...item, failure: toFailure('pathNotFound', source.name, { missing: source.name }) }
      : { ...item, outcome: 'created' };
  }
  if (existing.kind !== 'file') return taken;
  if (conflict === 'fail') return taken;
  if (await isSameAsLocal(existing, source)) return { ...item, outcome: 'identical' };
  if (conflict === 'skipSame') return taken;
  return { ...item, outcome: conflict === 'rename' ? 'keptBoth' : 'updated' };
}

async function say(plan: Plan, item: MovedItem): Promise<void> {
  plan.counts = addTo(plan.counts, item);
  await plan.caller.send({ type: 'item', item });
}
