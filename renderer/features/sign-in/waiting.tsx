import { Button, Spinner, Text, Title2 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { SignIn } from '../../../electron/contract/sign-in.ts';
import type { SigningIn } from '../../api/use-sign-in.ts';
import { CopyValue } from '../../ui/copy-value.tsx';
import { useNow } from '../../ui/use-now.ts';
import { signInWords } from '../../words/sign-in.ts';
import { FocusOnMount } from './focus-on-mount.tsx';
import { useSignInStyles } from './sign-in-styles.ts';

const words = signInWords.progress;

interface Props {
  signIn: SignIn;
  signingIn: SigningIn;
}

/** While somebody signs in elsewhere: what they have to do, and what can be done here meanwhile. */
export function Waiting({ signIn, signingIn }: Props) {
  if (signIn.method === 'adminConsent') return <ConsentWaiting signIn={signIn} signingIn={signingIn} />;
  if (signIn.state === 'code' && signIn.code !== null)
    return <CodeWaiting signIn={signIn} signingIn={signingIn} />;
  if (signIn.state === 'browser') {
    return (
      <Step title={words.browser} text={words.browserText}>
        <Spinner size="small" aria-hidden />
        <TimeLeft until={signIn.until} say={words.left} />
        <Buttons signingIn={signingIn} open={words.openAgain} />
      </Step>
    );
  }
  const finishing = signIn.state === 'finishing';
  return (
    <Step title={finishing ? words.finishing : words.starting} text={finishing ? words.finishingText : null}>
      <Spinner size="small" aria-hidden />
      <Buttons signingIn={signingIn} open={null} />
    </Step>
  );
}

function CodeWaiting({ signIn, signingIn }: Props) {
  const styles = useSignInStyles();
  const { userCode = '', address = '' } = signIn.code ?? {};
  return (
    <Step title={words.code} text={null}>
      <Copied value={userCode} label={words.copyCode} large />
      <Text>{words.codeText}</Text>
      <Copied value={address} label={words.copyAddress} />
      <Text className={styles.quiet}>{words.codeWarning}</Text>
      <TimeLeft until={signIn.until} say={words.codeLeft} />
      <Buttons signingIn={signingIn} open={words.openAddress} />
    </Step>
  );
}

function ConsentWaiting({ signIn, signingIn }: Props) {
  const styles = useSignInStyles();
  const { title, text, copy, open, waiting, elsewhere } = signInWords.consent;
  return (
    <Step title={title} text={text}>
      {signIn.consentLink !== null && <Copied value={signIn.consentLink} label={copy} />}
      <Text>{waiting}</Text>
      <Text className={styles.quiet}>{elsewhere}</Text>
      <TimeLeft until={signIn.until} say={words.left} />
      <Buttons signingIn={signingIn} open={signIn.consentLink === null ? null : open} />
    </Step>
  );
}

function Copied(props: { value: string; label: string; large?: boolean }) {
  return <CopyValue {...props} copied={signInWords.copied} notCopied={signInWords.notCopied} />;
}

/** The focus goes to what is new, so that readers begin with it and Tab goes on from there. */
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

/** To look at only: nobody wants to hear every second. */
function TimeLeft({ until, say }: { until: string | null; say: (ms: number) => string }) {
  const styles = useSignInStyles();
  const now = useNow(until === null ? null : 1_000);
  if (until === null) return null;
  return (
    <Text aria-hidden className={styles.quiet}>
      {say(Math.max(0, Date.parse(until) - now))}
    </Text>
  );
}

function Buttons({ signingIn, open }: { signingIn: SigningIn; open: string | null }) {
  const styles = useSignInStyles();
  return (
    <div className={styles.buttons}>
      {open !== null && <Button onClick={() => void signingIn.openAgain()}>{open}</Button>}
      <Button onClick={() => void signingIn.cancel()}>{words.cancel}</Button>
    </div>
  );
}
