import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { createItems } from '../graph/items.ts';
import type { Index } from '../index/index-client.ts';
import { findLockFile } from '../documents/lock-files.ts';
import { toSource } from '../documents/open-kinds.ts';
import { toPlacePath } from '../places/place-path.ts';
import { toRevokedError } from '../sharing/revoked.ts';
import { toVersion } from '../transfers/run/remote-file.ts';
import { isSameContent } from '../graph/same-content.ts';
import type { ItemMethods } from '../methods/item-methods.ts';
import { assertOpens, type Documents } from '../documents/documents.ts';
import { toLocalName } from '../documents/local-name.ts';

export interface OpenItemDeps {
  index: Index;
  accounts: AccountDrives;
  documents: Documents;
  itemMethods: Pick<ItemMethods, 'downloadToOpen'>;
}

/** The local copy is the best available. */
const unreachable = ['offline', 'throttled', 'serviceUnavailable', 'driveReadOnly'] as const;

export const showItem = (deps: OpenItemDeps, accountId: string, item: ItemRef): Promise<string | null> =>
  present(deps, accountId, item, 'show');

/** The local copy if it is current, was edited, or is open in another program; otherwise a new download. */
export const openItem = (deps: OpenItemDeps, accountId: string, item: ItemRef): Promise<string | null> =>
  present(deps, accountId, item, 'open');

async function present(
  deps: OpenItemDeps,
  accountId: string,
  item: ItemRef,
  how: 'open' | 'show',
): Promise<string | null> {
  const { index, accounts, documents, itemMethods } = deps;
  const drive = accounts.drive(accountId);
  const copy = await documents.find(accountId, item);
  const isOpenNow = how === 'open' && copy?.state === 'present' && (await findLockFile(copy.path)) !== null;
  if (copy !== null && (copy.state === 'changed' || isOpenNow)) {
    await documents[how](copy.record.documentId);
    return null;
  }
  const remote = await createItems(drive)
    .get(item)
    .catch(async (error: unknown) => {
      if (copy?.state === 'present' && isAppError(error, ...unreachable)) return null;
      throw await toRevokedError(index, drive, item, error);
    });
  if (
    copy?.state === 'present' &&
    (remote === null || isSameContent(copy.record.version, toVersion(remote.entry)))
  ) {
    await documents[how](copy.record.documentId);
    return null;
  }
  if (remote === null) throw new AppError('notFound');
  const { entry } = remote;
  refuse(entry);
  // Checked before anything is downloaded.
  if (how === 'open') assertOpens(toLocalName(entry.name), toSource(entry));
  return itemMethods.downloadToOpen(accountId, await toPlacePath(index, drive, entry.parent), entry);
}

function refuse(entry: DriveEntry): void {
  if (entry.kind === 'package') throw new AppError('packageRefused', { subject: entry.name });
  if (entry.problem === 'malware') throw new AppError('malware', { subject: entry.name });
  if (entry.kind === 'folder') throw new AppError('notSupported', { subject: entry.name });
}
