import { isAppError } from '../../../errors.ts';
import type { Carried } from '../../model/transfer-record.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { removeEmptied } from '../change/remove-emptied.ts';
import { sendChange, type ChangeDeps } from '../change/send-change.ts';
import { toOriginalError } from './remote-source.ts';
import { settleRemoval, toRemoval } from '../change/delete-item.ts';

/**
 * Moves the original of a verified copy to the recycle bin, if it still is the version that was copied, then
 * the folders that became empty. false: it stays.
 *
 * @throws AppError originalUnreadable if its account has to sign in …
 */
export async function removeOriginal(
  from: TransferContext,
  { entry, emptied }: Pick<Carried, 'entry' | 'emptied'>,
  deps: ChangeDeps,
): Promise<boolean> {
  try {
    return await removeUnchanged(from, entry, emptied, deps);
  } catch (error) {
    throw toOriginalError(error, entry.name);
  }
}

async function removeUnchanged(
  from: TransferContext,
  entry: Carried['entry'],
  emptied: Carried['emptied'],
  deps: ChangeDeps,
): Promise<boolean> {
  const sent = await sendChange(from, deps.gatherer, toRemoval(entry), false);
  const { result } = await settleRemoval(deps.justMade, from.drive, entry, sent);
  if (!result.ok && !isAppError(result.error, 'notFound')) {
    if (!isAppError(result.error, 'changedMeanwhile', 'locked', 'accessDenied', 'changeRefused'))
      throw result.error;
    return false;
  }
  await deps.rows.write(from.drive.account.accountId, { removed: entry.own });
  await removeEmptied(from, emptied, deps);
  return true;
}
