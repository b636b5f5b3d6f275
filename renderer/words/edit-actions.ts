import { canRetry } from '../../electron/contract/can-retry.ts';
import type { Edit } from '../../electron/contract/edits.ts';
import type { ErrorCode, Failure } from '../../electron/contract/errors.ts';

/** saveCopy: under another name beside a locked file. saveElsewhere: in another folder. */
export type EditAction = 'decide' | 'putBack' | 'saveCopy' | 'save' | 'retry' | 'saveElsewhere';

/** Its own folder, or what the account may do there, is the reason. */
const elsewhereAfter: ReadonlySet<ErrorCode> = new Set([
  'folderGone',
  'notFound',
  'accessDenied',
  'accessRevoked',
  'changeRefused',
  'checkedOut',
  'rulesNotMet',
  'addDenied',
  'addRefused',
  'ownerQuotaFull',
  'tooLargeAlone',
  'pathTooLong',
  'notSupported',
]);

export const canSaveElsewhere = (failure: Failure | null): boolean =>
  failure !== null && elsewhereAfter.has(failure.code);

/** What a person can do about it, most useful first. */
export function toEditActions({
  state,
  waitReason,
  transferId,
  failure,
}: Pick<Edit, 'state' | 'waitReason' | 'transferId' | 'failure'>): readonly EditAction[] {
  switch (state) {
    case 'conflict':
      return ['decide'];
    case 'gone':
      return ['putBack', 'saveElsewhere'];
    case 'asking':
      return ['save'];
    case 'failed':
      return [
        ...(canSaveElsewhere(failure) ? (['saveElsewhere'] as const) : []),
        ...(failure === null || canRetry(failure.code) ? (['retry'] as const) : []),
      ];
    default:
      return waitReason === 'locked' && transferId !== null ? ['saveCopy'] : [];
  }
}
