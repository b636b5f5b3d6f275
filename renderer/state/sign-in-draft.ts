import type { Cloud, Credentials } from '../../electron/contract/records.ts';
import type { Registration, ScopeName, SignInDefaults } from '../../electron/contract/sign-in.ts';

export type SignInMethod = 'browser' | 'device' | 'password' | 'secret' | 'certificate';

/** "any": Microsoft's page determines the kind. */
export type AccountKind = 'any' | 'personal' | 'work' | 'tenant';

/** Secrets stay in their inputs. */
export interface SignInDraft {
  method: SignInMethod;
  clientId: string;
  kind: AccountKind;
  /** A domain or tenant id, for kind "tenant" and for apps. */
  tenant: string;
  cloud: Cloud;
  authority: string;
  scopes: readonly ScopeName[];
  keep: Credentials;
  username: string;
  /** "2026-11-30", or "" if not entered */
  secretEndsOn: string;
  advancedOpen: boolean;
}

const kinds: Readonly<Record<string, AccountKind>> = {
  common: 'any',
  consumers: 'personal',
  organizations: 'work',
};

export function toKind(tenant: string): Pick<SignInDraft, 'kind' | 'tenant'> {
  const kind = kinds[tenant.toLowerCase()];
  return kind === undefined ? { kind: 'tenant', tenant } : { kind, tenant: '' };
}

const preferredScopes: readonly ScopeName[] = [
  'Files.ReadWrite',
  'Files.Read',
  'Files.ReadWrite.AppFolder',
  'Files.ReadWrite.All',
  'Files.Read.All',
];

/** `registration`: tested by the guide. */
export function startDraft(defaults: SignInDefaults, registration: Registration | null): SignInDraft {
  const allowed = defaults.allowedScopes;
  const scope = preferredScopes.find((each) => allowed === null || allowed.includes(each));
  return {
    method: 'browser',
    clientId: registration?.clientId ?? '',
    ...toKind(
      defaults.locked.includes('tenant') ? defaults.tenant : (registration?.tenant ?? defaults.tenant),
    ),
    cloud: defaults.locked.includes('cloud') ? defaults.cloud : (registration?.cloud ?? defaults.cloud),
    authority: registration?.authority ?? '',
    scopes: scope === undefined ? [] : [scope],
    keep: defaults.canSeal ? 'sealed' : 'session',
    username: '',
    secretEndsOn: '',
    advancedOpen: false,
  };
}
