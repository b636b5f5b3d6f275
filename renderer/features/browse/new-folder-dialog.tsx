import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { factOf } from '../../../electron/contract/error-codes.ts';
import type { Failure } from '../../../electron/contract/errors.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call } from '../../api/client.ts';
import type { Dialog as OpenDialog } from '../../state/dialogs.ts';
import { useApp } from '../../state/store.ts';
import { edit } from '../../state/undo-queue.ts';
import { useFailure } from '../../state/use-failure.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureAdvice } from '../../ui/failure-advice.tsx';
import { FailureDetails } from '../../ui/failure-details.tsx';
import { focusPane } from '../../ui/panes.ts';
import { toFailureText } from '../../words/failures.ts';
import type { NameProblem } from './validate-name.ts';
import { validateName } from './validate-name.ts';

const useStyles = makeStyles({
  content: { minHeight: '104px' },
  failure: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
  },
});

export interface NewFolderDialogProps {
  dialog: Extract<OpenDialog, { name: 'newFolder' }>;
  onClose: () => void;
}

export function NewFolderDialog({ dialog, onClose }: NewFolderDialogProps) {
  const styles = useStyles();
  const form = useNewFolder(dialog, onClose);
  const actions = (
    <>
      <Button onClick={onClose}>{t('app.cancel')}</Button>
      <Button type="submit" appearance="primary" disabledFocusable={form.problem !== null || form.busy}>
        {form.busy ? t('newFolder.creating') : t('app.create')}
      </Button>
    </>
  );
  return (
    <Dialog
      title={t('newFolder.title', { parent: dialog.parentName })}
      width="narrow"
      contentClassName={styles.content}
      actions={actions}
      onSubmit={() => void form.create()}
      onClose={onClose}
    >
      <Field label={t('newFolder.label')} {...toValidation(form)}>
        <Input
          autoFocus
          value={form.name}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(_, { value }) => form.setName(value)}
        />
      </Field>
      <Explained form={form} />
    </Dialog>
  );
}

interface NewFolderForm {
  name: string;
  setName: (name: string) => void;
  problem: NameProblem | null;
  failure: Failure | null;
  busy: boolean;
  create: () => Promise<void>;
}

function useNewFolder(
  { accountId, parent }: NewFolderDialogProps['dialog'],
  onClose: () => void,
): NewFolderForm {
  const [name, setName] = useState<string>(t('newFolder.initial'));
  const { failure, clear, show, isHere } = useFailure(accountId);
  const [busy, setBusy] = useState(false);
  const problem = validateName(name, 'folder');
  const create = async () => {
    if (problem !== null || busy) return;
    setBusy(true);
    clear();
    try {
      const item = await edit('newFolder', () => call('items.createFolder', { accountId, parent, name }));
      // Closed meanwhile.
      if (!isHere()) return;
      onClose();
      const { filter, setFilter, reveal } = useApp.getState();
      if (filter !== '') setFilter('');
      reveal(item.itemId);
      // After the closing dialog has restored focus.
      setTimeout(() => focusPane('files'));
    } catch (thrown) {
      show(thrown);
      setBusy(false);
    }
  };
  const change = (changed: string) => {
    setName(changed);
    clear();
  };
  return { name, setName: change, problem, failure, busy, create };
}

/** An empty name disables the button instead of showing an error. */
function toValidation({ name, problem, failure }: NewFolderForm) {
  const message =
    failure === null ? (name.trim() === '' ? null : (problem?.reason ?? null)) : toFailureText(failure).title;
  return message === null ? {} : { validationState: 'error' as const, validationMessage: message };
}

function Explained({ form }: { form: NewFolderForm }) {
  const styles = useStyles();
  const { failure, problem, name, setName } = form;
  const isEmpty = name.trim() === '';
  const refused = failure === null ? null : factOf(failure, 'suggestion');
  const suggestion = refused ?? (isEmpty ? null : problem?.suggestion);
  return (
    <div className={styles.failure}>
      {failure !== null && (
        <div>
          <FailureAdvice failure={failure} />
        </div>
      )}
      {suggestion != null && (
        <Button size="small" onClick={() => setName(suggestion)}>
          {t('newFolder.take', { name: suggestion })}
        </Button>
      )}
      {failure !== null && <FailureDetails failure={failure} />}
    </div>
  );
}
