import type { CheckOut, CheckOutAction } from '../../contract/check-out.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { itemPath } from '../graph/addressing.ts';
import { settleChange } from '../graph/settle-change.ts';
import { parseWireItem, text, toPerson } from '../graph/drive-item.ts';
import type { Index } from '../index/index-client.ts';
import { refreshItem } from '../index/refresh-item.ts';

/** The state is only included if selected by name. @throws AppError notFound, accessDenied … */
async function read(drive: AccountDrive, item: ItemRef): Promise<CheckOut & { name: string | null }> {
  const path = `${itemPath(item)}?$select=id,name,publication`;
  const { name, publication } = await drive.graph.json({ method: 'GET', path }, parseWireItem);
  const by = toPerson(publication?.checkedOutBy);
  return { name: text(name), by, isOut: by !== null || publication?.level === 'checkout' };
}

export async function readCheckOut(drive: AccountDrive, item: ItemRef): Promise<CheckOut> {
  const { by, isOut } = await read(drive, item);
  return { by, isOut };
}

const actions: Record<CheckOutAction, string> = {
  checkOut: 'checkout',
  checkIn: 'checkin',
  discard: 'discardCheckout',
};

/**
 * @throws AppError notCheckedOut: nothing to check in or discard; checkedOut: by someone else; notSupported,
 * accessDenied …
 */
export async function changeCheckOut(
  drive: AccountDrive,
  index: Index,
  item: ItemRef,
  { action, comment }: { action: CheckOutAction; comment: string },
): Promise<CheckOut> {
  const { name: subject, isOut, by } = await read(drive, item);
  if (action !== 'checkOut' && !isOut) throw new AppError('notCheckedOut', { subject });
  const request = {
    method: 'POST' as const,
    path: `${itemPath(item)}/${actions[action]}`,
    subject,
    ...(action === 'checkIn' && { json: { comment } }),
  };
  const wanted = action === 'checkOut';
  await settleChange<unknown>(
    () => drive.graph.send(request),
    async () => (isOut !== wanted && (await readCheckOut(drive, item)).isOut === wanted) || null,
  ).catch((error: unknown) => {
    if (!isOut || !isAppError(error, 'locked')) throw error;
    throw new AppError('checkedOut', { subject, facts: { who: by }, details: error.details, cause: error });
  });
  // A discarded check-out restores the earlier content.
  await refreshItem(index, drive, item).catch(() => null);
  // It was done, whether that can be read again or not.
  return readCheckOut(drive, item).catch(() => ({ isOut: wanted, by: null }));
}
