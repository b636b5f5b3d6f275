import type { Input } from '../../electron/contract/api.ts';
import type { Ticket } from '../../electron/contract/bridge.ts';
import type { ItemRef } from '../../electron/contract/records.ts';
import { useApp } from './store.ts';
import { call, failureOf, offer } from '../api/client.ts';
import { findParent } from './carry.ts';

type Intent = Input<'transfers.upload'>['intent'];

export interface UploadTarget {
  accountId: string;
  /** Or its path if the ids aren't known: "myfiles". */
  parent: ItemRef | string;
}

/** Call it before the first `await` of a drop or paste, while the browser still grants access. */
export function uploadFiles(target: UploadTarget, files: readonly File[], intent: Intent): void {
  if (files.length === 0) return;
  const offered = offer(files);
  orToast(target, async () => upload(target, toIds(await offered), intent));
}

/** Files from a drag that began here are moved or copied as items instead. */
export function uploadUnlessOwn(
  dragId: string,
  target: UploadTarget,
  files: readonly File[],
  isOwnDrag: () => void,
): void {
  if (files.length === 0) return isOwnDrag();
  const offered = offer(files);
  orToast(target, async () => {
    const tickets = toIds(await offered);
    const { isOwn } = await call('drags.isOwn', { dragId, tickets });
    if (isOwn) isOwnDrag();
    else await upload(target, tickets, 'upload');
  });
}

const toIds = (tickets: readonly Ticket[]): string[] => tickets.map(({ ticket }) => ticket);

async function upload(target: UploadTarget, tickets: string[], intent: Intent): Promise<void> {
  const { accountId } = target;
  await call('transfers.upload', { accountId, parent: await findParent(target), tickets, intent });
}

function orToast({ accountId }: UploadTarget, work: () => Promise<void>): void {
  work().catch((thrown: unknown) => useApp.getState().toastFailure(failureOf(thrown), { accountId }));
}

/** Asks before it replaces a file. */
export async function updateFile(target: UploadTarget & { parent: ItemRef }, file: File): Promise<void> {
  const send = () => uploadFiles(target, [file], 'save');
  const { openDialogLate, toastFailure, dialog: since } = useApp.getState();
  const { accountId } = target;
  try {
    const existing = await call('items.findFile', { ...target, name: file.name });
    if (existing === null) send();
    else openDialogLate({ name: 'updateFile', file, existing, confirm: send }, since);
  } catch (thrown) {
    toastFailure(failureOf(thrown), { accountId });
  }
}
