import { AppError } from '../../errors.ts';
import { acquireAppToken, readRoles, toAppCredential } from '../app-access.ts';
import { namesOneTenant, type AppRegistration } from '../clouds.ts';
import type { Credential } from '../credential-store.ts';
import { createConfidentialApp } from '../msal-app.ts';
import { toGraphUrl } from '../person-access.ts';
import type { DriveAccess } from '../../ports.ts';
import type { Attempt } from './attempt.ts';
import { createTokenProvider } from '../token-provider.ts';

export interface AppGrant {
  registration: AppRegistration;
  credential: Credential;
  expiresAt: string | null;
  roles: string[];
  access: DriveAccess;
}

export interface AppProof {
  credential: Credential;
  expiresAt: string | null;
}

/** @throws AppError tenantUnclear: an app can't sign in to "common" */
export async function signInAsApp(
  { ports, registration }: Pick<Attempt, 'ports' | 'registration'>,
  { credential, expiresAt }: AppProof,
): Promise<AppGrant> {
  if (registration.authority === null && !namesOneTenant(registration.tenant))
    throw new AppError('tenantUnclear', { subject: registration.tenant });
  const msal = createConfidentialApp(ports, registration, toAppCredential(credential));
  const keeper = createTokenProvider({
    clock: ports.clock,
    acquire: (force, claims) => acquireAppToken(msal, registration, ports, force, claims),
    refused: () => undefined,
  });
  const { text } = await acquireAppToken(msal, registration, ports, false, null);
  return {
    registration,
    credential,
    expiresAt,
    roles: readRoles(text),
    access: {
      graphUrl: toGraphUrl(registration.cloud),
      token: (stale, claims) => keeper.token(stale, claims),
    },
  };
}
