import type { Transfer } from '../../electron/contract/records.ts';

/** What is known of whether what arrived is what was sent. */
export type Proof = 'verified' | 'rewritten' | 'unverified';

const withContent: readonly Transfer['outcome'][] = ['created', 'updated', 'keptBoth', 'downloaded'];

/** null where nothing arrived: on its way, skipped, or a folder. */
export function toProof({ state, outcome, verified }: Transfer): Proof | null {
  if (state !== 'done' || !withContent.includes(outcome)) return null;
  if (verified === null) return 'unverified';
  return verified ? 'verified' : 'rewritten';
}

export const proofWords: Record<Proof, string> = {
  verified: 'Checked: what arrived is what was sent, bit for bit',
  rewritten:
    'SharePoint adds properties of its own to Office, PDF and web files when they arrive: what it keeps is not bit for bit what was sent. Nothing is damaged.',
  unverified: 'OneDrive has no checksum for this file, so only its size could be compared.',
};

const doubts: Record<Proof, string | null> = {
  verified: null,
  rewritten: 'changed by SharePoint',
  unverified: 'not verified',
};

/** Goes behind "Uploaded"; null where there is nothing to doubt. */
export function toDoubtWords(transfer: Transfer): string | null {
  const proof = toProof(transfer);
  return proof === null ? null : doubts[proof];
}
