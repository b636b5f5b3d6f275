import type { ChangeKind, ChangeOutcome, TransferKind } from '../../electron/contract/records.ts';
import { t } from '../../electron/contract/strings/translate.ts';

/** "“Budget.xlsx” moved to myfiles/Finance"; null for immediate changes, which are visible anyway. */
export function toChangedText(outcome: ChangeOutcome): string | null {
  const { kind, doneCount: count, doneNames, toPath, undoOf } = outcome;
  if (!isTold(kind)) return null;
  const values = { count, name: doneNames[0] ?? '', to: toPath ?? '' };
  if (undoOf !== null && kind !== 'copy') return t(`changes.undone.${kind}`, values);
  return t(`changes.done.${kind}`, values);
}

export const toNotChangedText = ({ kind, failedCount: count }: ChangeOutcome): string =>
  isTold(kind) ? t(`changes.failed.${kind}`, { count }) : '';

const isTold = (kind: ChangeOutcome['kind']): kind is ChangeKind =>
  kind === 'delete' || kind === 'restore' || kind === 'move' || kind === 'copy';

export const isChangeKind = (kind: TransferKind): kind is ChangeKind =>
  kind !== 'upload' && kind !== 'download';
