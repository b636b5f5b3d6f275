import { useState } from 'react';
import type { Registration, SignInDefaults } from '../../../electron/contract/sign-in.ts';
import { startDraft, type SignInDraft, toKind } from '../../state/sign-in-draft.ts';
import { useApp } from '../../state/store.ts';
import type { Again } from './to-request.ts';
import { scopeNames } from '../../words/scopes.ts';

export function useDraft(defaults: SignInDefaults, registration: Registration | null, again: Again | null) {
  const keepDraft = useApp((state) => state.keepSignInDraft);
  const [draft, setDraft] = useState(() => {
    if (again !== null) return toDraftOf(again, defaults);
    const fresh = startDraft(defaults, registration);
    const kept = useApp.getState().signInDraft;
    if (kept === null) return fresh;
    if (registration === null) return kept;
    const { clientId, kind, tenant, cloud, authority } = fresh;
    return { ...kept, clientId, kind, tenant, cloud, authority };
  });
  const change = (patch: Partial<SignInDraft>) => {
    const next = { ...draft, ...patch };
    setDraft((before) => ({ ...before, ...patch }));
    if (again === null) keepDraft(next);
  };
  return { draft, change };
}

function toDraftOf({ account, scopes }: Again, defaults: SignInDefaults): SignInDraft {
  const requestedScopes = scopeNames.filter(
    (scope) => account.granted.includes(scope) || scopes.includes(scope),
  );
  const fresh = startDraft(defaults, null);
  return {
    ...fresh,
    ...toKind(account.tenant),
    method: account.kind === 'app' ? 'secret' : 'browser',
    cloud: account.cloud,
    scopes: requestedScopes.length === 0 ? fresh.scopes : requestedScopes,
    keep: defaults.canSeal ? account.credentials : 'session',
    username: account.address,
    advancedOpen: account.kind === 'app',
  };
}
