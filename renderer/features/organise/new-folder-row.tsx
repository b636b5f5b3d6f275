import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, failureOf, toRef } from '../../api/client.ts';
import { keys } from '../../api/queries.ts';
import { findParent } from '../../state/carry.ts';
import { toFailureText } from '../../words/failures.ts';
import type { ChosenFolder } from './folder-tree.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'flex-end', gap: tokens.spacingHorizontalS },
  field: { flex: 1 },
});

export interface NewFolderRowProps {
  accountId: string;
  parent: ChosenFolder;
  onMade: (folder: ChosenFolder) => void;
  onEnd: () => void;
}

/** Creates a folder within the dialog. Enter creates it, Escape cancels. */
export function NewFolderRow({ accountId, parent, onMade, onEnd }: NewFolderRowProps) {
  const styles = useStyles();
  const client = useQueryClient();
  const [name, setName] = useState<string>(t('newFolder.initial'));
  const [wrong, setWrong] = useState<string | null>(null);
  const make = async () => {
    try {
      const ref = await findParent({ accountId, parent: parent.ref ?? 'myfiles' });
      const made = await call('items.createFolder', { accountId, parent: ref, name });
      await client.invalidateQueries({ queryKey: keys.folders(accountId) });
      onMade({ accountId, ref: toRef(made), itemId: made.itemId, name: made.name });
      onEnd();
    } catch (thrown) {
      setWrong(toFailureText(failureOf(thrown)).title);
    }
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // Must not also submit or close the dialog.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') void make();
    else onEnd();
  };
  return (
    <div className={styles.root}>
      <Field
        className={styles.field}
        label={t('chooseFolder.newName', { parent: parent.name })}
        {...(wrong !== null && { validationMessage: wrong, validationState: 'error' as const })}
      >
        <Input
          autoFocus
          value={name}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(_, { value }) => {
            setName(value);
            setWrong(null);
          }}
          onKeyDown={pressed}
        />
      </Field>
      <Button onClick={() => void make()}>{t('app.create')}</Button>
      <Button onClick={onEnd}>{t('app.cancel')}</Button>
    </div>
  );
}
