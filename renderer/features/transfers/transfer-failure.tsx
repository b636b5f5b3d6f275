import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { canRedirect } from '../../../electron/contract/can-redirect.ts';
import { isRetryable } from '../../../electron/contract/can-retry.ts';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { Transfer } from '../../../electron/contract/transfers.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { toSignInAction } from '../../state/sign-in-action.ts';
import { useApp } from '../../state/store.ts';
import { FailureBlock } from '../../ui/failure-block.tsx';
import { canSaveElsewhere } from '../../words/edit-actions.ts';
import { retry } from './transfer-actions.tsx';

const useStyles = makeStyles({
  root: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
});

export interface TransferFailureProps {
  transfer: Transfer;
  failure: Failure;
  className?: string | undefined;
}

export function TransferFailure({ transfer, failure, className }: TransferFailureProps) {
  const styles = useStyles();
  return (
    <FailureBlock
      failure={failure}
      actions={<Actions transfer={transfer} failure={failure} />}
      className={mergeClasses(styles.root, className)}
    />
  );
}

function Actions({ transfer, failure }: { transfer: Transfer; failure: Failure }) {
  const name = showText(transfer.name);
  const button = toSignInAction(failure, transfer.accountId);
  return (
    <>
      {transfer.documentId !== null && transfer.kind === 'upload' && canSaveElsewhere(failure) && (
        <Button size="small" onClick={() => saveElsewhere(transfer)}>
          {t('edits.saveElsewhere')}
        </Button>
      )}
      {button !== null && (
        <Button size="small" onClick={() => useApp.getState().go(button.page)}>
          {button.label}
        </Button>
      )}
      {isRetryable(transfer) && (
        <Button size="small" aria-label={t('transfers.retryLong', { name })} onClick={() => retry(transfer)}>
          {t('app.retry')}
        </Button>
      )}
      {canRedirect(transfer) && (
        <Button
          size="small"
          aria-label={t('transfers.redirectLong', { name })}
          onClick={() => redirect(transfer)}
        >
          {t('transfers.redirect')}
        </Button>
      )}
      {(failure.code === 'changedMeanwhile' || failure.code === 'locked') && transfer.kind === 'upload' && (
        <Button size="small" onClick={() => saveAsCopy(transfer)}>
          {t('conflicts.choices.keepBoth')}
        </Button>
      )}
    </>
  );
}

function redirect({ transferId, accountId, name, kind, carried }: Transfer): void {
  useApp.getState().openDialog({
    name: 'redirect',
    of: { transferId },
    accountId,
    itemName: name,
    count: 1,
    kind: kind === 'move' || kind === 'copy' ? kind : (carried?.verb ?? 'upload'),
    isOneAccount: kind !== 'upload',
  });
}

export function saveElsewhere({ documentId, accountId, name }: Transfer): void {
  if (documentId !== null)
    useApp.getState().openDialog({ name: 'saveElsewhere', documentId, accountId, fileName: name });
}

function saveAsCopy({ transferId }: Transfer): void {
  void callOrToast('transfers.resolve', { transferId, choice: 'keepBoth', applyToBatch: false });
}
