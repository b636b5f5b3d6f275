import { Button, Field, Input } from '@fluentui/react-components';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { useState } from 'react';
import type { ItemAccess, LinkScope, LinkType } from '../../../electron/contract/sharing.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, toRef } from '../../api/client.ts';
import { Choice } from './choice.tsx';
import { ActionResult } from './action-result.tsx';
import type { SharedItemProps } from './share-dialog.tsx';
import { useShareStyles } from './share-styles.ts';
import { useAction } from './use-action.ts';

/**
 * "existing": the item's own address, which gives nobody access. It is the default, so that no access is
 * granted by accident.
 */
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
  const action = useAction(accountId);
  const isNew = scope !== 'existing';
  const copy = () =>
    void action.run(async () => {
      const ref = toRef(item);
      if (!isNew) {
        await call('sharing.copyAddress', { accountId, item: ref });
        return t('share.link.copied.existing');
      }
      const expiresAt = day === '' ? null : toEndOf(day);
      const options = { type, scope, expiresAt, password: password === '' ? null : password };
      await call('sharing.createLink', { accountId, item: ref, ...options });
      onChanged();
      return t(`share.link.copied.${scope === 'anonymous' ? 'anonymous' : 'organization'}`, {
        canEdit: type === 'edit',
      });
    });
  return (
    <section className={styles.section} aria-label={t('share.link.title')}>
      <h3 className={styles.title}>{t('share.link.title')}</h3>
      <div className={styles.row}>
        <Choice
          label={t('share.link.who')}
          className={styles.wide}
          value={scope}
          options={['existing', ...(access?.linkScopes ?? [])]}
          toText={(option) => t(`share.link.scopes.${option}`)}
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
        {!isNew && <CopyButton busy={action.busy} onClick={copy} />}
      </div>
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
          <CopyButton busy={action.busy} onClick={copy} />
        </div>
      )}
      <ActionResult text={action.text} failure={action.failure} />
    </section>
  );
}

function CopyButton({ busy, onClick }: { busy: boolean; onClick: () => void }) {
  const styles = useShareStyles();
  return (
    <Button
      appearance="primary"
      className={styles.button}
      icon={<LinkRegular />}
      disabledFocusable={busy}
      onClick={onClick}
    >
      {t('share.link.copy')}
    </Button>
  );
}

/** The last second of the local day, in the service's format without fractions. */
const toEndOf = (day: string): string => `${new Date(`${day}T23:59:59`).toISOString().slice(0, 19)}Z`;

const two = (number: number): string => String(number).padStart(2, '0');

/** "2026-05-04" in local time. */
function toToday(): string {
  const now = new Date();
  return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
}
