import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { Failure } from '../../../electron/contract/errors.ts';
import { useApp } from '../../state/store.ts';
import { FailureDetails } from '../../ui/failure-details.tsx';
import { toFailureWords } from '../../words/failures.ts';
import { signInWords } from '../../words/sign-in.ts';
import { Arrival } from './arrival.tsx';
import { useSignInStyles } from './sign-in-styles.ts';
import { toFieldId, type SignInForm } from './use-sign-in-form.ts';

const words = signInWords.actions;

/** What went wrong, and the one thing that helps, as a button that does it. */
export function SignInFailure({ form, failure }: { form: SignInForm; failure: Failure }) {
  const styles = useSignInStyles();
  const cure = useCure(form, failure);
  const { title, text } = toFailureWords(failure);
  return (
    <Arrival key={toKey(failure)}>
      <MessageBar intent="error" layout="multiline" role="alert" className={styles.failure}>
        <MessageBarBody className={styles.failureBody}>
          <MessageBarTitle>{title}</MessageBarTitle>
          <div>{text}</div>
          <div className={styles.failureButtons}>
            {cure !== null && (
              <Button appearance="primary" size="small" onClick={cure.run}>
                {cure.label}
              </Button>
            )}
            <FailureDetails failure={failure} />
          </div>
        </MessageBarBody>
      </MessageBar>
    </Arrival>
  );
}

/** A failure is told anew each time, the same one, too. */
const toKey = ({ code, details }: Failure): string => `${code} ${details?.at ?? ''}`;

interface Cure {
  label: string;
  run: () => void;
}

function useCure(form: SignInForm, failure: Failure): Cure | null {
  const go = useApp((state) => state.go);
  const { submit, focusOn, change, draft } = form;
  // Some failures have a better cure here than the one they have anywhere.
  if (failure.code === 'wrongCloud') return { label: words.chooseCloud, run: () => focusOn('cloud') };
  if (failure.code === 'wrongAudience') return { label: words.chooseKind, run: () => showKind(form) };
  if (failure.code === 'codeExpired') return { label: words.newCode, run: () => submit('device') };
  if (failure.code === 'cannotSeal') {
    return { label: words.session, run: () => change({ keep: 'session' }) };
  }
  switch (toFailureWords(failure).action) {
    case 'retry':
      return { label: words.retry, run: () => submit() };
    case 'signIn':
      return { label: words.signIn, run: () => submit() };
    case 'useBrowser':
      return draft.way === 'browser'
        ? { label: words.retry, run: () => submit() }
        : { label: words.inBrowser, run: () => submit('browser') };
    case 'useCode':
      return { label: words.withCode, run: () => submit('device') };
    case 'chooseTenant':
      return { label: words.chooseTenant, run: () => showTenant(form) };
    case 'adminConsent':
      return { label: words.adminConsent, run: form.askForConsent };
    case 'openGuide':
      return { label: words.openGuide, run: () => go({ name: 'guide' }) };
    case 'chooseAgain':
      return {
        label: words.chooseAgain,
        run: () => document.getElementById(toFieldId('certificate'))?.click(),
      };
    default:
      return null;
  }
}

function showTenant({ change, focusOn }: SignInForm): void {
  change({ kind: 'tenant' });
  focusOn('tenant');
}

function showKind({ change, focusOn, defaults, draft }: SignInForm): void {
  if (defaults.hasClientId && draft.way === 'browser') change({ advancedOpen: true });
  focusOn('kind');
}
