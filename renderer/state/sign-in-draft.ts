import type { Cloud, Credentials } from '../../electron/contract/records.ts';
import type { Registration, ScopeName, SignInDefaults } from '../../electron/contract/sign-in.ts';

/** What a person can choose from; administrator consent is requested elsewhere. */
export type SignInMethod = 'browser' | 'device' | 'password' | 'secret' | 'certificate';

/** "any": Microsoft's page determines the kind. */
export type AccountKind = 'any' | 'personal' | 'work' | 'tenant';

/** What was typed and chosen in the sign-in form. Nothing secret is in it: that lives in its boxes only. */
export interface SignInDraft {
  method: SignInMethod;
  clientId: string;
  kind: AccountKind;
  /** Domain or tenant id, for kind "tenant" and for apps. */
  tenant: string;
  cloud: Cloud;
  authority: string;
  scopes: readonly ScopeName[];
  keep: Credentials;
  username: string;
  /** "2026-11-30", or "" where the person did not say */
  secretEndsOn: string;
  advancedOpen: boolean;
}

const kinds: Readonly<Record<string, AccountKind>> = {
  common: 'any',
  consumers: 'personal',
  organizations: 'work',
};

/** How a tenant segment reads in the form. */
export function toKind(tenant: string): Pick<SignInDraft, 'kind' | 'tenant'> {
  const kind = kinds[tenant.toLowerCase()];
  return kind === undefined ? { kind: 'tenant', tenant } : { kind, tenant: '' };
}

/** What most people want first; where it is not allowed, the next of these. */
const preferredScopes: readonly ScopeName[] = [
  'Files.ReadWrite',
  'Files.Read',
  'Files.ReadWrite.AppFolder',
  'Files.ReadWrite.All',
  'Files.Read.All',
];

/** The form before anyone typed: from the build and the policy, or from a registration that the guide found to work. */
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
