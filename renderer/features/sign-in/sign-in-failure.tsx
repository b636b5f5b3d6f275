import { Button } from '@fluentui/react-components';
import type { Failure } from '../../../electron/contract/errors.ts';
import { useApp } from '../../state/store.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';
import { FocusOnMount } from './focus-on-mount.tsx';
import { toSuggestedAction } from './suggested-action.ts';
import type { FieldName } from './validate-draft.ts';
import { useSignInStyles } from './sign-in-styles.ts';
import { toFieldId, type SignInForm } from './use-sign-in-form.ts';

export function SignInFailure({ form, failure }: { form: SignInForm; failure: Failure }) {
  const styles = useSignInStyles();
  const action = useSuggestedAction(form, failure);
  return (
    <FocusOnMount key={toKey(failure)}>
      <FailureBar
        failure={failure}
        className={styles.failure}
        actions={
          action !== null && (
            <Button appearance="primary" size="small" onClick={action.run}>
              {action.label}
            </Button>
          )
        }
      />
    </FocusOnMount>
  );
}

/** Changes with each failure, so that a repeated one is announced again. */
const toKey = ({ code, details }: Failure): string => `${code} ${details?.at ?? ''}`;

function useSuggestedAction(form: SignInForm, failure: Failure): { label: string; run: () => void } | null {
  const go = useApp((state) => state.go);
  const { draft, defaults, again } = form;
  const action = toSuggestedAction(failure, {
    method: draft.method,
    again: again !== null,
    locked: defaults.locked,
  });
  if (action === null) return null;
  const run = () => {
    const { step } = action;
    switch (step.type) {
      case 'begin':
        return form.submit(step.method);
      case 'focus':
        return showField(form, step.field);
      case 'askForConsent':
        return form.askForConsent();
      case 'openGuide':
        return go({ name: 'guide' });
      case 'chooseFiles':
        return document.getElementById(toFieldId('certificate'))?.click();
      case 'keepForSession':
        return form.change({ keep: 'session', advancedOpen: true });
    }
  };
  return { label: action.label, run };
}

function showField({ change, focusOn, defaults, draft }: SignInForm, field: FieldName): void {
  if (field === 'tenant') change({ kind: 'tenant' });
  if (field === 'kind' && defaults.hasClientId && draft.method === 'browser') change({ advancedOpen: true });
  focusOn(field);
}
