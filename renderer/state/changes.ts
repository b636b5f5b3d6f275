import type { ChangeOutcome } from '../../electron/contract/records.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { failureOf } from '../api/client.ts';
import { toChangedText, toNotChangedText } from '../words/change-text.ts';
import { type UndoStep, useApp } from './store.ts';
import { undoChanges } from './undo-changes.ts';

const undoShownMs = 10_000;

/** Batches started by "Redo"; undoing them comes next. */
const redone = new Set<string>();

/** Reports the result of a batch of changes and offers to undo it. */
export function tellOutcome(outcome: ChangeOutcome): void {
  const { toast, toastFailure, pushUndo, pushRedo, reveal, accountId } = useApp.getState();
  const [failed] = outcome.failed;
  if (failed !== undefined)
    toastFailure(failed.failure, outcome.failedCount === 1 ? '' : toNotChangedText(outcome));
  if (outcome.doneCount === 0) return;
  const text = toChangedText(outcome);
  const [onlyItem] = outcome.itemIds;
  const isBack = outcome.undoOf !== null && !redone.delete(outcome.undoOf);
  if (isBack && outcome.doneCount === 1 && onlyItem !== undefined && outcome.accountId === accountId)
    reveal(onlyItem);
  if (!outcome.canUndo) {
    if (text !== null) toast({ tone: 'success', text });
    return;
  }
  const step = toStep(outcome, isBack);
  if (isBack) pushRedo(step);
  else pushUndo(step, outcome.undoOf !== null);
  if (text === null) return;
  step.toastId = toast({
    tone: 'success',
    text,
    ...(isBack ? {} : { lifeMs: undoShownMs, action: { label: t('app.undo'), run: () => takeBack(step) } }),
  });
}

interface ChangeStep extends UndoStep {
  toastId: number | null;
}

function toStep({ batchId }: ChangeOutcome, isRedo: boolean): ChangeStep {
  const step: ChangeStep = {
    label: '',
    toastId: null,
    run: async () => {
      // Undoing it by any means removes the offer.
      const { closeToast, pushUndo, pushRedo } = useApp.getState();
      if (step.toastId !== null) closeToast(step.toastId);
      await undoChanges(batchId, null, {
        begun: () => {
          if (isRedo) redone.add(batchId);
        },
        givenUp: () => (isRedo ? pushRedo(step) : pushUndo(step, true)),
      });
    },
  };
  return step;
}

function takeBack(step: UndoStep): void {
  useApp.getState().dropUndo(step);
  step.run().catch((thrown: unknown) => useApp.getState().toastFailure(failureOf(thrown)));
}
