import { useCallback, useEffect } from 'react';
import type { Dialog } from '../state/dialogs.ts';
import { useApp } from '../state/store.ts';
import { noteOpener } from '../ui/focus-return.ts';
import { focusPage, focusPane } from '../ui/panes.ts';
import { ColumnsDialog } from '../features/browse/columns-dialog.tsx';
import { DeleteDialog } from '../features/commands/delete-dialog.tsx';
import { EditAccountDialog } from '../features/accounts/edit-account-dialog.tsx';
import { EditConflictDialog } from '../features/edits/edit-conflict-dialog.tsx';
import { ForgetDialog } from '../features/settings/forget-dialog.tsx';
import { ShortcutsDialog } from '../features/help/shortcuts-dialog.tsx';
import { NewsDialog } from '../features/help/news-dialog.tsx';
import { LicencesDialog } from '../features/help/licences-dialog.tsx';
import { NewFolderDialog } from '../features/browse/new-folder-dialog.tsx';
import { CompareDialog } from '../features/organise/compare-dialog.tsx';
import { CarryDialog } from '../features/organise/carry-dialog.tsx';
import { SaveElsewhereDialog } from '../features/organise/save-elsewhere-dialog.tsx';
import { RedirectDialog } from '../features/organise/redirect-dialog.tsx';
import { UndoDialog } from '../features/organise/undo-dialog.tsx';
import { ChooseFolderDialog } from '../features/organise/choose-folder-dialog.tsx';
import { NotOpenedDialog } from '../features/documents/not-opened-dialog.tsx';
import { PermissionsDialog } from '../features/accounts/permissions-dialog.tsx';
import { RemoveAccountDialog } from '../features/accounts/remove-account-dialog.tsx';
import { RemoveAccountsDialog } from '../features/overview/remove-accounts-dialog.tsx';
import { ShareDialog } from '../features/sharing/share-dialog.tsx';
import { PreviewContent } from '../features/preview/preview-content.tsx';
import { FullPreview } from '../features/preview/full-preview.tsx';
import { SharedLinkDialog } from '../features/sharing/shared-link-dialog.tsx';
import { CheckOutDialog } from '../features/versions/check-out-dialog.tsx';
import { UpdateFileDialog } from '../features/commands/update-file-dialog.tsx';
import { VersionsDialog } from '../features/versions/versions-dialog.tsx';

export function DialogHost() {
  const dialog = useApp((state) => state.dialog);
  const closeDialog = useApp((state) => state.closeDialog);
  useFocusReturn();
  // A dialog that closes itself late must not close one opened since.
  const close = useCallback(() => dialog !== null && closeDialog(dialog), [closeDialog, dialog]);
  return dialog === null ? null : toDialog(dialog, close);
}

function toDialog(dialog: Dialog, close: () => void) {
  switch (dialog.name) {
    case 'newFolder':
      return <NewFolderDialog dialog={dialog} onClose={close} />;
    case 'confirmDelete':
      return <DeleteDialog dialog={dialog} onClose={close} />;
    case 'updateFile':
      return <UpdateFileDialog dialog={dialog} onClose={close} />;
    case 'chooseFolder':
      return <ChooseFolderDialog dialog={dialog} onClose={close} />;
    case 'saveElsewhere':
      return <SaveElsewhereDialog dialog={dialog} onClose={close} />;
    case 'redirect':
      return <RedirectDialog dialog={dialog} onClose={close} />;
    case 'carry':
      return <CarryDialog dialog={dialog} onClose={close} />;
    case 'undoBetween':
      return <UndoDialog dialog={dialog} onClose={close} />;
    case 'notOpened':
      return <NotOpenedDialog failure={dialog.failure} onShow={dialog.show} onClose={close} />;
    case 'editConflict':
      return <EditConflictDialog documentId={dialog.documentId} onClose={close} />;
    case 'share':
      return <ShareDialog accountId={dialog.accountId} item={dialog.item} onClose={close} />;
    case 'versions':
      return (
        <VersionsDialog
          accountId={dialog.accountId}
          item={dialog.item}
          show={(versionId) => (
            <PreviewContent accountId={dialog.accountId} item={dialog.item} versionId={versionId} />
          )}
          onClose={close}
        />
      );
    case 'checkOut':
      return <CheckOutDialog accountId={dialog.accountId} item={dialog.item} onClose={close} />;
    case 'fullPreview':
      return <FullPreview accountId={dialog.accountId} item={dialog.item} onClose={close} />;
    case 'sharedLink':
      return <SharedLinkDialog accountId={dialog.accountId} onClose={close} />;
    case 'forgetEverything':
      return <ForgetDialog onClose={close} />;
    case 'editAccount':
      return <EditAccountDialog account={dialog.account} onClose={close} />;
    case 'permissions':
      return <PermissionsDialog account={dialog.account} onClose={close} />;
    case 'removeAccount':
      return <RemoveAccountDialog account={dialog.account} onClose={close} />;
    case 'removeAccounts':
      return <RemoveAccountsDialog accounts={dialog.accounts} onClose={close} />;
    case 'compare':
      return <CompareDialog onClose={close} />;
    case 'columns':
      return <ColumnsDialog kind={dialog.kind} onClose={close} />;
    case 'licences':
      return <LicencesDialog onClose={close} />;
    case 'keys':
      return <ShortcutsDialog onClose={close} />;
    case 'news':
      return <NewsDialog onClose={close} />;
  }
}

/** Until something outside the dialog has focus, Fluent keeps the rest hidden from screen readers. */
function focusWhatIsThere(): void {
  if (!focusPane('files')) focusPage();
}

/** The opener is recorded when the store changes, before the dialog takes focus. */
function useFocusReturn(): void {
  useEffect(() => {
    let giveBack = (): void => undefined;
    return useApp.subscribe(({ dialog }, { dialog: before }) => {
      if (dialog !== null && before === null) giveBack = noteOpener(focusWhatIsThere);
      if (dialog === null && before !== null) giveBack();
    });
  }, []);
}
