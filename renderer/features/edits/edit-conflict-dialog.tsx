import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Edit } from '../../../electron/contract/edits.ts';
import type { ConflictChoice, Transfer } from '../../../electron/contract/transfers.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { transferQuery } from '../../api/transfer-queries.ts';
import { useEdits } from '../../api/use-edits.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { ConflictSides } from '../../ui/conflict-choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextComparison } from './text-comparison.tsx';

const useStyles = makeStyles({
  choices: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    '@media (max-width: 520px)': { gridTemplateColumns: '1fr' },
  },
  meaning: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

interface EditConflictDialogProps {
  documentId: string;
  onClose: () => void;
}

export function EditConflictDialog({ documentId, onClose }: EditConflictDialogProps) {
  const edit = useEdits().find((each) => each.documentId === documentId);
  const transfer = useQuery(transferQuery(edit?.transferId ?? null)).data ?? null;
  // Decided in another window or in the list of transfers, or no longer to be decided.
  const isOver = edit?.state !== 'conflict';
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  if (edit === undefined || transfer === null || isOver) return null;
  return <Conflict edit={edit} transfer={transfer} onClose={onClose} />;
}

interface ConflictProps {
  edit: Edit;
  transfer: Transfer;
  onClose: () => void;
}

function Conflict({ edit, transfer, onClose }: ConflictProps) {
  const styles = useStyles();
  const [isComparing, setComparing] = useState(false);
  const { documentId, name } = edit;
  const choose = (choice: ConflictChoice) => {
    onClose();
    const { transferId } = transfer;
    void callOrToast('transfers.resolve', { transferId, choice, applyToBatch: false });
  };
  return (
    <Dialog
      title={t('editConflict.title', { name })}
      width={isComparing ? 'widest' : 'wide'}
      actions={<Button onClick={onClose}>{t('editConflict.later')}</Button>}
      onClose={onClose}
    >
      <div>{t('editConflict.text')}</div>
      <ConflictSides transfer={transfer} />
      <div className={styles.choices}>
        <Choice
          label={t('editConflict.keepBoth')}
          meaning={t('editConflict.keepBothMeaning', { name: toCopyName(transfer.name) })}
          isFirst
          onChoose={() => choose('keepBoth')}
        />
        <Choice
          label={t('editConflict.keepMine')}
          meaning={t('editConflict.keepMineMeaning')}
          onChoose={() => choose('replace')}
        />
        <Choice
          label={t('editConflict.takeTheirs')}
          meaning={t('editConflict.takeTheirsMeaning')}
          onChoose={() => {
            onClose();
            void takeTheirs(documentId, name);
          }}
        />
      </div>
      <TextComparison documentId={documentId} isOpen={isComparing} onOpen={() => setComparing(true)} />
    </Dialog>
  );
}

async function takeTheirs(documentId: string, name: string): Promise<void> {
  const taken = await callOrToast('edits.takeTheirs', { documentId });
  if (taken !== null) useApp.getState().toast({ text: t('editConflict.taken', { name }) });
}

interface ChoiceProps {
  label: string;
  meaning: ReactNode;
  isFirst?: boolean;
  onChoose: () => void;
}

function Choice({ label, meaning, isFirst = false, onChoose }: ChoiceProps) {
  const styles = useStyles();
  return (
    <>
      <Button appearance={isFirst ? 'primary' : 'secondary'} onClick={onChoose}>
        {label}
      </Button>
      <span className={styles.meaning}>{meaning}</span>
    </>
  );
}

/** "Ideas 1.txt"; the actual free number may differ. */
function toCopyName(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? `${name} 1` : `${name.slice(0, dot)} 1${name.slice(dot)}`;
}
