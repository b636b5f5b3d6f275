import { Button, Spinner, Text, Title2 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { SignIn } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import type { SigningIn } from '../../api/use-sign-in.ts';
import { CopyValue } from '../../ui/copy-value.tsx';
import { useNow } from '../../ui/use-now.ts';
import { formatDuration } from '../../words/format.ts';
import { FocusOnMount } from './focus-on-mount.tsx';
import { useSignInStyles } from './sign-in-styles.ts';

interface Props {
  signIn: SignIn;
  signingIn: SigningIn;
}

export function Waiting({ signIn, signingIn }: Props) {
  if (signIn.method === 'adminConsent') return <ConsentWaiting signIn={signIn} signingIn={signingIn} />;
  if (signIn.state === 'code' && signIn.code !== null)
    return <CodeWaiting signIn={signIn} signingIn={signingIn} />;
  if (signIn.state === 'browser') {
    return (
      <Step title={t('signIn.progress.browser')} text={t('signIn.progress.browserText')}>
        <Spinner size="small" aria-hidden />
        <TimeLeft until={signIn.until} message="signIn.progress.left" />
        <Buttons signingIn={signingIn} open={t('signIn.progress.openAgain')} />
      </Step>
    );
  }
  const finishing = signIn.state === 'finishing';
  return (
    <Step
      title={finishing ? t('signIn.progress.finishing') : t('signIn.progress.starting')}
      text={finishing ? t('signIn.progress.finishingText') : null}
    >
      <Spinner size="small" aria-hidden />
      <Buttons signingIn={signingIn} open={null} />
    </Step>
  );
}

function CodeWaiting({ signIn, signingIn }: Props) {
  const styles = useSignInStyles();
  const { userCode = '', address = '' } = signIn.code ?? {};
  return (
    <Step title={t('signIn.progress.code')} text={null}>
      <Copied value={userCode} label={t('signIn.progress.copyCode')} large />
      <Text>{t('signIn.progress.codeText')}</Text>
      <Copied value={address} label={t('signIn.progress.copyAddress')} />
      <Text className={styles.quiet}>{t('signIn.progress.codeWarning')}</Text>
      <TimeLeft until={signIn.until} message="signIn.progress.codeLeft" />
      <Buttons signingIn={signingIn} open={t('signIn.progress.openAddress')} />
    </Step>
  );
}

function ConsentWaiting({ signIn, signingIn }: Props) {
  const styles = useSignInStyles();
  return (
    <Step title={t('signIn.consent.title')} text={t('signIn.consent.text')}>
      {signIn.consentLink !== null && <Copied value={signIn.consentLink} label={t('signIn.consent.copy')} />}
      <Text>{t('signIn.consent.waiting')}</Text>
      <Text className={styles.quiet}>{t('signIn.consent.elsewhere')}</Text>
      <TimeLeft until={signIn.until} message="signIn.progress.left" />
      <Buttons signingIn={signingIn} open={signIn.consentLink === null ? null : t('signIn.consent.open')} />
    </Step>
  );
}

function Copied(props: { value: string; label: string; large?: boolean }) {
  return <CopyValue {...props} copied={t('app.copied')} notCopied={t('app.notCopiedSelect')} />;
}

/** Focuses the new step, so that screen readers begin with it and Tab continues from there. */
function Step({ title, text, children }: { title: string; text: string | null; children: ReactNode }) {
  const styles = useSignInStyles();
  return (
    <>
      <FocusOnMount key={title}>
        <Title2 as="h1">{title}</Title2>
        {text !== null && (
          <Text block className={styles.lead}>
            {text}
          </Text>
        )}
      </FocusOnMount>
      <div className={styles.progress}>{children}</div>
    </>
  );
}

interface TimeLeftProps {
  until: string | null;
  message: 'signIn.progress.left' | 'signIn.progress.codeLeft';
}

/** Not announced, because it changes every second. */
function TimeLeft({ until, message }: TimeLeftProps) {
  const styles = useSignInStyles();
  const now = useNow(until === null ? null : 1_000);
  if (until === null) return null;
  return (
    <Text aria-hidden className={styles.quiet}>
      {t(message, { time: formatDuration(Math.max(0, Date.parse(until) - now)) })}
    </Text>
  );
}

function Buttons({ signingIn, open }: { signingIn: SigningIn; open: string | null }) {
  const styles = useSignInStyles();
  return (
    <div className={styles.buttons}>
      {open !== null && <Button onClick={() => void signingIn.openAgain()}>{open}</Button>}
      <Button onClick={() => void signingIn.cancel()}>{t('app.cancel')}</Button>
    </div>
  );
}
