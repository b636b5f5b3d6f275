import type { Input } from '../../electron/contract/api.ts';
import type { ItemRef } from '../../electron/contract/records.ts';
import { useApp } from './store.ts';
import { call, failureOf, offer } from '../api/client.ts';
import { findParent } from './carry.ts';

export interface UploadTarget {
  accountId: string;
  /** The folder, or its path where its ids are not at hand: "myfiles". */
  parent: ItemRef | string;
}

/**
 * Hands files over for upload into a folder. Call it before the first `await` of a drop or paste: the offer must
 * be made while the browser still lends the files. Failures are shown here; the queue shows everything else.
 */
export function uploadFiles(
  target: UploadTarget,
  files: readonly File[],
  intent: Input<'transfers.upload'>['intent'],
): void {
  if (files.length === 0) return;
  const offered = offer(files);
  void (async () => {
    try {
      const tickets = (await offered).map((each) => each.ticket);
      const { accountId } = target;
      await call('transfers.upload', { accountId, parent: await findParent(target), tickets, intent });
    } catch (thrown) {
      useApp.getState().toastFailure(failureOf(thrown));
    }
  })();
}

/** Sends a file of its name to a folder; where one is there, a person is asked before it is replaced. */
export async function updateFile(target: UploadTarget & { parent: ItemRef }, file: File): Promise<void> {
  const send = () => uploadFiles(target, [file], 'save');
  const { openDialog, toastFailure } = useApp.getState();
  try {
    const existing = await call('items.findFile', { ...target, name: file.name });
    if (existing === null) send();
    else openDialog({ name: 'updateFile', file, existing, confirm: send });
  } catch (thrown) {
    toastFailure(failureOf(thrown));
  }
}
