import { makeStyles, tokens } from '@fluentui/react-components';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { DeletePlan } from '../../../electron/contract/changes.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import type { Dialog as OpenDialog } from '../../state/dialogs.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import {
  toDeleteTitle,
  toDeleteContents,
  toSharedWarning,
  toDeleteOutcome,
} from '../../words/delete-text.ts';

const useStyles = makeStyles({
  names: {
    margin: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    listStyleType: 'none',
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusMedium,
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  more: { color: tokens.colorNeutralForeground3 },
  heed: { fontWeight: tokens.fontWeightSemibold },
});

export interface DeleteDialogProps {
  dialog: Extract<OpenDialog, { name: 'confirmDelete' }>;
  onClose: () => void;
}

export function DeleteDialog({ dialog: { plan, confirm }, onClose }: DeleteDialogProps) {
  const styles = useStyles();
  const yes = () => {
    onClose();
    confirm();
  };
  return (
    <ConfirmDialog
      title={toDeleteTitle(plan)}
      confirm={t('app.delete')}
      cancel={t('app.cancel')}
      danger
      onConfirm={yes}
      onClose={onClose}
    >
      <div>{toDeleteContents(plan)}</div>
      {plan.count > 1 && <Names plan={plan} />}
      {plan.sharedCount > 0 && <div className={styles.heed}>{toSharedWarning(plan)}</div>}
      {plan.packages > 0 && <div className={styles.heed}>{t('delete.notebook')}</div>}
      <div>{toDeleteOutcome(plan)}</div>
    </ConfirmDialog>
  );
}

function Names({ plan }: { plan: DeletePlan }) {
  const styles = useStyles();
  const more = plan.count - plan.sampleNames.length;
  return (
    <ul className={styles.names}>
      {plan.sampleNames.map((name, index) => (
        // A selection may contain two items with the same name.
        <li key={`${index} ${name}`} className={styles.name} title={showText(name)}>
          {showText(name)}
        </li>
      ))}
      {more > 0 && <li className={styles.more}>{t('delete.more', { count: more })}</li>}
    </ul>
  );
}
