import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ConflictChoice } from '../../../electron/contract/records.ts';
import { transferQuery } from '../../api/queries.ts';
import { run } from '../../state/run.ts';
import { ConflictChoices } from '../../ui/conflict-choices.tsx';
import { conflictWords as words } from '../../words/transfers.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '520px' },
  title: { overflowWrap: 'anywhere' },
  where: { marginBottom: tokens.spacingVerticalM },
});

/** The choices of a conflict, where the row of the transfer is not in sight. Goes when the conflict is settled. */
export function ConflictDialog({ transferId, onClose }: { transferId: string; onClose: () => void }) {
  const styles = useStyles();
  const found = useQuery(transferQuery(transferId));
  const transfer = found.data ?? undefined;
  const settled = found.isSuccess && transfer?.state !== 'conflict';
  useEffect(() => {
    if (settled) onClose();
  }, [settled, onClose]);
  if (transfer === undefined || settled) return null;
  const choose = (choice: ConflictChoice, applyToBatch: boolean) =>
    void run('transfers.resolve', { transferId, choice, applyToBatch });
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface} aria-describedby={undefined}>
        <DialogBody>
          <DialogTitle className={styles.title}>{words.title(transfer.name)}</DialogTitle>
          <DialogContent>
            <div className={styles.where}>{words.where(transfer.path)}</div>
            <ConflictChoices transfer={transfer} onChoose={choose} />
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
