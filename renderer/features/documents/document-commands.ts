import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';

export const canRenew = ({ state, remote }: SavedFile): boolean =>
  (state === 'present' && remote === 'newer') || (state === 'missing' && remote !== 'gone');
export const canSave = ({ state }: SavedFile): boolean => state === 'changed';
export const isHere = ({ state }: SavedFile): boolean => state !== 'missing';

export const idsOf = (files: readonly SavedFile[]): string[] => files.map(({ documentId }) => documentId);

export async function renew(files: readonly SavedFile[]): Promise<void> {
  const renewed = await callOrToast('documents.renew', { documentIds: idsOf(files) });
  if (renewed !== null) useApp.getState().toast({ text: t('documents.renewing', { count: renewed.count }) });
}

export async function saveAll(files: readonly SavedFile[]): Promise<void> {
  for (const { documentId } of files) {
    const started = await callOrToast('documents.saveBack', { documentId });
    if (started === null) return;
  }
  const [first] = files;
  if (first !== undefined && files.length === 1)
    useApp.getState().toast({ text: t('documents.savingBack', { name: first.name }) });
}

export const openSaveElsewhere = ({ documentId, accountId, name: fileName }: SavedFile): void =>
  useApp.getState().openDialog({ name: 'saveElsewhere', documentId, accountId, fileName });

export const setKept = (files: readonly SavedFile[], isKept: boolean): void =>
  void callOrToast('documents.keep', { documentIds: idsOf(files), isKept });

export async function removeAll(files: readonly SavedFile[]): Promise<void> {
  const outcome = await callOrToast('documents.removeMany', { documentIds: idsOf(files) });
  if (outcome === null) return;
  const { toast, toastFailure } = useApp.getState();
  for (const { failure } of outcome.failed.slice(0, 3)) toastFailure(failure);
  const count = files.length - outcome.failed.length;
  const [first] = files;
  const text =
    files.length === 1 && first !== undefined
      ? t('documents.removed', { name: first.name })
      : t('documents.removedMany', { count });
  if (count > 0) toast({ tone: 'success', text });
}
