import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { AppError } from '../../errors.ts';
import { toScopeNames, type AppRegistration } from '../clouds.ts';
import { createPublicApp, type MsalApp, type TokenCacheText } from '../msal-app.ts';
import type { NetworkPorts } from '../msal-network.ts';

export interface PersonGrant {
  homeAccountId: string;
  tenantId: string;
  displayName: string;
  address: string;
  granted: string[];
  accessToken: string;
  cache: string;
}

export interface FreshApp {
  msal: MsalApp<PublicClientApplication>;
  /** @throws AppError unexpectedAnswer for a response without a token or user */
  readonly toGrant: (result: AuthenticationResult | null) => PersonGrant;
}

export function createFreshApp(ports: NetworkPorts, registration: AppRegistration): FreshApp {
  let text: string | null = null;
  const cache: TokenCacheText = {
    read: async () => text,
    write: async (next) => {
      text = next;
    },
  };
  return {
    msal: createPublicApp(ports, registration, cache),
    toGrant(result) {
      const account = result?.account;
      if (result == null || account == null || result.accessToken === '' || text === null)
        throw new AppError('unexpectedAnswer');
      return {
        homeAccountId: account.homeAccountId,
        tenantId: account.tenantId,
        displayName: account.name ?? account.username,
        address: account.username,
        granted: toScopeNames(result.scopes),
        accessToken: result.accessToken,
        cache: text,
      };
    },
  };
}
