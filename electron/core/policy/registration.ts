import type { Cloud } from '../../contract/records.ts';
import type { ScopeName } from '../../contract/sign-in.ts';
import type { Policy } from './policy.ts';

export interface BuiltIn {
  /** The publisher's app registration; null: users bring their own. */
  clientId: string | null;
  updateFeed: string | null;
}

export const nothingBuiltIn: BuiltIn = { clientId: null, updateFeed: null };

export interface WantedRegistration {
  cloud: Cloud | null;
  tenant: string | null;
  clientId: string | null;
  authority: string | null;
}

export interface EffectiveRegistration {
  /** null: the administrator's value is invalid, so nobody can sign in. */
  cloud: Cloud | null;
  tenant: string | null;
  clientId: string | null;
  /** null if cloud or tenant are fixed: a custom authority would bypass them. */
  authority: string | null;
}

const nothingWanted: WantedRegistration = { cloud: null, tenant: null, clientId: null, authority: null };

/** The administrator's values come before the user's, and those before the build's. */
export function resolveRegistration(
  policy: Policy,
  builtIn: BuiltIn,
  wanted: WantedRegistration = nothingWanted,
): EffectiveRegistration {
  const isFixed = (field: 'cloud' | 'tenant' | 'clientId'): boolean => policy.locked.includes(field);
  return {
    cloud: isFixed('cloud') ? policy.cloud : (wanted.cloud ?? 'global'),
    tenant: isFixed('tenant') ? policy.tenant : (wanted.tenant ?? 'common'),
    clientId: isFixed('clientId') ? policy.clientId : (wanted.clientId ?? builtIn.clientId),
    authority: isFixed('cloud') || isFixed('tenant') ? null : wanted.authority,
  };
}

export function findRefusedScopes(policy: Policy, wanted: readonly ScopeName[]): ScopeName[] {
  const { allowedScopes } = policy;
  return allowedScopes === null ? [] : wanted.filter((scope) => !allowedScopes.includes(scope));
}

/** null: none. Users can't choose it. */
export function resolveFeed(policy: Policy, builtIn: BuiltIn): string | null {
  return policy.locked.includes('updateFeed') ? policy.updateFeed : builtIn.updateFeed;
}
