import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, toRef } from '../../api/client.ts';
import { keys } from '../../api/query-keys.ts';
import { findParent } from '../../state/carry.ts';
import { useFailure } from '../../state/use-failure.ts';
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

export function NewFolderRow({ accountId, parent, onMade, onEnd }: NewFolderRowProps) {
  const styles = useStyles();
  const client = useQueryClient();
  const [name, setName] = useState<string>(t('newFolder.initial'));
  const { failure, clear, show, isHere } = useFailure(accountId);
  const [busy, setBusy] = useState(false);
  const latest = useRef(parent);
  useEffect(() => {
    latest.current = parent;
  }, [parent]);
  const make = async () => {
    if (busy) return;
    setBusy(true);
    clear();
    try {
      const ref = await findParent({ accountId, parent: parent.ref ?? 'myfiles' });
      const made = await call('items.createFolder', { accountId, parent: ref, name });
      await client.invalidateQueries({ queryKey: keys.folders(accountId) });
      if (!isHere()) return;
      // Another folder may have been chosen meanwhile, and that choice counts.
      if (latest.current === parent)
        onMade({ accountId, ref: toRef(made), itemId: made.itemId, name: made.name });
      onEnd();
    } catch (thrown) {
      show(thrown);
      setBusy(false);
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
        {...(failure !== null && {
          validationMessage: toFailureText(failure).title,
          validationState: 'error' as const,
        })}
      >
        <Input
          autoFocus
          value={name}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(_, { value }) => {
            setName(value);
            clear();
          }}
          onKeyDown={pressed}
        />
      </Field>
      <Button onClick={() => void make()}>{t('app.create')}</Button>
      <Button onClick={onEnd}>{t('app.cancel')}</Button>
    </div>
  );
}
