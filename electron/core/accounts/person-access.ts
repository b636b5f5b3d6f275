import type { PublicClientApplication } from '@azure/msal-node';
import { AppError } from '../errors.ts';
import type { DriveAccess } from '../ports.ts';
import { clouds, toGraphScopes } from './clouds.ts';
import type { AccountRecord, Identity } from './account-store.ts';
import { noCredential, type CredentialStore } from './credential-store.ts';
import {
  createPublicApp,
  findMsalAccount,
  readKeptToken,
  type MsalApp,
  type TokenCacheText,
} from './msal-app.ts';
import type { NetworkPorts } from './msal-network.ts';
import { createTokenProvider, type Token } from './token-provider.ts';

export interface AccessDeps {
  ports: NetworkPorts;
  credentials: CredentialStore;
  refused(accountId: string, failure: AppError, claims: string | null): void;
}

/** "https://graph.microsoft.com/v1.0" */
export const toGraphUrl = (cloud: AccountRecord['account']['cloud']): string =>
  `${clouds[cloud].graphRoot}/v1.0`;

export function createPersonAccess(
  deps: AccessDeps,
  record: () => AccountRecord,
  identity: Extract<Identity, { kind: 'person' }>,
): DriveAccess {
  const { ports, credentials } = deps;
  const { account } = record();
  let opened: MsalApp<PublicClientApplication> | null = null;
  /** Graph's latest claims challenge: if a silent request can't satisfy it, the next sign-in has to. */
  let asked: string | null = null;

  const open = async (): Promise<MsalApp<PublicClientApplication>> => {
    if (opened !== null) return opened;
    const kept = await credentials.read(account);
    if (kept?.cache == null) throw new AppError('signInNeeded');
    const cache: TokenCacheText = {
      read: async () => kept.cache,
      write: (text) => credentials.write(account, { ...noCredential, cache: text }),
    };
    opened = createPublicApp(ports, identity.registration, cache);
    return opened;
  };

  const acquire = async (force: boolean, claims: string | null): Promise<Token> => {
    asked = claims ?? asked;
    const msal = await open();
    const person = await findMsalAccount(msal, identity.homeAccountId);
    if (person === null) throw new AppError('signInNeeded');
    const scopes = toGraphScopes(account.cloud, record().account.granted);
    const result = await msal.run('refreshing', (app) =>
      app.acquireTokenSilent({
        account: person,
        scopes,
        forceRefresh: force,
        ...(claims === null ? {} : { claims }),
      }),
    );
    asked = null;
    return { text: result.accessToken, expiresMs: result.expiresOn?.getTime() ?? ports.clock.now() };
  };

  const keeper = createTokenProvider({
    clock: ports.clock,
    acquire,
    kept: async () => (opened === null ? null : readKeptToken(opened)),
    refused: (failure) => deps.refused(account.accountId, failure, opened?.claims() ?? asked),
  });
  return {
    graphUrl: toGraphUrl(account.cloud),
    token: (stale, claims) => keeper.token(stale, claims),
    rejected: (failure) => deps.refused(account.accountId, failure, null),
  };
}
