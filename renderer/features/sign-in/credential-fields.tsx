import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Text,
} from '@fluentui/react-components';
import { useRef } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { ChoiceGroup } from './choice-group.tsx';
import { useSignInStyles } from './sign-in-styles.ts';
import { toFieldId, type SignInForm } from './use-sign-in-form.ts';
import { formatList } from '../../words/format.ts';

type Props = Pick<SignInForm, 'draft' | 'change' | 'secrets' | 'changeSecrets' | 'cleared' | 'mistakes'>;

export function CredentialFields(props: Props) {
  if (props.draft.method === 'password') return <PasswordFields {...props} />;
  if (props.draft.method === 'secret') return <SecretFields {...props} />;
  return props.draft.method === 'certificate' ? <CertificateFields {...props} /> : null;
}

function PasswordFields({ draft, change, secrets, changeSecrets, cleared, mistakes }: Props) {
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('signIn.password.warning')}</MessageBarTitle>
          <div>{t('signIn.password.warningText')}</div>
        </MessageBarBody>
      </MessageBar>
      <Field
        label={t('signIn.password.username')}
        required
        hint={t('signIn.password.usernameHint')}
        validationMessage={mistakes.username ?? null}
      >
        <Input
          id={toFieldId('username')}
          type="email"
          value={draft.username}
          autoComplete="off"
          onChange={(_, { value }) => change({ username: value })}
        />
      </Field>
      <Field
        label={t('signIn.password.label')}
        required
        {...toMessage(cleared, t('signIn.password.cleared'), mistakes.password, null)}
      >
        <Input
          id={toFieldId('password')}
          type="password"
          value={secrets.password}
          autoComplete="off"
          onChange={(_, { value }) => changeSecrets({ password: value })}
        />
      </Field>
    </>
  );
}

function SecretFields({ draft, change, secrets, changeSecrets, cleared, mistakes }: Props) {
  return (
    <>
      <Field
        label={t('signIn.secret.label')}
        required
        {...toMessage(cleared, t('signIn.secret.cleared'), mistakes.secret, t('signIn.secret.hint'))}
      >
        <Input
          id={toFieldId('secret')}
          type="password"
          value={secrets.secret}
          autoComplete="off"
          onChange={(_, { value }) => changeSecrets({ secret: value })}
        />
      </Field>
      <Field
        label={t('signIn.secret.expires')}
        hint={t('signIn.secret.expiresHint')}
        validationMessage={mistakes.secretEndsOn ?? null}
      >
        <Input
          id={toFieldId('secretEndsOn')}
          type="date"
          value={draft.secretEndsOn}
          onChange={(_, { value }) => change({ secretEndsOn: value })}
        />
      </Field>
    </>
  );
}

function CertificateFields({ secrets, changeSecrets, cleared, mistakes }: Props) {
  const styles = useSignInStyles();
  const input = useRef<HTMLInputElement>(null);
  const names = formatList(secrets.files.map(({ name }) => name));
  return (
    <>
      <ChoiceGroup
        id="sign-in-certificate-group"
        label={t('signIn.certificate.label')}
        hint={t('signIn.certificate.hint')}
        mistake={mistakes.certificate ?? null}
      >
        <div className={styles.files}>
          <Button id={toFieldId('certificate')} onClick={() => input.current?.click()}>
            {names === '' ? t('signIn.certificate.choose') : t('signIn.certificate.change')}
          </Button>
          <Text className={styles.fileNames}>{names === '' ? t('signIn.certificate.none') : names}</Text>
        </div>
      </ChoiceGroup>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        tabIndex={-1}
        accept=".pfx,.p12,.pem,.cer,.crt,.key"
        aria-label={t('signIn.certificate.label')}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          if (files.length > 0) changeSecrets({ files });
          // So that choosing the same file again fires a change event.
          currentTarget.value = '';
        }}
      />
      <Field
        label={t('signIn.certificate.password')}
        {...(cleared ? { hint: t('signIn.certificate.cleared') } : {})}
      >
        <Input
          type="password"
          value={secrets.certificatePassword}
          autoComplete="off"
          onChange={(_, { value }) => changeSecrets({ certificatePassword: value })}
        />
      </Field>
    </>
  );
}

/** An input that was cleared on purpose says so, instead of that it is empty. */
function toMessage(cleared: boolean, clearedText: string, mistake: string | undefined, hint: string | null) {
  if (cleared) return { validationState: 'none', validationMessage: clearedText, hint } as const;
  return { validationMessage: mistake ?? null, hint };
}
