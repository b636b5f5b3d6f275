import type { Edit } from '../../electron/contract/edits.ts';
import type { ConflictChoice } from '../../electron/contract/transfers.ts';
import type { EditAction } from '../words/edit-actions.ts';
import { callOrToast } from './call-or-toast.ts';
import { useApp } from './store.ts';

export function runEditAction(action: EditAction, edit: Edit): void {
  const { documentId, transferId, accountId, name } = edit;
  const resolve = (choice: ConflictChoice) => {
    if (transferId !== null)
      void callOrToast('transfers.resolve', { transferId, choice, applyToBatch: false });
  };
  switch (action) {
    case 'decide':
      return useApp.getState().openDialog({ name: 'editConflict', documentId });
    case 'saveElsewhere':
      return useApp.getState().openDialog({ name: 'saveElsewhere', documentId, accountId, fileName: name });
    case 'putBack':
      return resolve('replace');
    case 'saveCopy':
      return resolve('keepBoth');
    default:
      void callOrToast('documents.saveBack', { documentId });
  }
}
