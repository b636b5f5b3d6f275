import { Button, Checkbox, Field, mergeClasses, Textarea } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, failureOf, toRef } from '../../api/client.ts';
import { ActionResult } from '../../ui/action-result.tsx';
import { AddressField, useAddresses } from './address-field.tsx';
import { Choice } from './choice.tsx';
import type { SharedItemProps } from './share-dialog.tsx';
import { useShareStyles } from './share-styles.ts';
import { useAction } from './use-action.ts';

type Role = 'read' | 'write';
const roles: readonly Role[] = ['read', 'write'];

export function InvitePeople({ accountId, item, onChanged }: SharedItemProps & { onChanged: () => void }) {
  const styles = useShareStyles();
  const addresses = useAddresses();
  const [role, setRole] = useState<Role>('read');
  const [message, setMessage] = useState('');
  const [notify, setNotify] = useState(true);
  const action = useAction(accountId, item.name);
  const empty = () => {
    addresses.set('');
    setMessage('');
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const emails = addresses.read();
    if (emails === null) return;
    const isDone = await action.run(async () => {
      const note = notify && message.trim() !== '' ? message.trim() : null;
      const invitation = { emails, role, message: note, notify, expiresAt: null };
      await call('sharing.invite', { accountId, item: toRef(item), ...invitation }).catch(
        (thrown: unknown) => {
          // All have access then: sending it again would mail some of them twice.
          if (failureOf(thrown).code === 'mailNotSent') empty();
          throw thrown;
        },
      );
      return t('share.invite.sent', { count: emails.length, name: emails[0] ?? '' });
    });
    // Even after a failure, since some may have been invited all the same.
    onChanged();
    if (isDone) empty();
  };
  return (
    <section aria-label={t('share.invite.title')}>
      <form className={styles.section} onSubmit={(event) => void send(event)}>
        <h3 className={styles.title}>{t('share.invite.title')}</h3>
        <div className={mergeClasses(styles.row, styles.top)}>
          <AddressField label={t('share.invite.emails')} addresses={addresses} className={styles.wide} />
          <Choice
            label={t('share.link.type')}
            className={styles.narrow}
            value={role}
            options={roles}
            toText={(option) => t(`share.access.roles.${option}`)}
            onChange={setRole}
          />
        </div>
        {notify && (
          <Field label={t('share.invite.message')}>
            <Textarea
              value={message}
              maxLength={2000}
              resize="vertical"
              onChange={(_, { value }) => setMessage(value)}
            />
          </Field>
        )}
        <div className={mergeClasses(styles.row, styles.end)}>
          <Checkbox
            label={t('share.invite.notify')}
            checked={notify}
            onChange={(_, { checked }) => setNotify(checked === true)}
          />
          <Button
            type="submit"
            className={styles.button}
            disabledFocusable={action.busy || addresses.text.trim() === ''}
          >
            {t('share.invite.send')}
          </Button>
        </div>
        <ActionResult text={action.text} failure={action.failure} />
      </form>
    </section>
  );
}
