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
import { signInWords } from '../../words/sign-in.ts';
import { ChoiceGroup } from './choice-group.tsx';
import { useSignInStyles } from './sign-in-styles.ts';
import { toFieldId, type SignInForm } from './use-sign-in-form.ts';

type Props = Pick<SignInForm, 'draft' | 'change' | 'secrets' | 'changeSecrets' | 'cleared' | 'mistakes'>;

/** What the chosen way needs beside the client id and the organisation. */
export function CredentialFields(props: Props) {
  if (props.draft.method === 'password') return <PasswordFields {...props} />;
  if (props.draft.method === 'secret') return <SecretFields {...props} />;
  return props.draft.method === 'certificate' ? <CertificateFields {...props} /> : null;
}

function PasswordFields({ draft, change, secrets, changeSecrets, cleared, mistakes }: Props) {
  const words = signInWords.password;
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{words.warning}</MessageBarTitle>
          <div>{words.warningText}</div>
        </MessageBarBody>
      </MessageBar>
      <Field
        label={words.username}
        required
        hint={words.usernameHint}
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
      <Field label={words.label} required {...toMessage(cleared, words.cleared, mistakes.password, null)}>
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
  const words = signInWords.secret;
  return (
    <>
      <Field label={words.label} required {...toMessage(cleared, words.cleared, mistakes.secret, words.hint)}>
        <Input
          id={toFieldId('secret')}
          type="password"
          value={secrets.secret}
          autoComplete="off"
          onChange={(_, { value }) => changeSecrets({ secret: value })}
        />
      </Field>
      <Field label={words.expires} hint={words.expiresHint} validationMessage={mistakes.secretEndsOn ?? null}>
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
  const words = signInWords.certificate;
  const styles = useSignInStyles();
  const input = useRef<HTMLInputElement>(null);
  const names = secrets.files.map(({ name }) => name).join(', ');
  return (
    <>
      <ChoiceGroup
        id="sign-in-certificate-group"
        label={words.label}
        hint={words.hint}
        mistake={mistakes.certificate ?? null}
      >
        <div className={styles.files}>
          <Button id={toFieldId('certificate')} onClick={() => input.current?.click()}>
            {names === '' ? words.choose : words.change}
          </Button>
          <Text className={styles.fileNames}>{names === '' ? words.none : names}</Text>
        </div>
      </ChoiceGroup>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        tabIndex={-1}
        accept=".pfx,.p12,.pem,.cer,.crt,.key"
        aria-label={words.label}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          if (files.length > 0) changeSecrets({ files });
          // So that choosing the same file again is a change, too.
          currentTarget.value = '';
        }}
      />
      <Field label={words.password} {...(cleared ? { hint: words.cleared } : {})}>
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

/** That a box was emptied on purpose is said before that it is empty. */
function toMessage(cleared: boolean, clearedText: string, mistake: string | undefined, hint: string | null) {
  if (cleared) return { validationState: 'none', validationMessage: clearedText, hint } as const;
  return { validationMessage: mistake ?? null, hint };
}
