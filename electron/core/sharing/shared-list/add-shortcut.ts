import type { ItemRef } from '../../../contract/records.ts';
import type { AccountDrive } from '../../accounts/account-drive.ts';
import { AppError, isAppError } from '../../errors.ts';
import { itemPath, sameItem } from '../../graph/addressing.ts';
import { parseWireItem, toEntry, type DriveEntry } from '../../graph/drive-item.ts';
import { asObject } from '../../graph/graph-errors.ts';
import { createItems } from '../../graph/items.ts';
import { settleChange } from '../../graph/settle-change.ts';
import type { WriteAccess } from '../write-access.ts';
import type { Index } from '../../index/index-client.ts';

/**
 * Work drives expect the folder's SharePoint address, personal ones drive and item id. Neither is documented
 * by Graph. @throws AppError shortcutRefused, notFound, accessDenied …
 */
export async function addShortcut(
  drive: AccountDrive,
  { index, access }: { index: Index; access: Pick<WriteAccess, 'explain'> },
  item: ItemRef,
): Promise<{ name: string }> {
  const { account, graph, root } = drive;
  const { entry } = await createItems(drive).get(item);
  const subject = entry.name;
  if (entry.kind !== 'folder' || entry.sharing !== 'withMe')
    throw new AppError('shortcutRefused', { subject });
  const remoteItem =
    account.driveType === 'personal'
      ? { id: entry.itemId, parentReference: { driveId: entry.driveId } }
      : { sharepointIds: await readSharepointIds(drive, item) };
  const json = { name: subject, remoteItem, '@microsoft.graph.conflictBehavior': 'rename' };
  try {
    const request = { method: 'POST' as const, path: `${itemPath(root)}/children`, json, subject };
    const made = await settleChange(
      async () => {
        const added = toEntry(await graph.json(request, parseWireItem), account.driveId);
        if (added === null) throw new AppError('unexpectedAnswer', { subject, mayBeDone: true });
        return added;
      },
      () => findShortcut(drive, entry),
    );
    await index.call('put', { accountId: account.accountId, entry: made, parent: root });
    return { name: made.name };
  } catch (error) {
    if (!isAppError(error) || error.code === 'answerLost' || error.details?.status !== 400)
      throw access.explain(drive, root, error, 'add');
    throw new AppError('shortcutRefused', { subject, details: error.details, cause: error });
  }
}

async function findShortcut(
  drive: AccountDrive,
  target: ItemRef & { name: string },
): Promise<DriveEntry | null> {
  const found = await createItems(drive).find(drive.root, target.name);
  if (found === null || sameItem(found.entry, target)) return found?.entry ?? null;
  throw new AppError('answerLost', { subject: target.name });
}

const wanted = ['listId', 'listItemUniqueId', 'siteId', 'siteUrl', 'webId'] as const;

async function readSharepointIds({ graph }: AccountDrive, item: ItemRef): Promise<Record<string, string>> {
  const request = { method: 'GET' as const, path: `${itemPath(item)}?$select=id,sharepointIds` };
  return graph.json(request, (value) => {
    const ids = asObject(asObject(value)?.['sharepointIds']);
    if (ids === null) return undefined;
    return Object.fromEntries(
      wanted.flatMap((name) => (typeof ids[name] === 'string' ? [[name, ids[name]]] : [])),
    );
  });
}
