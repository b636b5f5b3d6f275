import type { Output } from '../../electron/contract/api.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { callOrToast } from './call-or-toast.ts';
import { useApp } from './store.ts';

type Outcome = Output<'transfers.moveTo'>;

const maxShown = 3;

export async function moveDownload(transferId: string, name: string): Promise<void> {
  toastOutcome(await callOrToast('transfers.moveTo', { transferId }), name);
}

export async function moveCopies(documentIds: readonly string[], name: string): Promise<void> {
  toastOutcome(await callOrToast('documents.moveTo', { documentIds: [...documentIds] }), name);
}

function toastOutcome(outcome: Outcome, name: string): void {
  if (outcome === null) return;
  const { count, failed, toFolder } = outcome;
  const { toast, toastFailure } = useApp.getState();
  for (const { failure } of failed.slice(0, maxShown)) toastFailure(failure);
  if (count > 0) toast({ tone: 'success', text: t('transfers.moved', { count, name, toFolder }) });
}
