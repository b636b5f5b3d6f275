import type { ConfidentialClientApplication } from '@azure/msal-node';
import { AppError } from '../errors.ts';
import type { DriveAccess } from '../ports.ts';
import type { AccountRecord, Identity } from './account-store.ts';
import { toDefaultScope, type AppRegistration } from './clouds.ts';
import { readUnattended } from './app-only/unattended.ts';
import type { Credential } from './credential-store.ts';
import { createConfidentialApp, type AppCredential, type MsalApp } from './msal-app.ts';
import type { NetworkPorts } from './msal-network.ts';
import { toGraphUrl, type AccessDeps } from './person-access.ts';
import { createTokenProvider, type Token } from './token-provider.ts';

export function createAppAccess(
  deps: AccessDeps,
  record: () => AccountRecord,
  identity: Extract<Identity, { kind: 'app' }>,
): DriveAccess {
  const { ports, credentials } = deps;
  const { account } = record();
  let opened: MsalApp<ConfidentialClientApplication> | null = null;

  const readCredential = async () =>
    identity.source === null
      ? credentials.read(account)
      : (await readUnattended(identity.source, ports.clock.now())).credential;

  const acquire = async (force: boolean, claims: string | null): Promise<Token> => {
    opened ??= createConfidentialApp(ports, identity.registration, toAppCredential(await readCredential()));
    return acquireAppToken(opened, identity.registration, ports, force, claims);
  };

  const keeper = createTokenProvider({
    clock: ports.clock,
    acquire,
    refused: (failure) => deps.refused(account.accountId, failure, null),
  });
  return {
    graphUrl: toGraphUrl(account.cloud),
    token: (stale, claims) => keeper.token(stale, claims),
    rejected: (failure) => deps.refused(account.accountId, failure, null),
  };
}

/** @throws AppError signInNeeded without a stored credential */
export function toAppCredential(credential: Credential | null): AppCredential {
  if (credential?.secret != null) return { clientSecret: credential.secret };
  if (credential?.certificate == null) throw new AppError('signInNeeded');
  const { thumbprintSha256, privateKey, x5c } = credential.certificate;
  return {
    clientCertificate: { thumbprintSha256, privateKey, ...(x5c === null ? {} : { x5c }) },
  };
}

/** @throws AppError noApplicationRoles if no application permission has been approved for the app */
export async function acquireAppToken(
  msal: MsalApp<ConfidentialClientApplication>,
  { cloud }: AppRegistration,
  { clock }: NetworkPorts,
  force: boolean,
  claims: string | null,
): Promise<Token> {
  const result = await msal.run('refreshing', (app) =>
    app.acquireTokenByClientCredential({
      scopes: [toDefaultScope(cloud)],
      skipCache: force,
      ...(claims === null ? {} : { claims }),
    }),
  );
  const text = result?.accessToken ?? '';
  if (text !== '' && readRoles(text).length === 0) throw new AppError('noApplicationRoles');
  return { text, expiresMs: result?.expiresOn?.getTime() ?? clock.now() };
}

/** Graph rejects a token with neither `scp` nor `roles`. */
export function readRoles(token: string): string[] {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const roles = (claims as { roles?: unknown } | null)?.roles;
    return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
  } catch {
    return [];
  }
}
