import type { QueryClient } from '@tanstack/react-query';
import type { DeleteOutcome, Selection, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, failureOf } from '../../api/client.ts';
import { keys } from '../../api/queries.ts';
import { type UndoStep, useApp } from '../../state/store.ts';
import { toDeletedText } from '../../words/delete-text.ts';

/** How long a toast offers Undo. */
const undoShownMs = 10_000;

/** Asks main what the delete would affect, asks the person where that needs confirming, then deletes. */
export async function deleteItems(
  client: QueryClient,
  { accountId }: ViewHead,
  selection: Selection,
): Promise<void> {
  const plan = await call('items.planDelete', { accountId, selection });
  if (plan.count === 0) return;
  const go = () => void deleteNow(client, accountId, selection).catch(showFailure);
  if (plan.ask === 'no') go();
  else useApp.getState().openDialog({ name: 'confirmDelete', accountId, selection, plan, confirm: go });
}

async function deleteNow(client: QueryClient, accountId: string, selection: Selection): Promise<void> {
  await focusFirstOf(selection);
  const outcome = await call('items.delete', { accountId, selection });
  void client.invalidateQueries({ queryKey: keys.quota(accountId) });
  if (outcome.failed.length === 0) deselect(selection);
  notifyDeleted(accountId, outcome, outcome.undoId);
}

function deselect({ mode, itemIds }: Selection): void {
  useApp.getState().select(mode === 'allExcept' ? { type: 'clear' } : { type: 'forget', ids: itemIds });
}

/** Moves the focus to the first row to be deleted, because the row after them will take its place. */
async function focusFirstOf({ viewId, mode, itemIds }: Selection): Promise<void> {
  const { selection, select } = useApp.getState();
  const { focus } = selection;
  if (focus === null || mode !== 'only' || !itemIds.includes(focus.itemId)) return;
  const ids = itemIds.slice(0, 200);
  const places = await Promise.all(ids.map((itemId) => call('view.locate', { viewId, itemId })));
  let first = focus;
  for (const [at, { ordinal }] of places.entries()) {
    if (ordinal !== null && ordinal < first.ordinal) first = { itemId: ids[at] ?? first.itemId, ordinal };
  }
  if (first !== focus) select({ type: 'focus', position: first });
}

function notifyDeleted(accountId: string, outcome: DeleteOutcome, undoId: string | null): void {
  const { toast, toastFailure, closeToast, pushUndo, dropUndo } = useApp.getState();
  const [failed] = outcome.failed;
  if (failed !== undefined) {
    toastFailure(
      failed.failure,
      outcome.failed.length === 1 ? '' : t('commands.deleteFailed', { count: outcome.failed.length }),
    );
  }
  if (outcome.deletedCount === 0) return;
  const text = toDeletedText(outcome.deletedCount, outcome.deletedNames[0]);
  if (undoId === null) {
    toast({ tone: 'success', text });
    return;
  }
  const run = () => {
    dropUndo(step);
    step.run().catch(showFailure);
  };
  const toastId = toast({
    tone: 'success',
    text,
    lifeMs: undoShownMs,
    action: { label: t('app.undo'), run },
  });
  const step: UndoStep = {
    label: text,
    run: () => {
      // However it is undone, the offer is used up.
      closeToast(toastId);
      return undoDelete(accountId, undoId);
    },
  };
  pushUndo(step);
}

async function undoDelete(accountId: string, undoId: string): Promise<void> {
  // For an undo, "deleted" counts what came back.
  const outcome = await call('items.undoDelete', { accountId, undoId });
  const { toast, toastFailure } = useApp.getState();
  const [failed] = outcome.failed;
  if (failed !== undefined) toastFailure(failed.failure);
  if (outcome.deletedCount > 0)
    toast({ tone: 'success', text: t('commands.undone', { count: outcome.deletedCount }) });
}

function showFailure(thrown: unknown): void {
  useApp.getState().toastFailure(failureOf(thrown));
}
