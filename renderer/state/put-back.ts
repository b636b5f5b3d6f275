import type { Edit } from '../../electron/contract/edits.ts';
import { callOrToast } from './call-or-toast.ts';

/** Creates the file again that is no longer in OneDrive. */
export function putBack({ transferId }: Pick<Edit, 'transferId'>): void {
  if (transferId !== null)
    void callOrToast('transfers.resolve', { transferId, choice: 'replace', applyToBatch: false });
}
