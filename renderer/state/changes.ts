import { toFailure } from '../../electron/contract/error-codes.ts';
import type { ErrorCode } from '../../electron/contract/errors.ts';
import type { ChangeOutcome } from '../../electron/contract/changes.ts';
import type { ViewHead } from '../../electron/contract/records.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { toChangedText, toNotChangedText } from '../words/change-text.ts';
import { selectArrived } from './arrivals.ts';
import { callOrToast } from './call-or-toast.ts';
import { type UndoStep, useApp } from './store.ts';
import { undoChanges } from './undo-changes.ts';
import { nextOrder, selectionsAt, settle, undoStep } from './undo-queue.ts';

const undoShownMs = 10_000;

/** Batches started by "Redo"; undoing them comes next. */
const redone = new Set<string>();

export function announceOutcome(outcome: ChangeOutcome, headOf: (viewId: string) => ViewHead | null): void {
  const { toast, pushUndo, pushRedo } = useApp.getState();
  announceKept(outcome);
  if (outcome.doneCount === 0) return void settle(outcome, null);
  const text = toChangedText(outcome);
  const isBack = outcome.undoOf !== null && !redone.delete(outcome.undoOf);
  const selections = selectionsAt(outcome);
  if (selections !== null) selectArrived(outcome, selections, headOf);
  if (!outcome.canUndo) {
    const isDelete = outcome.kind === 'delete' && outcome.undoOf === null;
    const refusal = isDelete ? toRefusal(outcome) : null;
    if (!settle(outcome, refusal) && refusal !== null) pushUndo(refusal);
    // Only the website can restore it.
    const bin = { label: t('bin.heading'), run: () => void openBin(outcome) };
    if (text !== null)
      toast({
        tone: 'success',
        text,
        ...(isDelete ? { lifeMs: undoShownMs, action: bin } : {}),
      });
    return;
  }
  const step = toStep(outcome, isBack);
  const isTaken = settle(outcome, step);
  if (!isTaken && isBack) pushRedo(step);
  else if (!isTaken) pushUndo(step, outcome.undoOf !== null);
  if (text === null) return;
  step.toastId = toast({
    tone: 'success',
    text,
    ...(isBack || isTaken
      ? {}
      : { lifeMs: undoShownMs, action: { label: t('app.undo'), run: () => undoStep(step) } }),
  });
}

const keptCodes: readonly ErrorCode[] = ['originalKept', 'copyKept', 'folderKept'];

/** What failed is told by its line in the list of transfers. */
function announceKept(outcome: ChangeOutcome): void {
  const kept = outcome.failed.filter(({ failure }) => keptCodes.includes(failure.code));
  const stayed = kept.filter(({ failure }) => failure.code !== 'folderKept');
  const first = stayed[0] ?? kept[0];
  if (first === undefined) return;
  const isAll = stayed.length === outcome.failed.length;
  const failedCount = isAll ? outcome.failedCount : stayed.length;
  const text = failedCount <= 1 ? '' : toNotChangedText({ ...outcome, failedCount });
  useApp.getState().toastFailure(first.failure, { text, accountId: outcome.accountId });
}

/** Otherwise, Undo after a delete for good would silently undo the change before it. */
function toRefusal({ accountId, doneNames, doneCount }: ChangeOutcome): UndoStep {
  const subject = doneCount === 1 ? (doneNames[0] ?? null) : null;
  return {
    label: '',
    run: () => {
      useApp.getState().toastFailure(toFailure('undoExpired', subject), { accountId });
      return Promise.resolve();
    },
  };
}

/** Another account or drive may be open by now. */
async function openBin({ accountId, library }: ChangeOutcome): Promise<void> {
  const accounts = await callOrToast('accounts.list', {});
  const account = accounts?.find((each) => each.accountId === accountId);
  if (account === undefined) return;
  const { accountId: here, openAccount, go } = useApp.getState();
  if (here !== accountId) openAccount(account);
  go({ name: 'bin', ...(library === null ? {} : { library }) });
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
      try {
        await undoChanges(batchId, null, {
          isRedo,
          begun: () => {
            if (isRedo) redone.add(batchId);
          },
          givenUp: () => {
            redone.delete(batchId);
            if (isRedo) pushRedo(step);
            else pushUndo(step, true);
          },
        });
      } catch (thrown) {
        redone.delete(batchId);
        throw thrown;
      }
    },
  };
  return step;
}

export function announceUndoable(text: string, undo: () => Promise<unknown>): void {
  const step = { label: t('app.undo'), order: nextOrder(), run: async () => void (await undo()) };
  const { toast, pushUndo } = useApp.getState();
  pushUndo(step);
  const action = { label: t('app.undo'), run: () => undoStep(step) };
  toast({ tone: 'success', text, lifeMs: undoShownMs, action });
}
