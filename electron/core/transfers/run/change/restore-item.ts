import { AppError, isAppError } from '../../../errors.ts';
import { itemPath } from '../../../graph/addressing.ts';
import type { SubResult } from '../../../graph/json-batch.ts';
import { parseWireItem, toEntry, type DriveEntry } from '../../../graph/drive-item.ts';
import { createItems, orNull } from '../../../graph/items.ts';
import type { RestoreJob } from '../../model/change-job.ts';
import type { RunResult, TransferContext } from '../../queue/transfer-context.ts';
import type { ItemRef } from '../../../../contract/records.ts';
import { sendChange, throwLost, type Answer, type ChangeDeps } from './send-change.ts';

export async function restoreItem(
  context: TransferContext,
  job: RestoreJob,
  deps: ChangeDeps,
): Promise<RunResult> {
  const { drive } = context;
  const { rows, gatherer } = deps;
  const { entry, interrupted, folders = [] } = job;
  for (const folder of folders.toReversed()) await restoreFolder(context, folder, entry, deps);
  // Without a parent in the body it returns to its original folder.
  const path = `${itemPath(entry.own)}/restore`;
  const part = { method: 'POST', path, json: {}, subject: entry.name } as const;
  const answer = await sendChange(context, gatherer, part, interrupted);
  const back = toBack(context, entry, answer.result) ?? (await findBack(context, entry, answer));
  const { driveId, itemId, name } = back;
  const parent = back.parent ?? entry.parent;
  await rows.write(drive.account.accountId, { entry: back, parent });
  // Undo uses it to tell whether anything was added since.
  if (back.kind === 'folder')
    await context.saveJob({ ...job, entry: { ...entry, sizeBytes: await measure(context, back) } });
  return { kind: 'done', result: { outcome: 'restored', finalName: name, item: { driveId, itemId } } };
}

async function restoreFolder(
  context: TransferContext,
  own: ItemRef,
  { name }: DriveEntry,
  { index, rows, gatherer }: ChangeDeps,
): Promise<void> {
  const { accountId } = context.drive.account;
  if ((await index.call('find', { accountId, item: own })) !== null) return;
  const part = { method: 'POST', path: `${itemPath(own)}/restore`, json: {}, subject: name } as const;
  const answer = await sendChange(context, gatherer, part, true);
  const { result } = answer;
  const there = await findRestored(context, own, answer);
  if (there === null)
    throw result.ok ? new AppError('unexpectedAnswer', { subject: name }) : toGone(name, result.error);
  await rows.write(accountId, { entry: there, parent: there.parent });
}

/** A missing folder is told, since it can be restored first. */
async function toRefusal(
  { drive, closing: signal }: TransferContext,
  { parent, name }: DriveEntry,
  cause: AppError,
): Promise<AppError> {
  if (!isAppError(cause, 'notFound') || parent === null) return toGone(name, cause);
  const there = await orNull(createItems(drive, { priority: 'transfer', signal }).get(parent));
  return there === null ? new AppError('parentGone', { subject: name, cause }) : toGone(name, cause);
}

const toGone = (subject: string, cause: AppError): AppError =>
  isAppError(cause, 'notFound') ? new AppError('undoExpired', { subject, cause }) : cause;

/** An unknown size does not make the restore fail. */
const measure = ({ drive, signal }: TransferContext, { own }: DriveEntry): Promise<number | null> =>
  createItems(drive, { priority: 'transfer', signal })
    .folderSize(own)
    .catch(() => null);

function toBack({ drive }: TransferContext, { name }: DriveEntry, result: SubResult): DriveEntry | null {
  const wire = result.ok ? parseWireItem(result.body) : undefined;
  return wire === undefined ? null : toEntry({ ...wire, name: wire.name ?? name }, drive.account.driveId);
}

async function findBack(context: TransferContext, entry: DriveEntry, answer: Answer): Promise<DriveEntry> {
  const there = await findRestored(context, entry.own, answer);
  if (there !== null) return there;
  const { result } = answer;
  if (result.ok) throw new AppError('unexpectedAnswer', { subject: entry.name });
  throw await toRefusal(context, entry, result.error);
}

/** Someone else, or a request whose response was lost, may have restored it. null: nobody has. */
async function findRestored(
  { drive, closing: signal }: TransferContext,
  own: ItemRef,
  { result, mayBeSecond }: Answer,
): Promise<DriveEntry | null> {
  const error = result.ok ? null : result.error;
  const there = await orNull(createItems(drive, { priority: 'transfer', signal }).get(own)).catch(
    (reason: unknown) => {
      if (error !== null && !mayBeSecond) throw error;
      return throwLost(reason, error);
    },
  );
  return there?.entry ?? null;
}
