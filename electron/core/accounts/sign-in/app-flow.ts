import { AppError } from '../../errors.ts';
import { acquireAppToken, readRoles, toAppCredential } from '../app-access.ts';
import { namesOneTenant, type AppRegistration } from '../clouds.ts';
import type { Credential } from '../credential-store.ts';
import { createConfidentialApp } from '../msal-app.ts';
import { toGraphUrl } from '../person-access.ts';
import type { DriveAccess } from '../../ports.ts';
import type { Attempt } from './attempt.ts';
import { createTokenProvider } from '../token-provider.ts';

/** An app has signed in as itself. Whose drives it opens is chosen next. */
export interface AppGrant {
  registration: AppRegistration;
  credential: Credential;
  /** When secret or certificate ends, where that is known. */
  expiresAt: string | null;
  /** Application permissions that an administrator has approved. */
  roles: string[];
  /** To look for people and their drives before there is an account. */
  access: DriveAccess;
}

/** What an app proves itself with. */
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
