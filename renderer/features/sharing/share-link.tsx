import { Button, Field, Input, mergeClasses } from '@fluentui/react-components';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { type FormEvent, useState } from 'react';
import type { AccessGrant, ItemAccess, LinkScope, LinkType } from '../../../electron/contract/sharing.ts';
import { joinSentences } from '../../../electron/contract/strings/join-texts.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, toRef } from '../../api/client.ts';
import { ActionResult } from '../../ui/action-result.tsx';
import { toGrantName } from '../../words/access-text.ts';
import { formatDate } from '../../words/format.ts';
import { AddressField, useAddresses } from './address-field.tsx';
import { Choice } from './choice.tsx';
import type { SharedItemProps } from './share-dialog.tsx';
import { useShareStyles } from './share-styles.ts';
import { useAction } from './use-action.ts';

/** "existing" gives nobody access. It is the default, so that no access is granted by accident. */
type Scope = LinkScope | 'existing';
const types: readonly LinkType[] = ['view', 'edit'];

interface ShareLinkProps extends SharedItemProps {
  access: ItemAccess | null;
  onChanged: () => void;
}

export function ShareLink({ accountId, item, access, onChanged }: ShareLinkProps) {
  const styles = useShareStyles();
  const [scope, setScope] = useState<Scope>('existing');
  const [type, setType] = useState<LinkType>('view');
  const [day, setDay] = useState('');
  const [password, setPassword] = useState('');
  const addresses = useAddresses();
  const action = useAction(accountId, item.name);
  const isNew = scope !== 'existing';
  const isForPeople = scope === 'users';
  const scopes = access?.mayShare === false ? [] : (access?.linkScopes ?? []);
  const copy = async (event: FormEvent) => {
    event.preventDefault();
    const emails = isForPeople ? addresses.read() : [];
    if (emails === null) return;
    const isDone = await action.run(async () => {
      const ref = toRef(item);
      if (!isNew) {
        await call('sharing.copyAddress', { accountId, item: ref });
        return t('share.link.copied.existing');
      }
      const expiresAt = day === '' ? null : toEndOf(day);
      const options = { type, scope, emails, expiresAt, password: password === '' ? null : password };
      return toCopiedText(await call('sharing.createLink', { accountId, item: ref, ...options }), scope);
    });
    // Even after a failure, since it may tell of another link.
    if (isNew) onChanged();
    if (isDone && isForPeople) addresses.set('');
  };
  return (
    <section aria-label={t('share.link.title')}>
      <form className={styles.section} onSubmit={(event) => void copy(event)}>
        <h3 className={styles.title}>{t('share.link.title')}</h3>
        <div className={mergeClasses(styles.row, styles.top)}>
          <Choice
            label={t('share.link.who')}
            className={styles.wide}
            value={scope}
            options={['existing', ...scopes]}
            toText={(option) =>
              option === 'users' ? t('share.link.chosen') : t(`share.link.scopes.${option}`)
            }
            {...(access?.mayShare === true &&
              !scopes.includes('users') && { hint: t('share.link.noChosen') })}
            onChange={setScope}
          />
          {isNew && (
            <Choice
              label={t('share.link.type')}
              className={styles.narrow}
              value={type}
              options={types}
              toText={(option) => t(`share.link.types.${option}`)}
              onChange={setType}
            />
          )}
          {!isNew && <CopyButton busy={action.busy} isBesideLabel />}
        </div>
        {isForPeople && (
          <div className={styles.row}>
            <AddressField label={t('share.invite.emails')} addresses={addresses} className={styles.wide} />
          </div>
        )}
        {isNew && (
          <div className={styles.row}>
            <Field label={t('share.link.expires')} className={styles.narrow}>
              <Input
                className={styles.choice}
                type="date"
                min={toToday()}
                value={day}
                onChange={(_, { value }) => setDay(value)}
              />
            </Field>
            {access?.canHavePassword === true && (
              <Field
                label={t('share.link.password')}
                {...(password !== '' && { hint: t('share.link.passwordHint') })}
                className={styles.narrow}
              >
                <Input
                  className={styles.choice}
                  type="password"
                  autoComplete="new-password"
                  value={password}
                  onChange={(_, { value }) => setPassword(value)}
                />
              </Field>
            )}
            <CopyButton busy={action.busy || (isForPeople && addresses.text.trim() === '')} />
          </div>
        )}
        <ActionResult text={action.text} failure={action.failure} />
      </form>
    </section>
  );
}

function toCopiedText(grant: AccessGrant, scope: LinkScope): string {
  const { role, expiresAt, hasPassword } = grant;
  const people = showText(toGrantName(grant));
  return joinSentences([
    t(`share.link.copied.${scope}`, { canEdit: role === 'write', people }),
    ...(expiresAt === null ? [] : [t('share.link.copied.expiring', { day: formatDate(expiresAt) })]),
    ...(hasPassword ? [t('share.link.copied.password')] : []),
  ]);
}

interface CopyButtonProps {
  busy: boolean;
  isBesideLabel?: boolean;
}

function CopyButton({ busy, isBesideLabel = false }: CopyButtonProps) {
  const styles = useShareStyles();
  return (
    <Button
      type="submit"
      appearance="primary"
      className={mergeClasses(styles.button, isBesideLabel && styles.besideLabel)}
      icon={<LinkRegular />}
      disabledFocusable={busy}
    >
      {t('share.link.copy')}
    </Button>
  );
}

/** The last second of the local day, in the service's format without fractions. */
const toEndOf = (day: string): string => `${new Date(`${day}T23:59:59`).toISOString().slice(0, 19)}Z`;

const two = (number: number): string => String(number).padStart(2, '0');

function toToday(): string {
  const now = new Date();
  return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
}
