import type { Cloud } from '../../contract/records.ts';
import type { ScopeName } from '../../contract/sign-in.ts';
import type { Policy } from './policy.ts';

/** What the publisher of this build put into it. */
export interface BuiltIn {
  /** Of the publisher's app registration; null: everyone brings their own. */
  clientId: string | null;
  /** Where updates are looked for; null: nowhere. */
  updateFeed: string | null;
}

export const nothingBuiltIn: BuiltIn = { clientId: null, updateFeed: null };

/** What a person chose or a setting keeps; null where they leave it to others. */
export interface WantedRegistration {
  cloud: Cloud | null;
  tenant: string | null;
  clientId: string | null;
  authority: string | null;
}

/** As which app, where, somebody may sign in now. */
export interface EffectiveRegistration {
  /** null: the administrator's value could not be understood, and nobody signs in until it is. */
  cloud: Cloud | null;
  tenant: string | null;
  /** null: nobody brought one. */
  clientId: string | null;
  /** A custom authority would lead around a fixed cloud or tenant: null then. */
  authority: string | null;
}

const nothingWanted: WantedRegistration = { cloud: null, tenant: null, clientId: null, authority: null };

/** The administrator's word before the person's, the person's before the build's. */
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

/** Those of the wanted scopes that the administrator does not allow; empty when all may be asked for. */
export function findRefusedScopes(policy: Policy, wanted: readonly ScopeName[]): ScopeName[] {
  const { allowedScopes } = policy;
  return allowedScopes === null ? [] : wanted.filter((scope) => !allowedScopes.includes(scope));
}

/** Where updates are looked for: null means nowhere. Never a person's choice. */
export function resolveFeed(policy: Policy, builtIn: BuiltIn): string | null {
  return policy.locked.includes('updateFeed') ? policy.updateFeed : builtIn.updateFeed;
}
