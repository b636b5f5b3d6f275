import { useState } from 'react';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { documentWords as words } from '../../words/documents.ts';

/** Small, and clear about the one thing people fear: the file in OneDrive stays. */
export function RemoveDocumentDialog({ file, onClose }: { file: SavedFile; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    if (busy) return;
    setBusy(true);
    const removed = await callOrToast('documents.remove', { documentId: file.documentId });
    onClose();
    if (removed !== null) useApp.getState().toast({ tone: 'success', text: words.removed(file.name) });
  };
  return (
    <ConfirmDialog
      title={words.confirm.title(file.name)}
      confirm={words.confirm.remove}
      cancel={words.confirm.cancel}
      danger={file.state === 'changed'}
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      {file.state === 'changed' && <div>{words.confirm.changed}</div>}
      {file.state === 'missing' && <div>{words.confirm.missing}</div>}
      <div>{words.confirm.stays}</div>
    </ConfirmDialog>
  );
}
