import type { Input } from '../../electron/contract/api.ts';
import type { Ticket } from '../../electron/contract/bridge.ts';
import type { ItemRef } from '../../electron/contract/records.ts';
import { useApp } from './store.ts';
import { call, offer } from '../api/client.ts';
import { tryOrToast } from './call-or-toast.ts';
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
  orToast(target, files, async () => upload(target, toIds(await offered), intent));
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
  orToast(target, files, async () => {
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

function orToast(target: UploadTarget, files: readonly File[], work: () => Promise<void>): void {
  const attempt = `upload ${JSON.stringify([target.parent, files.map(({ name }) => name)])}`;
  void tryOrToast({ attempt, accountId: target.accountId }, work);
}

/** Asks before it replaces a file. */
export async function updateFile(target: UploadTarget & { parent: ItemRef }, file: File): Promise<void> {
  const send = () => uploadFiles(target, [file], 'save');
  const { openDialogLate, dialog: since } = useApp.getState();
  const attempt = `update ${JSON.stringify([target.parent, file.name])}`;
  await tryOrToast({ attempt, accountId: target.accountId }, async () => {
    const existing = await call('items.findFile', { ...target, name: file.name });
    if (existing === null) send();
    else openDialogLate({ name: 'updateFile', file, existing, confirm: send }, since);
  });
}
