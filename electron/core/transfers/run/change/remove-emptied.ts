import type { ItemRef } from '../../../../contract/records.ts';
import { isAppError, type AppError } from '../../../errors.ts';
import { itemPath } from '../../../graph/addressing.ts';
import { parseWireListing } from '../../../graph/drive-item.ts';
import { withShortcuts } from '../../../graph/list-children.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { orNull } from '../../../graph/items.ts';
import { findById } from '../remote-file.ts';
import { sendChange, wasMade, type ChangeDeps } from './send-change.ts';

/** Deletes folders from the innermost outward, up to the first that isn't empty or may not be read. */
export async function removeEmptied(
  from: TransferContext,
  folders: readonly ItemRef[],
  deps: ChangeDeps,
): Promise<void> {
  for (const folder of folders)
    if ((await removeIfEmpty(from, folder, deps).catch(asRefusal)) !== 'gone') return;
}

/** What was in the folder is done all the same. */
function asRefusal(error: unknown): AppError {
  if (isAppError(error, 'accessDenied')) return error;
  throw error;
}

/** The tag is read before the listing: if something is added in between, the tag no longer matches and the folder stays. */
export async function removeIfEmpty(
  from: TransferContext,
  folder: ItemRef,
  deps: ChangeDeps,
): Promise<'gone' | 'filled' | AppError> {
  const there = await findById(from, folder);
  // Another transfer may delete it at the same time.
  const state = there === null ? null : await orNull(isEmpty(from, folder));
  if (there === null || state === null) return 'gone';
  if (!state) return 'filled';
  const { name, eTag } = there.entry;
  const headers: Record<string, string> = eTag === null ? {} : { 'if-match': eTag };
  const part = { method: 'DELETE', path: itemPath(folder), headers, subject: name } as const;
  const answer = await sendChange(from, deps.gatherer, part, false);
  const { result } = answer;
  const isGone = result.ok || isAppError(result.error, 'notFound');
  if (!isGone && !(await wasMade(answer, async () => (await findById(from, folder)) === null)))
    return result.error;
  await deps.rows.write(from.drive.account.accountId, { removed: folder });
  return 'gone';
}

/** Each listing omits something: one omits shortcuts, the other the Personal Vault. */
async function isEmpty({ drive, signal }: TransferContext, folder: ItemRef): Promise<boolean> {
  const path = `${itemPath(folder)}/children?$top=1&$select=id`;
  for (const headers of [withShortcuts, {}]) {
    const request = { method: 'GET', path, headers, signal, priority: 'transfer' } as const;
    const page = await drive.graph.json(request, parseWireListing);
    if (page.items.length > 0 || page.nextLink !== null) return false;
  }
  return true;
}
