import type { ChangeKind } from '../../../electron/contract/changes.ts';
import type { Transfer } from '../../../electron/contract/transfers.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toWaitText } from '../../../electron/contract/strings/wait-text.ts';
import { isChangeKind } from '../../words/change-text.ts';
import { formatMoment, joinFacts } from '../../words/format.ts';
import { isTooSlow } from './use-too-slow.ts';
import { toVerification } from './verification.ts';

export function toTransferStateText(
  transfer: Transfer,
  now: number,
  allPaused = false,
  isSlow = isTooSlow(transfer, now),
): string {
  const { state, kind, waitReason, uploadExpiresAt, restartReason, carried } = transfer;
  // A countdown would be misleading.
  if (allPaused && (state === 'queued' || state === 'waiting')) return t('transfers.pausedWithAll');
  if (state === 'done') return toOutcomeText(transfer);
  if (state === 'waiting' && waitReason !== null) {
    const waitMs = transfer.waitUntil === null ? 0 : Date.parse(transfer.waitUntil) - now;
    const wait = toWaitText(waitReason, waitMs);
    return isChangeKind(kind) ? joinFacts([toChangingText(transfer, kind), wait]) : wait;
  }
  if (isSlow && uploadExpiresAt !== null)
    return t('transferState.tooSlow', { until: formatMoment(uploadExpiresAt, now) });
  if (state === 'running' && restartReason !== null) return t(`transferState.restarted.${restartReason}`);
  if (state === 'running' && carried !== null) return t(`transferState.carrying.${carried.verb}`);
  if (state === 'running' && isChangeKind(kind)) return toChangingText(transfer, kind);
  if (isChangeKind(kind))
    return state === 'failed'
      ? t(`transferState.changesFailed.${kind}`)
      : t(`transferState.states.${state}.upload`);
  return t(`transferState.states.${state}.${kind}`);
}

function toChangingText({ percent }: Transfer, kind: ChangeKind): string {
  if (kind !== 'copy') return t(`transferState.changes.${kind}`);
  return t('transferState.changes.copy', { percent: percent ?? 0, hasPercent: percent !== null });
}

function toOutcomeText(transfer: Transfer): string {
  const { state, kind, outcome } = transfer;
  if (isChangeKind(kind)) return toChangedStateText(transfer, kind);
  if (outcome === null) return t(`transferState.states.${state}.${kind}`);
  const verification = toVerification(transfer);
  const text = t(`transferState.outcomes.${outcome}`, toOutcomeValues(transfer));
  if (verification === null || verification === 'verified') return text;
  return t('verificationNotes.joined', { outcome: text, note: t(`verificationNotes.${verification}`) });
}

function toChangedStateText(transfer: Transfer, kind: ChangeKind): string {
  const { outcome } = transfer;
  if (outcome === null || outcome === 'updated') return t(`transferState.changesDone.${kind}`);
  return t(`transferState.outcomes.${outcome}`, toOutcomeValues(transfer));
}

function toOutcomeValues({ name, finalName, toFolder }: Transfer) {
  return {
    folder: toFolder,
    hasFolder: toFolder !== null,
    newName: finalName,
    hasNewName: finalName !== null && finalName !== name,
  };
}
