import { Field, Input, Link, Radio, RadioGroup } from '@fluentui/react-components';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useApp } from '../../state/store.ts';
import type { AccountKind } from '../../state/sign-in-draft.ts';
import { isAppMethod } from './validate-draft.ts';
import { OptionLabel } from './option-label.tsx';
import { useSignInStyles } from './sign-in-styles.ts';
import { toFieldId, type SignInForm } from './use-sign-in-form.ts';

type Props = Pick<SignInForm, 'draft' | 'change' | 'defaults' | 'mistakes'>;

const isLocked = ({ defaults }: Props, field: 'cloud' | 'tenant' | 'clientId'): boolean =>
  defaults.locked.includes(field);

/** Shown under Advanced if the build or a policy provides a client id. */
export function ClientIdField(props: Props) {
  const { draft, change, defaults, mistakes } = props;
  const styles = useSignInStyles();
  const go = useApp((state) => state.go);
  const locked = isLocked(props, 'clientId');
  const hint = defaults.hasClientId
    ? `${t('signIn.clientId.hint')} ${t('signIn.clientId.hintOptional')}`
    : t('signIn.clientId.hint');
  return (
    <Field
      label={t('signIn.clientId.label')}
      required={!defaults.hasClientId}
      validationMessage={mistakes.clientId ?? null}
      hint={
        locked ? (
          t('signIn.locked')
        ) : (
          <>
            {hint}{' '}
            {!defaults.hasClientId && (
              <Link
                as="button"
                type="button"
                inline
                className={styles.link}
                onClick={() => go({ name: 'guide' })}
              >
                {t('signIn.clientId.none')}
              </Link>
            )}
          </>
        )
      }
    >
      <Input
        id={toFieldId('clientId')}
        value={draft.clientId}
        disabled={locked}
        spellCheck={false}
        autoComplete="off"
        onChange={(_, { value }) => change({ clientId: value })}
      />
    </Field>
  );
}

const kinds: readonly AccountKind[] = ['any', 'personal', 'work', 'tenant'];

/** An app belongs to one organization, so it needs only that. */
export function KindFields(props: Props) {
  const { draft, change, mistakes } = props;
  const styles = useSignInStyles();
  const locked = isLocked(props, 'tenant');
  if (isAppMethod(draft)) return <TenantField {...props} />;
  return (
    <>
      <Field
        label={t('signIn.kind.label')}
        validationMessage={mistakes.kind ?? null}
        {...(locked ? { hint: t('signIn.locked') } : {})}
      >
        <RadioGroup
          value={draft.kind}
          disabled={locked}
          onChange={(_, { value }) => change({ kind: kinds.find((kind) => kind === value) ?? 'any' })}
        >
          {kinds.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              className={styles.option}
              // Focusing the group focuses its chosen option.
              {...(kind === draft.kind ? { id: toFieldId('kind') } : {})}
              disabled={locked || (draft.method === 'password' && (kind === 'any' || kind === 'personal'))}
              label={
                <OptionLabel
                  label={t(`signIn.kind.kinds.${kind}.label`)}
                  text={t(`signIn.kind.kinds.${kind}.text`)}
                />
              }
            />
          ))}
        </RadioGroup>
      </Field>
      {draft.kind === 'tenant' && <TenantField {...props} />}
    </>
  );
}

function TenantField(props: Props) {
  const { draft, change, mistakes } = props;
  const locked = isLocked(props, 'tenant');
  return (
    <Field
      label={t('signIn.tenant.label')}
      required
      validationMessage={mistakes.tenant ?? null}
      hint={locked ? t('signIn.locked') : t('signIn.tenant.hint')}
    >
      <Input
        id={toFieldId('tenant')}
        value={draft.tenant}
        disabled={locked}
        spellCheck={false}
        onChange={(_, { value }) => change({ tenant: value })}
      />
    </Field>
  );
}
