import { call, failureOf } from '../api/client.ts';
import { callOrToast } from './call-or-toast.ts';
import { useApp } from './store.ts';

/**
 * Takes changes back. What went between two drives is asked about before; `begun` and `givenUp` say what came of the
 * question.
 */
export async function undoChanges(
  batchId: string,
  entryIds: string[] | null,
  { begun, givenUp }: { begun?: () => void; givenUp?: () => void } = {},
): Promise<void> {
  const about = { batchId, entryIds };
  const { plan } = await call('changes.planUndo', about);
  if (plan === null) {
    begun?.();
    await call('changes.undo', about);
    return;
  }
  const confirm = () => {
    begun?.();
    void callOrToast('changes.undo', about);
  };
  useApp.getState().openDialog({ name: 'undoBetween', plan, confirm, giveUp: () => givenUp?.() });
}

/** For buttons: a failure becomes a toast. Never rejects. */
export const undoOrToast = (batchId: string, entryIds: string[]): Promise<void> =>
  undoChanges(batchId, entryIds).catch((thrown: unknown) =>
    useApp.getState().toastFailure(failureOf(thrown)),
  );
