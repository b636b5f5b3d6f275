import type { ErrorCode } from './error-codes.ts';
import type { Transfer } from './transfers.ts';

/** Nothing can be added to the whole folder: it is gone, out of reach, or view-only. */
const lostFolder: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'folderGone',
  'accessRevoked',
  'accessDenied',
  'addDenied',
]);

/** The folder refused this item. */
const refusedThere: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'addRefused',
  'rulesNotMet',
  'tooManyItems',
  'pathTooLong',
]);

export const isFolderLost = (code: ErrorCode): boolean => lostFolder.has(code) || code === 'notFound';

/** Whether another target folder can help. Edited copies are saved elsewhere instead. */
export function canRedirect({
  state,
  kind,
  failure,
  documentId,
}: Pick<Transfer, 'state' | 'kind' | 'failure' | 'documentId'>): boolean {
  if (state !== 'failed' || failure === null || documentId !== null) return false;
  const { code } = failure;
  if (kind === 'upload') return isFolderLost(code) || refusedThere.has(code) || code === 'ownerQuotaFull';
  // Of other refusals of a move or copy, the item itself is the reason, not the folder.
  const isOfItem = code === 'accessDenied';
  return (
    (kind === 'move' || kind === 'copy') && !isOfItem && (lostFolder.has(code) || refusedThere.has(code))
  );
}
