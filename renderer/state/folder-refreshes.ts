import type { FolderRefresh } from '../../electron/contract/folder-refresh.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { useApp } from './store.ts';

export function tellRefreshed({ state, path, files, folders, failure }: FolderRefresh): void {
  const { toast, toastFailure } = useApp.getState();
  const values = { path, files, folders };
  if (failure !== null) toastFailure(failure, { text: t('refreshAll.stopped', values) });
  else if (state === 'done') toast({ tone: 'success', text: t('refreshAll.done', values) });
  else if (state === 'cancelled') toast({ text: t('refreshAll.stopped', values) });
}
