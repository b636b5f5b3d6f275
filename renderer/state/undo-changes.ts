import { call, failureOf } from '../api/client.ts';
import { tryOrToast } from './call-or-toast.ts';
import { useApp } from './store.ts';
import { beginChange } from './undo-queue.ts';

/**
 * An undo between two drives asks first and isn't waited for; `begun` and `givenUp` report the answer.
 * `givenUp` also if it couldn't begin.
 */
export async function undoChanges(
  batchId: string,
  entryIds: string[] | null,
  { isRedo = false, begun, givenUp }: { isRedo?: boolean; begun?: () => void; givenUp?: () => void } = {},
): Promise<void> {
  const about = { batchId, entryIds };
  const { dialog: since } = useApp.getState();
  const { plan } = await call('changes.planUndo', about);
  if (plan === null) {
    begun?.();
    const { ended } = await beginChange('changes.undo', about, { isUndo: !isRedo });
    await ended;
    return;
  }
  const confirm = () => {
    begun?.();
    const what = plan.method === 'carryBack' ? 'carry' : 'batch';
    beginChange('changes.undo', about, { isUndo: !isRedo, what }).catch((thrown: unknown) => {
      useApp.getState().toastFailure(failureOf(thrown));
      givenUp?.();
    });
  };
  const dialog = { name: 'undoBetween', plan, confirm, giveUp: () => givenUp?.() } as const;
  useApp.getState().openDialogLate(dialog, since);
}

/** `entryIds` null: the whole batch. Never rejects. */
export const undoOrToast = async (batchId: string, entryIds: string[] | null): Promise<void> => {
  const attempt = `undo ${batchId} ${entryIds?.join(' ') ?? 'all'}`;
  await tryOrToast({ attempt, accountId: undefined }, () => undoChanges(batchId, entryIds));
};
