import {
  AuthError,
  ConfidentialClientApplication,
  LogLevel,
  PublicClientApplication,
  type AccountInfo,
  type Configuration,
  type ICachePlugin,
  type NodeAuthOptions,
} from '@azure/msal-node';
import { AppError } from '../errors.ts';
import type { Moment } from './aadsts.ts';
import { toAuthority, type AppRegistration } from './clouds.ts';
import { createMsalNetwork, type NetworkPorts } from './msal-network.ts';
import { parseRefusal, toSignInError } from './sign-in-failure.ts';
import type { Token } from './token-provider.ts';

export interface TokenCacheText {
  read(): Promise<string | null>;
  write(text: string): Promise<void>;
}

export interface MsalApp<A> {
  readonly app: A;
  /** Runs one call at a time; rejects with AppError. */
  run<T>(moment: Moment, work: (app: A) => Promise<T>): Promise<T>;
  /** The claims challenge of the last refusal, as JSON text. */
  claims(): string | null;
}

/** Declares support for claims challenges: tokens then live longer and can be revoked at once. */
const clientCapabilities = ['CP1'];

export function createPublicApp(
  ports: NetworkPorts,
  registration: AppRegistration,
  cache: TokenCacheText,
): MsalApp<PublicClientApplication> {
  return wrap(ports, registration, {}, cache, (configuration) => new PublicClientApplication(configuration));
}

export type AppCredential = Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate'>;

/** Tokens are only kept in memory: a new one costs one request and needs no person. */
export function createConfidentialApp(
  ports: NetworkPorts,
  registration: AppRegistration,
  credential: AppCredential,
): MsalApp<ConfidentialClientApplication> {
  return wrap(
    ports,
    registration,
    credential,
    null,
    (configuration) => new ConfidentialClientApplication(configuration),
  );
}

function wrap<A>(
  ports: NetworkPorts,
  registration: AppRegistration,
  credential: AppCredential,
  cache: TokenCacheText | null,
  create: (configuration: Configuration) => A,
): MsalApp<A> {
  const network = createMsalNetwork(ports);
  const authority = toAuthority(registration);
  const app = create({
    auth: {
      clientId: registration.clientId,
      authority,
      clientCapabilities,
      ...(registration.authority === null ? {} : { knownAuthorities: [new URL(authority).host] }),
      ...credential,
    },
    system: {
      networkClient: network.module,
      // The caller decides about retries.
      disableInternalRetries: true,
      loggerOptions: { loggerCallback: () => undefined, piiLoggingEnabled: false, logLevel: LogLevel.Error },
    },
    ...(cache === null ? {} : { cache: { cachePlugin: toPlugin(cache) } }),
  });
  return {
    app,
    claims: () => network.claims(),
    async run(moment, work) {
      network.begin();
      try {
        return await work(app);
      } catch (error) {
        throw network.trouble(moment) ?? toOwnError(error, moment, ports.clock.now());
      }
    },
  };
}

/** Reads before the first call and writes after each change: a silent call must find the account. */
function toPlugin(cache: TokenCacheText): ICachePlugin {
  let isLoaded = false;
  return {
    async beforeCacheAccess(context) {
      if (isLoaded) return;
      const text = await cache.read();
      isLoaded = true;
      if (text !== null) context.tokenCache.deserialize(text);
    },
    async afterCacheAccess(context) {
      if (context.cacheHasChanged) await cache.write(context.tokenCache.serialize());
    },
  };
}

function toOwnError(error: unknown, moment: Moment, nowMs: number): unknown {
  if (!(error instanceof AuthError)) return error;
  const { errorCode, errorMessage, subError, correlationId } = error;
  const code = ownCodes[errorCode];
  const at = new Date(nowMs).toISOString();
  const details = {
    status: null,
    serviceCode: errorCode.slice(0, 100),
    requestId: correlationId || null,
    at,
  };
  if (code !== undefined) return new AppError(code, { details, cause: error });
  // While the service is busy, MSAL repeats its last answer, with numbers in place of the code.
  const refusal = parseRefusal(
    {
      error: errorCode,
      suberror: subError,
      error_description: errorMessage,
      error_codes: errorCode.split(' '),
    },
    null,
    null,
  );
  return refusal === null ? error : toSignInError(refusal, moment, nowMs);
}

const ownCodes: Readonly<Record<string, AppError['code']>> = {
  no_tokens_found: 'signInNeeded',
  no_account_found: 'signInNeeded',
  native_account_unavailable: 'signInNeeded',
  refresh_token_expired: 'signInNeeded',
  bad_token: 'signInNeeded',
  missing_tenant_id_error: 'tenantUnclear',
  device_code_expired: 'codeExpired',
  user_timeout_reached: 'codeExpired',
  device_code_polling_cancelled: 'cancelled',
  network_error: 'offline',
  endpoints_resolution_error: 'tenantUnknown',
  openid_config_error: 'tenantUnknown',
  untrusted_authority: 'tenantUnclear',
  url_parse_error: 'tenantUnclear',
  authority_uri_insecure: 'tenantUnclear',
};

export async function findMsalAccount(
  { app }: MsalApp<PublicClientApplication>,
  homeAccountId: string,
): Promise<AccountInfo | null> {
  const accounts = await app.getTokenCache().getAllAccounts();
  return accounts.find((account) => account.homeAccountId === homeAccountId) ?? null;
}

/** MSAL itself does not return tokens with less than five minutes left. */
export function readKeptToken({ app }: MsalApp<PublicClientApplication>): Token | null {
  const cache = JSON.parse(app.getTokenCache().serialize()) as { AccessToken?: Record<string, KeptToken> };
  const tokens = Object.values(cache.AccessToken ?? {}).map(({ secret, expires_on: expiresOn }) => ({
    text: secret ?? '',
    expiresMs: Number(expiresOn) * 1000,
  }));
  return tokens.toSorted((one, other) => other.expiresMs - one.expiresMs)[0] ?? null;
}

interface KeptToken {
  secret?: string;
  /** Seconds since 1970, as a string. */
  expires_on?: string;
}
