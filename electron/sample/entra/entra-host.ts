import type { SampleClock } from '../clock.ts';
import { toJson, type Answer, type Host } from '../http/exchange.ts';
import type { Tokens } from '../model/tokens.ts';
import { toRefusal, toRefusalAnswer } from './aadsts.ts';
import { adminConsent, authorize, deviceAuth } from './authorize.ts';
import type { Directory } from './directory.ts';
import type { EntraScene } from './scene.ts';
import { deviceCode, token } from './token-endpoint.ts';

interface EntraRoute {
  method: string;
  path: string;
  label: string;
  run(scene: EntraScene): Promise<Answer> | Answer;
}

export const ENTRA_ROUTES: EntraRoute[] = [
  {
    method: 'GET',
    path: '/v2.0/.well-known/openid-configuration',
    label: 'GET openid-configuration',
    run: metadata,
  },
  { method: 'GET', path: '/discovery/v2.0/keys', label: 'GET keys', run: () => toJson(200, { keys: [] }) },
  { method: 'GET', path: '/oauth2/v2.0/authorize', label: 'GET authorize', run: authorize },
  { method: 'GET', path: '/oauth2/deviceauth', label: 'GET deviceauth', run: deviceAuth },
  { method: 'POST', path: '/oauth2/v2.0/devicecode', label: 'POST devicecode', run: deviceCode },
  { method: 'POST', path: '/oauth2/v2.0/token', label: 'POST token', run: token },
  { method: 'GET', path: '/v2.0/adminconsent', label: 'GET adminconsent', run: adminConsent },
  { method: 'GET', path: '/adminconsent', label: 'GET adminconsent', run: adminConsent },
];

/** "login.microsoftonline.com" itself: metadata, sign-in pages, tokens. */
export function createEntraHost(setting: {
  clock: SampleClock;
  tokens: Tokens;
  directory: Directory;
  issuerOrigin: string;
}): Host {
  return {
    match(ask) {
      const [, tenantSegment = '', rest = ''] = /^\/([^/]+)(\/.*)$/.exec(ask.path) ?? [];
      const route = ENTRA_ROUTES.find((one) => one.method === ask.method && one.path === rest);
      return {
        label: route?.label ?? `${ask.method} unknown`,
        async run() {
          const tenantId = setting.directory.tenantIdOf(decodeURIComponent(tenantSegment));
          if (tenantId === null) return toRefusalAnswer(toRefusal(90002), ask, setting.clock.now());
          if (route === undefined)
            return toRefusalAnswer(toRefusal(90014, { status: 404 }), ask, setting.clock.now());
          return route.run({ ...setting, ask, tenantSegment, tenantId });
        },
      };
    },
  };
}

/** Endpoints carry the tenant as asked for; the issuer of the tenant-less ones holds a placeholder. */
function metadata({ issuerOrigin, tenantSegment, tenantId }: EntraScene): Answer {
  const base = `${issuerOrigin}/${tenantSegment}`;
  const anyTenant = ['common', 'organizations'].includes(tenantSegment);
  return toJson(200, {
    issuer: `${issuerOrigin}/${anyTenant ? '{tenantid}' : tenantId}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['pairwise'],
    tenant_region_scope: null,
    cloud_instance_name: 'microsoftonline.com',
  });
}
