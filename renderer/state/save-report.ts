import { t } from '../../electron/contract/strings/translate.ts';
import { callOrToast } from './call-or-toast.ts';
import { useApp } from './store.ts';

export async function saveReport(): Promise<void> {
  const saved = await callOrToast('program.saveReport', {});
  if (saved === null) return;
  useApp.getState().toast({ tone: 'success', text: t('settings.about.reportSaved', { name: saved.name }) });
}
