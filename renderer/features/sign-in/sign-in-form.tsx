import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Text,
  Title2,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { useApp } from '../../state/store.ts';
import { useSampleDrive } from '../../state/use-sample-drive.ts';
import { SlipwayMark } from '../../ui/slipway-mark.tsx';
import { formatList } from '../../words/format.ts';
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
          {needsClientId(form) && !hasTried(form) && <WhatIsNeeded />}
          <SignInFields form={form} />
          <Buttons form={form} />
          {form.again === null && <SampleInstead />}
        </>
      )}
    </form>
  );
}

function toHeading({ again, draft }: SignInForm): { title: string; lead: string } {
  if (again !== null) {
    const { account, scopes } = again;
    return scopes.length === 0
      ? { title: t('signIn.again.title'), lead: t('signIn.again.lead', { address: account.address }) }
      : {
          title: t('signIn.again.moreTitle'),
          lead: t('signIn.again.moreLead', { address: account.address }),
        };
  }
  return { title: t('signIn.title'), lead: t(`signIn.leads.${draft.method}`) };
}

/** Nothing that the policy allows could be used. */
const isClosed = ({ defaults }: SignInForm): boolean =>
  (defaults.locked.includes('clientId') && !defaults.hasClientId) || defaults.allowedScopes?.length === 0;

/** Most people don't know what a client id is, so that is explained first. */
const needsClientId = ({ again, defaults }: SignInForm): boolean => again === null && !defaults.hasClientId;

/** A failure with a client ID is about something else. */
const hasTried = ({ failure, draft }: SignInForm): boolean =>
  failure !== null && draft.clientId.trim() !== '';

function WhatIsNeeded() {
  const styles = useSignInStyles();
  const go = useApp((state) => state.go);
  return (
    <MessageBar intent="info" layout="multiline" className={styles.failure}>
      <MessageBarBody>
        <MessageBarTitle>{t('signIn.need.title')}</MessageBarTitle>
        <div>{t('signIn.need.text')}</div>
        <div className={styles.failureButtons}>
          <Button size="small" onClick={() => go({ name: 'guide' })}>
            {t('signIn.need.show')}
          </Button>
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}

/** Hidden once it was added. */
function SampleInstead() {
  const accounts = useQuery(accountsQuery).data ?? [];
  const { opening, failure, open } = useSampleDrive();
  const toastFailure = useApp((state) => state.toastFailure);
  useEffect(() => {
    if (failure !== null) toastFailure(failure);
  }, [failure, toastFailure]);
  if (accounts.some(({ kind }) => kind === 'sample')) return null;
  return (
    <Button appearance="transparent" disabledFocusable={opening} onClick={() => void open()}>
      {t('signIn.sampleInstead')}
    </Button>
  );
}

function Closed() {
  const styles = useSignInStyles();
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.failure}>
      <MessageBarBody>
        <MessageBarTitle>{t('signIn.policyClosed')}</MessageBarTitle>
        <div>{t('signIn.policyClosedText')}</div>
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
          <MessageBarTitle>{t('signIn.consent.done')}</MessageBarTitle>
          <div>{t('signIn.consent.doneText')}</div>
          {granted.length > 0 && <div>{t('signIn.consent.granted', { names: formatList(granted) })}</div>}
          <div className={styles.failureButtons}>
            <Button appearance="primary" size="small" onClick={() => form.submit()}>
              {t('signIn.consent.signIn')}
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
          {t(`signIn.start.${draft.method}`)}
        </Button>
        {draft.method === 'browser' && (
          <Button appearance="transparent" onClick={() => form.submit('device')}>
            {t('signIn.codeInstead')}
          </Button>
        )}
        {draft.method === 'device' && (
          <Button appearance="transparent" onClick={() => form.submit('browser')}>
            {t('signIn.browserInstead')}
          </Button>
        )}
      </div>
      <div role="status" className={styles.after}>
        {cancelled && (
          <FocusOnMount>
            <Text>{t('signIn.cancelled')}</Text>
          </FocusOnMount>
        )}
        {!cancelled && Object.keys(form.mistakes).length > 0 && <Text>{t('signIn.someMistakes')}</Text>}
      </div>
    </>
  );
}
