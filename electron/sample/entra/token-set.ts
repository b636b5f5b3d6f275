import { randomBytes } from 'node:crypto';
import { toGraphHost } from '../model/clouds.ts';
import type { Person } from '../model/people.ts';
import type { Tenant } from '../model/tenants.ts';
import { toGraphScopes } from './consent.ts';
import type { SignedIn } from './directory.ts';
import type { Registration } from './registration.ts';
import type { SignInContext } from './sign-in-context.ts';

const LIFE_SECONDS = 3599;
/** Requested by every client library, but never listed in the response's scopes. */
const PROTOCOL_SCOPES = new Set(['offline_access']);

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A JWT whose signature is not checked; the service remembers the tokens it issued. */
function toJwt(claims: object): string {
  return [
    encode({ typ: 'JWT', alg: 'RS256', kid: 'sample' }),
    encode(claims),
    randomBytes(32).toString('base64url'),
  ].join('.');
}

/** Always names the own organization, also for a guest of another one. */
export function toClientInfo({ id, home }: Person, tenantId: string): string {
  return encode({ uid: home?.personId ?? id, utid: home?.tenantId ?? tenantId });
}

interface Times {
  iat: number;
  nbf: number;
  exp: number;
}

function toTimes(nowMs: number): Times {
  const iat = Math.floor(nowMs / 1000);
  return { iat, nbf: iat, exp: iat + LIFE_SECONDS };
}

export function toPersonTokens(
  context: SignInContext,
  grant: SignedIn & { app: Registration; scopes: readonly string[]; nonce: string | null },
): Record<string, unknown> {
  const { person, tenantId, strong, app, scopes } = grant;
  const { directory, clock, tokens, issuerOrigin } = context;
  const times = toTimes(clock.now());
  const resourceScopes = toGraphScopes(scopes);
  const cloud = directory.tenants.find(tenantId)?.cloud ?? 'global';
  const accessToken = toJwt({
    aud: `https://${toGraphHost(cloud)}`,
    tid: tenantId,
    oid: person.id,
    appid: app.clientId,
    scp: resourceScopes.join(' '),
    ...times,
  });
  directory.secrets.add(accessToken);
  tokens.admit(accessToken, { person, tenantId, permissions: resourceScopes }, times.exp * 1000);
  const idToken = toJwt({
    ver: '2.0',
    iss: `${issuerOrigin}/${tenantId}/v2.0`,
    aud: app.clientId,
    sub: person.id,
    oid: person.id,
    tid: tenantId,
    name: person.displayName,
    preferred_username: person.home?.email ?? person.email,
    ...(grant.nonce === null ? {} : { nonce: grant.nonce }),
    ...times,
  });
  return {
    token_type: 'Bearer',
    scope: scopes.filter((scope) => !PROTOCOL_SCOPES.has(scope)).join(' '),
    expires_in: LIFE_SECONDS,
    ext_expires_in: LIFE_SECONDS,
    access_token: accessToken,
    refresh_token: directory.newRefreshToken({
      person,
      tenantId,
      strong,
      clientId: app.clientId,
      scopes: [...scopes],
    }),
    id_token: idToken,
    client_info: toClientInfo(person, tenantId),
  };
}

/** Without a granted application permission it has no roles, and Graph refuses it. */
export function toAppTokens(
  context: SignInContext,
  app: Registration,
  tenant: Tenant,
): Record<string, unknown> {
  const times = toTimes(context.clock.now());
  const accessToken = toJwt({
    aud: `https://${toGraphHost(tenant.cloud)}`,
    tid: tenant.id,
    appid: app.clientId,
    ...(app.roles.length === 0 ? {} : { roles: app.roles }),
    ...times,
  });
  context.directory.secrets.add(accessToken);
  context.tokens.admit(
    accessToken,
    { person: null, tenantId: tenant.id, permissions: [...app.roles] },
    times.exp * 1000,
  );
  return {
    token_type: 'Bearer',
    expires_in: LIFE_SECONDS,
    ext_expires_in: LIFE_SECONDS,
    access_token: accessToken,
  };
}
