import type { ItemRef } from '../../contract/records.ts';
import type { FileFacts } from '../../contract/transfers.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { isAppError } from '../errors.ts';
import { checkName } from '../graph/item-names.ts';
import { createItems } from '../graph/items.ts';
import { toConflictSide } from '../transfers/run/remote-file.ts';

/** null if there is no such file or OneDrive does not allow the name. @throws AppError offline … */
export async function findFile(
  drive: AccountDrive,
  parent: ItemRef,
  name: string,
): Promise<FileFacts | null> {
  const sent = name.normalize('NFC');
  try {
    checkName(sent, 'file');
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
  const entry = (await createItems(drive).find(parent, sent))?.entry;
  return entry?.kind === 'file' ? toConflictSide(entry) : null;
}
