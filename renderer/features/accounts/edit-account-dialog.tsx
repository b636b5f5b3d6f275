import {
  Button,
  Combobox,
  Field,
  Input,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { Dialog } from '../../ui/dialog.tsx';
const useStyles = makeStyles({
  content: { gap: tokens.spacingVerticalL },
});

const saveEditsOptions = ['automatically', 'ask'] as const;

export function EditAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const styles = useStyles();
  const edit = useEdit(account, onClose);
  const actions = (
    <>
      <Button onClick={onClose}>{t('app.cancel')}</Button>
      <Button type="submit" appearance="primary" disabledFocusable={edit.busy || edit.name.trim() === ''}>
        {t('app.save')}
      </Button>
    </>
  );
  return (
    <Dialog
      title={t('editAccount.title', { name: account.displayName })}
      width="narrow"
      contentClassName={styles.content}
      actions={actions}
      onSubmit={() => void edit.save()}
      onClose={onClose}
    >
      <Field
        label={t('editAccount.name')}
        {...(edit.name.trim() === ''
          ? { validationMessage: t('editAccount.nameEmpty') }
          : { hint: t('editAccount.nameHint') })}
      >
        <Input
          autoFocus
          value={edit.name}
          maxLength={256}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(_, { value }) => edit.setName(value)}
        />
      </Field>
      <Field label={t('editAccount.group')} hint={t('editAccount.groupHint')}>
        <Combobox
          freeform
          value={edit.group}
          onChange={(event) => edit.setGroup(event.currentTarget.value)}
          onOptionSelect={(_, { optionText }) => edit.setGroup(optionText ?? '')}
        >
          {edit.groups.map((group) => (
            <Option key={group} text={group}>
              {showText(group)}
            </Option>
          ))}
        </Combobox>
      </Field>
      <Field label={t('editAccount.saveEdits')}>
        <RadioGroup
          value={edit.saveEdits}
          onChange={(_, { value }) => edit.setSaveEdits(value === 'ask' ? 'ask' : 'automatically')}
        >
          {saveEditsOptions.map((option) => (
            <Radio key={option} value={option} label={t(`editAccount.saveEditsOptions.${option}`)} />
          ))}
        </RadioGroup>
      </Field>
    </Dialog>
  );
}

function useEdit(account: Account, onClose: () => void) {
  const accounts = useQuery(accountsQuery).data ?? [];
  const [name, setName] = useState(account.displayName);
  const [group, setGroup] = useState(account.group ?? '');
  const [saveEdits, setSaveEdits] = useState(account.saveEdits);
  const [busy, setBusy] = useState(false);
  const groups = [...new Set(accounts.map((each) => each.group).filter((each) => each !== null))];
  const save = async () => {
    if (busy || name.trim() === '') return;
    setBusy(true);
    const { accountId } = account;
    if (name.trim() !== account.displayName)
      await callOrToast('accounts.rename', { accountId, name: name.trim() });
    if (saveEdits !== account.saveEdits) await callOrToast('accounts.setSaveEdits', { accountId, saveEdits });
    const newGroup = group.trim() === '' ? null : group.trim();
    if (newGroup !== account.group) {
      const arranged = accounts.map((each) => ({
        accountId: each.accountId,
        group: each.accountId === accountId ? newGroup : each.group,
      }));
      await callOrToast('accounts.arrange', { accounts: arranged });
    }
    onClose();
  };
  return { name, setName, group, setGroup, groups, saveEdits, setSaveEdits, busy, save };
}
