import type { ItemRef } from '../../../../contract/records.ts';
import { isAppError, type AppError } from '../../../errors.ts';
import { itemPath } from '../../../graph/addressing.ts';
import { parseWireListing } from '../../../graph/drive-item.ts';
import { withShortcuts } from '../../../graph/list-children.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { orNull } from '../../../graph/items.ts';
import { findById } from '../remote-file.ts';
import { sendChange, type ChangeDeps } from './send-change.ts';

/** Folders that may go, from the nearest up, as far as nothing is left in them. */
export async function removeEmptied(
  from: TransferContext,
  folders: readonly ItemRef[],
  deps: ChangeDeps,
): Promise<void> {
  for (const folder of folders) if ((await removeIfEmpty(from, folder, deps)) !== 'gone') return;
}

/** The tag is read before the folder is looked into: what is put there afterwards moves it, and the folder stays. */
export async function removeIfEmpty(
  from: TransferContext,
  folder: ItemRef,
  deps: ChangeDeps,
): Promise<'gone' | 'filled' | AppError> {
  const there = await findById(from, folder);
  // Another transfer may take it away at the same time.
  const state = there === null ? null : await orNull(isEmpty(from, folder));
  if (there === null || state === null) return 'gone';
  if (!state) return 'filled';
  const { name, eTag } = there.entry;
  const headers: Record<string, string> = eTag === null ? {} : { 'if-match': eTag };
  const part = { method: 'DELETE', path: itemPath(folder), headers, subject: name } as const;
  const { result } = await sendChange(from, deps.gatherer, part, true);
  // An empty folder that stays takes nothing from anybody.
  if (!result.ok && !isAppError(result.error, 'notFound')) return result.error;
  await deps.rows.write(from.drive.account.accountId, { removed: folder });
  return 'gone';
}

/** Either listing leaves something out: one shortcuts to folders of others, the other one the Personal Vault. */
async function isEmpty({ drive, signal }: TransferContext, folder: ItemRef): Promise<boolean> {
  const path = `${itemPath(folder)}/children?$top=1&$select=id`;
  for (const headers of [withShortcuts, {}]) {
    const request = { method: 'GET', path, headers, signal, priority: 'transfer' } as const;
    const page = await drive.graph.json(request, parseWireListing);
    if (page.items.length > 0 || page.nextLink !== null) return false;
  }
  return true;
}
