import type { ItemRef } from '../../../../contract/records.ts';
import { isAppError } from '../../../errors.ts';
import { itemPath } from '../../../graph/addressing.ts';
import { parseWireListing } from '../../../graph/drive-item.ts';
import { withShortcuts } from '../../../graph/list-children.ts';
import type { Carried } from '../../model/transfer-record.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { sendChange, type ChangeDeps } from '../change/send-change.ts';
import { settleRemoval, toRemoval } from '../change/delete-item.ts';
import { findById } from '../remote-file.ts';

/**
 * Moves the original of a verified copy to the recycle bin, if it still is the version that was copied, then
 * the folders that became empty. false: it stays.
 */
export async function removeOriginal(
  from: TransferContext,
  { entry, emptied }: Carried,
  deps: ChangeDeps,
): Promise<boolean> {
  const { result } = await sendChange(from, deps.gatherer, toRemoval(entry), true);
  const settled = await settleRemoval(deps.justMade, from.drive, entry, result);
  if (!settled.ok && !isAppError(settled.error, 'notFound')) {
    if (!isAppError(settled.error, 'changedMeanwhile', 'locked', 'accessDenied', 'changeRefused'))
      throw settled.error;
    return false;
  }
  await deps.rows.write(from.drive.account.accountId, { removed: entry.own });
  await removeEmptied(from, emptied, deps);
  return true;
}

/** Moved folders, innermost first, as long as they are empty. */
export async function removeEmptied(
  from: TransferContext,
  folders: readonly ItemRef[],
  deps: ChangeDeps,
): Promise<void> {
  for (const folder of folders) if (!(await removeIfEmpty(from, folder, deps))) return;
}

/** The tag is read before the listing: anything added later changes it, and the folder stays. */
async function removeIfEmpty(from: TransferContext, folder: ItemRef, deps: ChangeDeps): Promise<boolean> {
  const there = await findById(from, folder);
  if (there === null) return true;
  if (!(await isEmpty(from, folder))) return false;
  const { name, eTag } = there.entry;
  const headers: Record<string, string> = eTag === null ? {} : { 'if-match': eTag };
  const part = { method: 'DELETE', path: itemPath(folder), headers, subject: name } as const;
  const { result } = await sendChange(from, deps.gatherer, part, true);
  // Leaving an empty folder does no harm.
  if (!result.ok && !isAppError(result.error, 'notFound')) return false;
  await deps.rows.write(from.drive.account.accountId, { removed: folder });
  return true;
}

/** Each listing omits something: one shortcuts to other people's folders, the other the Personal Vault. */
async function isEmpty({ drive, signal }: TransferContext, folder: ItemRef): Promise<boolean> {
  const path = `${itemPath(folder)}/children?$top=1&$select=id`;
  for (const headers of [withShortcuts, {}]) {
    const request = { method: 'GET', path, headers, signal, priority: 'transfer' } as const;
    const page = await drive.graph.json(request, parseWireListing);
    if (page.items.length > 0 || page.nextLink !== null) return false;
  }
  return true;
}
