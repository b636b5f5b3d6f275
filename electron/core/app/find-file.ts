import { findNameFault } from '../../contract/item-names.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { FileFacts } from '../../contract/transfers.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { isOldName } from '../graph/item-names.ts';
import { createItems } from '../graph/items.ts';
import { toConflictSide } from '../transfers/run/remote-file.ts';

/** null if there is no such file. @throws AppError offline … */
export async function findFile(
  drive: AccountDrive,
  parent: ItemRef,
  name: string,
): Promise<FileFacts | null> {
  const sent = name.normalize('NFC');
  if (findNameFault(sent) !== null && !isOldName(sent)) return null;
  const entry = (await createItems(drive).find(parent, sent))?.entry;
  return entry?.kind === 'file' ? toConflictSide(entry) : null;
}
