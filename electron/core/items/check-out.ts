import type { CheckOut, CheckOutAction } from '../../contract/check-out.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { itemPath } from '../graph/addressing.ts';
import { readCheckOut } from '../graph/read-check-out.ts';
import { settleChange } from '../graph/settle-change.ts';
import type { Index } from '../index/index-client.ts';
import type { WriteAccess } from '../sharing/write-access.ts';
import { refreshItem } from '../index/refresh-item.ts';

const actions: Record<CheckOutAction, string> = {
  checkOut: 'checkout',
  checkIn: 'checkin',
  discard: 'discardCheckout',
};

/** SharePoint answers 423, or 500 without a reason, if somebody else has it. */
const isHeld = (error: unknown): error is AppError =>
  isAppError(error, 'locked', 'checkedOut') ||
  (isAppError(error, 'serviceUnavailable') && error.details?.status === 500);

/**
 * @throws AppError notCheckedOut: nothing to check in or discard; checkedOut: by someone else; notSupported,
 * accessDenied …
 */
export async function changeCheckOut(
  drive: AccountDrive,
  { index, access }: { index: Index; access: Pick<WriteAccess, 'explain'> },
  item: ItemRef,
  { action, comment }: { action: CheckOutAction; comment: string },
): Promise<CheckOut> {
  const { name: subject, isOut, by, isMine } = await readCheckOut(drive, item);
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
    async () => {
      const now = await readCheckOut(drive, item);
      if (isOut === wanted || now.isOut !== wanted) return null;
      // Someone else may have checked it out instead.
      if (wanted && !now.isMine) throw new AppError('answerLost', { subject });
      return true;
    },
  ).catch((error: unknown) => {
    if (!isOut || isMine || !isHeld(error)) throw access.explain(drive, item, error, 'change');
    throw new AppError('checkedOut', { subject, facts: { who: by }, details: error.details, cause: error });
  });
  // A discarded check-out restores the earlier content.
  await refreshItem(index, drive, item).catch(() => null);
  // It was done, whether that can be read again or not.
  return readCheckOut(drive, item).catch(() => ({ isOut: wanted, by: null }));
}
