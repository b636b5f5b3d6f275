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
import { FailureAdvice } from '../../ui/failure-advice.tsx';
import { FailureDetails } from '../../ui/failure-details.tsx';
import { canSaveElsewhere } from '../../words/edit-actions.ts';
import { toFailureText } from '../../words/failures.ts';
import { retry } from './transfer-actions.tsx';

const useStyles = makeStyles({
  root: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  title: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  text: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalXS,
  },
});

export interface TransferFailureProps {
  transfer: Transfer;
  failure: Failure;
  className?: string | undefined;
}

export function TransferFailure({ transfer, failure, className }: TransferFailureProps) {
  const styles = useStyles();
  const { title, action } = toFailureText(failure);
  const name = showText(transfer.name);
  const button = toSignInAction(failure, transfer.accountId);
  return (
    <div className={mergeClasses(styles.root, className)}>
      <div className={styles.title}>{title}</div>
      <div className={styles.text}>
        <FailureAdvice failure={failure} />
      </div>
      <div className={styles.buttons}>
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
          <Button
            size="small"
            aria-label={t('transfers.retryLong', { name })}
            onClick={() => retry(transfer)}
          >
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
        {(action === 'saveAsCopy' || failure.code === 'locked') && transfer.kind === 'upload' && (
          <Button size="small" onClick={() => saveAsCopy(transfer)}>
            {t('conflicts.choices.keepBoth')}
          </Button>
        )}
        <FailureDetails failure={failure} />
      </div>
    </div>
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
