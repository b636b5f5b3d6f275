import type { Transfer } from '../../../electron/contract/transfers.ts';
import type { TransferBatch } from '../../../electron/contract/transfer-list.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call } from '../../api/client.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { moveDownload } from '../../state/move-copies.ts';
import { openLocalCopy } from '../../state/open-file.ts';
import type { NewToast, ToastAction } from '../../state/toasts.ts';
import { isOwnFolder } from './transfer-lists.ts';

/** Newest batches come first, so a batch that just ended is among these. */
const maxRows = 100;

export async function findActions({ batchId, path }: TransferBatch): Promise<ToastAction[]> {
  const found = await call('transfers.rows', { filter: 'done', collapsed: [], from: 0, to: maxRows }).catch(
    () => null,
  );
  const ofBatch = (found?.rows ?? []).flatMap((row) =>
    row.type === 'transfer' && row.transfer.batchId === batchId ? [row.transfer] : [],
  );
  const top = ofBatch.filter((transfer) => transfer.path === path);
  const [first] = top;
  if (first === undefined) return [];
  return top.length === 1 ? toActions(first) : toActions(first).filter(({ label }) => label === showLabel());
}

const showLabel = (): string => t('transfers.toastActions.show');

function toActions(transfer: Transfer): ToastAction[] {
  const { transferId, documentId, finalName, name } = transfer;
  const move = {
    label: t('transfers.toastActions.move'),
    run: () => void moveDownload(transferId, finalName ?? name),
  };
  if (documentId !== null)
    return [
      { label: t('transfers.toastActions.open'), run: () => void openLocalCopy(documentId) },
      { label: showLabel(), run: () => void callOrToast('documents.show', { documentId }) },
      move,
    ];
  const show = { label: showLabel(), run: () => void callOrToast('transfers.show', { transferId }) };
  return isOwnFolder(transfer) ? [show, move] : [show];
}

export const toToastActions = ([first, ...rest]: readonly ToastAction[]): Partial<NewToast> =>
  first === undefined ? {} : { action: first, moreActions: rest, lifeMs: 10_000 };
