import type { Output } from '../../electron/contract/api.ts';
import type { ItemRef } from '../../electron/contract/records.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { call, failureOf } from '../api/client.ts';
import { callOrToast, tryOrToast } from './call-or-toast.ts';
import { useApp } from './store.ts';

/** Never rejects. */
export function openLocalCopy(documentId: string): Promise<void> {
  return openOrAsk(
    documentId,
    undefined,
    async () => {
      const { name, isViewOnly } = await call('documents.open', { documentId });
      if (isViewOnly) toastViewOnly(name);
    },
    () => void callOrToast('documents.show', { documentId }),
  );
}

export function openDriveFile(accountId: string, item: ItemRef, name: string): Promise<void> {
  const toast = ({ transferId, isViewOnly }: Output<'items.open'>): void => {
    if (isViewOnly) toastViewOnly(name);
    else if (transferId !== null) useApp.getState().toast({ text: t('commands.opening', { name }) });
  };
  return openOrAsk(
    item.itemId,
    accountId,
    async () => toast(await call('items.open', { accountId, item })),
    () => {
      void callOrToast('items.show', { accountId, item }).then((shown) => {
        if (shown !== null) toast(shown);
      });
    },
  );
}

function toastViewOnly(name: string): void {
  useApp.getState().toast({ text: t('commands.openingViewOnly', { name }) });
}

/** `of`: the id of what opens. */
async function openOrAsk(
  of: string,
  accountId: string | undefined,
  open: () => Promise<unknown>,
  show: () => void,
): Promise<void> {
  const { dialog: since } = useApp.getState();
  await tryOrToast({ attempt: `open ${of}`, accountId }, async () => {
    try {
      await open();
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure.code !== 'notOpened') throw thrown;
      useApp.getState().openDialogLate({ name: 'notOpened', failure, show }, since);
    }
  });
}
