import type { Transfer } from '../../../electron/contract/transfers.ts';

export type Verification = 'verified' | 'rewritten' | 'otherChecksum' | 'unverified';

const outcomesWithContent: readonly Transfer['outcome'][] = ['created', 'updated', 'keptBoth', 'downloaded'];

/** null while in progress, when skipped, and for folders. */
export function toVerification({ state, outcome, verified, folder }: Transfer): Verification | null {
  if (state !== 'done' || folder !== null || !outcomesWithContent.includes(outcome)) return null;
  if (verified === null) return 'unverified';
  if (verified) return 'verified';
  return outcome === 'downloaded' ? 'otherChecksum' : 'rewritten';
}
