import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Text,
  Title2,
} from '@fluentui/react-components';
import type { FormEvent } from 'react';
import { SlipwayMark } from '../../ui/slipway-mark.tsx';
import { signInWords as words } from '../../words/sign-in.ts';
import { FocusOnMount } from './focus-on-mount.tsx';
import { SignInFailure } from './sign-in-failure.tsx';
import { SignInFields } from './sign-in-fields.tsx';
import { useSignInStyles } from './sign-in-styles.ts';
import type { SignInForm } from './use-sign-in-form.ts';

export function SignInFormView({ form }: { form: SignInForm }) {
  const styles = useSignInStyles();
  const { title, lead } = toHeading(form);
  const { signIn } = form.signingIn;
  const sent = (event: FormEvent) => {
    event.preventDefault();
    form.submit();
  };
  return (
    <form className={styles.column} noValidate onSubmit={sent} aria-label={title}>
      <SlipwayMark size={48} />
      <Title2 as="h1" className={styles.heading}>
        {title}
      </Title2>
      <Text className={styles.lead}>{lead}</Text>
      {form.failure !== null && <SignInFailure form={form} failure={form.failure} />}
      {signIn?.state === 'done' && signIn.method === 'adminConsent' && (
        <Agreed form={form} granted={signIn.granted ?? []} />
      )}
      {isClosed(form) ? (
        <Closed />
      ) : (
        <>
          <SignInFields form={form} />
          <Buttons form={form} />
        </>
      )}
    </form>
  );
}

function toHeading({ again, draft }: SignInForm): { title: string; lead: string } {
  if (again !== null) {
    const { account, scopes } = again;
    return scopes.length === 0
      ? { title: words.again.title, lead: words.again.lead(account.address) }
      : { title: words.again.moreTitle, lead: words.again.moreLead(account.address) };
  }
  return { title: words.title, lead: words.leads[draft.method] };
}

/** A policy that fixes things but leaves none to use: no box could help. */
const isClosed = ({ defaults }: SignInForm): boolean =>
  (defaults.locked.includes('clientId') && !defaults.hasClientId) || defaults.allowedScopes?.length === 0;

function Closed() {
  const styles = useSignInStyles();
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.failure}>
      <MessageBarBody>
        <MessageBarTitle>{words.policyClosed}</MessageBarTitle>
        <div>{words.policyClosedText}</div>
      </MessageBarBody>
    </MessageBar>
  );
}

function Agreed({ form, granted }: { form: SignInForm; granted: readonly string[] }) {
  const styles = useSignInStyles();
  return (
    <FocusOnMount>
      <MessageBar intent="success" layout="multiline" role="status" className={styles.failure}>
        <MessageBarBody>
          <MessageBarTitle>{words.consent.done}</MessageBarTitle>
          <div>{words.consent.doneText}</div>
          {granted.length > 0 && <div>{words.consent.granted(granted)}</div>}
          <div className={styles.failureButtons}>
            <Button appearance="primary" size="small" onClick={() => form.submit()}>
              {words.consent.signIn}
            </Button>
          </div>
        </MessageBarBody>
      </MessageBar>
    </FocusOnMount>
  );
}

function Buttons({ form }: { form: SignInForm }) {
  const styles = useSignInStyles();
  const { draft, signingIn } = form;
  const cancelled = signingIn.signIn?.state === 'cancelled' && form.failure === null;
  return (
    <>
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" size="large">
          {words.start[draft.method]}
        </Button>
        {draft.method === 'browser' && (
          <Button appearance="transparent" onClick={() => form.submit('device')}>
            {words.codeInstead}
          </Button>
        )}
        {draft.method === 'device' && (
          <Button appearance="transparent" onClick={() => form.submit('browser')}>
            {words.browserInstead}
          </Button>
        )}
      </div>
      <div role="status" className={styles.after}>
        {cancelled && (
          <FocusOnMount>
            <Text>{words.cancelled}</Text>
          </FocusOnMount>
        )}
        {!cancelled && Object.keys(form.mistakes).length > 0 && <Text>{words.someMistakes}</Text>}
      </div>
    </>
  );
}
