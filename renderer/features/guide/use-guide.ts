import { useState } from 'react';
import type { Cloud } from '../../../electron/contract/records.ts';
import type { ScopeName, SignInRequest } from '../../../electron/contract/sign-in.ts';
import { accessLevels, type GuideUse } from '../../words/guide.ts';

export type AccessLevel = keyof typeof accessLevels;

/** The secret stays in its input. */
export interface GuideDraft {
  use: GuideUse;
  cloud: Cloud;
  accessLevel: AccessLevel;
  clientId: string;
  tenant: string;
}

export function useGuide() {
  const [draft, setDraft] = useState<GuideDraft>({
    use: 'person',
    cloud: 'global',
    accessLevel: 'changeMine',
    clientId: '',
    tenant: '',
  });
  const change = (patch: Partial<GuideDraft>) =>
    setDraft((before) => {
      const after = { ...before, ...patch };
      return scopesOf(after).length > 0 ? after : { ...after, accessLevel: 'changeMine' };
    });
  return { draft, change };
}

/** Empty if this use doesn't offer the access level. */
export const scopesOf = ({
  use,
  accessLevel,
}: Pick<GuideDraft, 'use' | 'accessLevel'>): readonly ScopeName[] => accessLevels[accessLevel][use] ?? [];

const clientIdShape = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Empty input isn't an error. */
export function validateDraft({ use, clientId, tenant }: GuideDraft): {
  clientId: boolean;
  tenant: boolean;
  ready: boolean;
} {
  const id = clientId.trim();
  const organization = tenant.trim().toLowerCase();
  const shared = ['common', 'organizations', 'consumers'].includes(organization);
  const clientIdWrong = id !== '' && !clientIdShape.test(id);
  const tenantWrong = organization !== '' && use === 'app' && shared;
  return {
    clientId: clientIdWrong,
    tenant: tenantWrong,
    ready: id !== '' && organization !== '' && !clientIdWrong && !tenantWrong,
  };
}

export const toRegistration = ({ cloud, clientId, tenant }: GuideDraft): SignInRequest['registration'] => ({
  cloud,
  tenant: tenant.trim(),
  clientId: clientId.trim(),
  authority: null,
});

export function toCheck(draft: GuideDraft, secret: string): SignInRequest {
  const common = { registration: toRegistration(draft), purpose: 'check', keep: 'session' } as const;
  return draft.use === 'person'
    ? { method: 'browser', ...common, scopes: [...scopesOf(draft)], accountId: null }
    : { method: 'secret', ...common, accountId: null, secret: secret.trim(), secretExpiresAt: null };
}
