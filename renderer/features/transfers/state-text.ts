import type { Transfer } from '../../../electron/contract/records.ts';
import { formatDuration } from '../../words/format.ts';
import { verificationNotes } from '../../words/transfer-proof.ts';
import { transferStateWords as texts } from '../../words/transfer-state.ts';
import { transferWords } from '../../words/transfers.ts';
import { isTooSlow } from './use-too-slow.ts';
import { toVerification } from './verification.ts';

/** "Uploading", "OneDrive asks us to wait 42 s", "Kept both, as “Report 1.docx”". `now` in ms since 1970. */
export function toStateText(
  transfer: Transfer,
  now: number,
  allPaused = false,
  isSlow = isTooSlow(transfer, now),
): string {
  const { state, kind, waitReason, uploadExpiresAt, restartReason } = transfer;
  // A countdown would be misleading.
  if (allPaused && (state === 'queued' || state === 'waiting')) return transferWords.heldShort;
  if (state === 'done') return toOutcomeText(transfer);
  if (state === 'waiting' && waitReason !== null) {
    const waitMs = transfer.waitUntil === null ? 0 : Date.parse(transfer.waitUntil) - now;
    return texts.waits[waitReason](waitMs > 0 ? formatDuration(waitMs) : null);
  }
  if (isSlow && uploadExpiresAt !== null) return texts.tooSlow(uploadExpiresAt, now);
  if (state === 'running' && restartReason !== null) return texts.beganAgain[restartReason];
  return texts.states[state][kind];
}

function toOutcomeText(transfer: Transfer): string {
  const { state, kind, outcome } = transfer;
  if (outcome === null) return texts.states[state][kind];
  const verification = toVerification(transfer);
  const note = verification === null ? null : verificationNotes[verification];
  return texts.outcomes[outcome](transfer) + (note === null ? '' : `, ${note}`);
}
