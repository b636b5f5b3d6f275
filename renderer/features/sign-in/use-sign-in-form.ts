import { useCallback, useLayoutEffect, useState } from 'react';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { SignInDefaults, SignInRequest } from '../../../electron/contract/sign-in.ts';
import { failureOf, offer } from '../../api/client.ts';
import { type SigningIn, useSignIn } from '../../api/use-sign-in.ts';
import type { SignInDraft, SignInMethod } from '../../state/sign-in-draft.ts';
import {
  type FieldName,
  fieldNames,
  validateDraft,
  type Mistakes,
  noSecrets,
  type Secrets,
} from './validate-draft.ts';
import { type Again, toConsentRequest, toRequest } from './to-request.ts';

export interface SignInForm {
  defaults: SignInDefaults;
  again: Again | null;
  draft: SignInDraft;
  change: (patch: Partial<SignInDraft>) => void;
  secrets: Secrets;
  changeSecrets: (patch: Partial<Secrets>) => void;
  cleared: boolean;
  /** Shown only after the first attempt to submit. */
  mistakes: Mistakes;
  signingIn: SigningIn;
  failure: Failure | null;
  submit: (method?: SignInMethod) => void;
  askForConsent: () => void;
  focusOn: (field: FieldName) => void;
}

export const toFieldId = (field: FieldName): string => `sign-in-${field}`;

const folded: readonly FieldName[] = ['scopes', 'cloud', 'authority'];

export function useSignInForm(
  defaults: SignInDefaults,
  again: Again | null,
  draft: SignInDraft,
  change: (patch: Partial<SignInDraft>) => void,
): SignInForm {
  const signingIn = useSignIn();
  const attempt = useAttempt(signingIn);
  const [tried, setTried] = useState(false);
  const focus = useFieldFocus();
  const { secrets } = attempt;
  const focusOn = (field: FieldName) => {
    if (folded.includes(field)) change({ advancedOpen: true });
    focus(field);
  };
  const changeMethod = (patch: Partial<SignInDraft>) => {
    // Don't report errors in fields that have just appeared.
    if (patch.method !== undefined && patch.method !== draft.method) setTried(false);
    change(patch.method === 'password' && draft.kind === 'any' ? { ...patch, kind: 'work' } : patch);
  };
  const submit = (method: SignInMethod = draft.method) => {
    const next = toMethod(draft, method);
    if (method !== draft.method) change(next);
    const errors = validateDraft(next, secrets, defaults, again !== null);
    const first = fieldNames.find((field) => errors[field] !== undefined);
    setTried(first !== undefined);
    if (first !== undefined) focusOn(first);
    else attempt.begin((tickets) => toRequest(next, secrets, again, tickets), next.method === 'certificate');
  };
  const { signIn } = signingIn;
  return {
    defaults,
    again,
    draft,
    change: changeMethod,
    secrets,
    changeSecrets: attempt.changeSecrets,
    cleared: attempt.cleared,
    mistakes: tried ? validateDraft(draft, secrets, defaults, again !== null) : {},
    signingIn,
    failure: attempt.refusal ?? signingIn.refusal ?? (signIn?.state === 'failed' ? signIn.failure : null),
    submit,
    askForConsent: () => attempt.begin(() => toConsentRequest(draft, draft.keep), false),
    focusOn,
  };
}

/** Keeps the organization typed for an app when switching to a person. */
function toMethod(draft: SignInDraft, method: SignInMethod): SignInDraft {
  const isTyped = draft.kind === 'any' && draft.tenant.trim() !== '';
  return { ...draft, method, ...(isTyped ? { kind: 'tenant' as const } : {}) };
}

/** Holds secrets only until they are sent. Chosen files stay and are offered again for each attempt. */
function useAttempt(signingIn: SigningIn) {
  const [secrets, setSecrets] = useState(noSecrets);
  const [cleared, setCleared] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const begin = (buildRequest: (tickets: string[]) => SignInRequest, withFiles: boolean) => {
    setRefusal(null);
    const offered = withFiles ? offer(secrets.files) : Promise.resolve([]);
    void (async () => {
      try {
        const request = buildRequest((await offered).map(({ ticket }) => ticket));
        setCleared(secrets.password + secrets.secret + secrets.certificatePassword !== '');
        setSecrets({ ...noSecrets, files: secrets.files });
        await signingIn.begin(request);
      } catch (thrown) {
        setRefusal(failureOf(thrown));
      }
    })();
  };
  const changeSecrets = (patch: Partial<Secrets>) => {
    setCleared(false);
    setSecrets((before) => ({ ...before, ...patch }));
  };
  return { secrets, changeSecrets, cleared, refusal, begin };
}

/** The field may appear only after the next render. */
function useFieldFocus() {
  const [target, setTarget] = useState<{ field: FieldName } | null>(null);
  useLayoutEffect(() => {
    if (target !== null) document.getElementById(toFieldId(target.field))?.focus();
  }, [target]);
  return useCallback((field: FieldName) => setTarget({ field }), []);
}
