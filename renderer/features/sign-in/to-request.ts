import type { Account, Credentials } from '../../../electron/contract/records.ts';
import type { Registration, ScopeName, SignInRequest } from '../../../electron/contract/sign-in.ts';
import type { SignInDraft } from '../../state/sign-in-draft.ts';
import { isAppMethod, type Secrets } from './validate-draft.ts';

export interface Again {
  account: Account;
  scopes: readonly ScopeName[];
}

const segments = { any: 'common', personal: 'consumers', work: 'organizations' } as const;

export function toRegistration(draft: SignInDraft): Registration {
  const byKind = draft.kind === 'tenant' || isAppMethod(draft) ? draft.tenant.trim() : segments[draft.kind];
  return {
    cloud: draft.cloud,
    tenant: byKind,
    clientId: draft.clientId.trim() === '' ? null : draft.clientId.trim(),
    authority: draft.authority.trim() === '' ? null : draft.authority.trim(),
  };
}

/** `tickets`: of the certificate files. */
export function toRequest(
  draft: SignInDraft,
  secrets: Secrets,
  again: Again | null,
  tickets: readonly string[] = [],
): SignInRequest {
  const common = {
    registration: toRegistration(draft),
    purpose: 'add',
    keep: draft.keep,
    accountId: again?.account.accountId ?? null,
  } as const;
  const scopes = [...draft.scopes];
  switch (draft.method) {
    case 'browser':
    case 'device':
      return { method: draft.method, ...common, scopes };
    case 'password':
      return {
        method: 'password',
        ...common,
        scopes,
        username: draft.username.trim(),
        password: secrets.password,
      };
    case 'secret':
      return {
        method: 'secret',
        ...common,
        secret: secrets.secret.trim(),
        secretExpiresAt: toInstant(draft.secretEndsOn),
      };
    case 'certificate':
      return {
        method: 'certificate',
        ...common,
        tickets: [...tickets],
        password: secrets.certificatePassword === '' ? null : secrets.certificatePassword,
      };
  }
}

export function toConsentRequest(draft: SignInDraft, keep: Credentials): SignInRequest {
  const scopes = isAppMethod(draft) ? [] : [...draft.scopes];
  return { method: 'adminConsent', registration: toRegistration(draft), purpose: 'add', keep, scopes };
}

function toInstant(day: string): string | null {
  return day === '' ? null : new Date(`${day}T23:59:59`).toISOString();
}
