import type { ChangeKind, ChangeOutcome } from '../../electron/contract/changes.ts';
import type { TransferKind } from '../../electron/contract/transfers.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { joinFacts } from './format.ts';

/** "“Budget.xlsx” moved to myfiles/Finance · New name: “Budget 1.xlsx”"; null for immediate changes, which are visible anyway. */
export function toChangedText(outcome: ChangeOutcome): string | null {
  const { kind, doneCount: count, doneNames, toPath, undoOf } = outcome;
  if (!isTold(kind)) return null;
  const values = { count, name: doneNames[0] ?? '', to: toPath ?? '' };
  const isUndone = undoOf !== null && kind !== 'copy';
  const text = isUndone ? t(`changes.undone.${kind}`, values) : t(`changes.done.${kind}`, values);
  return joinFacts([text, toRenamedText(outcome)]);
}

const toRenamedText = ({ renamedCount: count, newName, doneCount }: ChangeOutcome): string | null =>
  count === 0 ? null : t('changes.renamed', { count, name: newName ?? '', isOnly: doneCount === 1 });

export const toNotChangedText = ({ kind, failedCount: count }: ChangeOutcome): string =>
  isTold(kind) ? t(`changes.failed.${kind}`, { count }) : '';

const isTold = (kind: ChangeOutcome['kind']): kind is ChangeKind =>
  kind === 'delete' || kind === 'restore' || kind === 'move' || kind === 'copy';

export const isChangeKind = (kind: TransferKind): kind is ChangeKind =>
  kind !== 'upload' && kind !== 'download';
