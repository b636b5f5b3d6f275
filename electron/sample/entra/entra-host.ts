import type { SampleClock } from '../clock.ts';
import { toJson, type ServiceResponse, type ServiceRequest, type Host } from '../http/exchange.ts';
import type { Tokens } from '../model/tokens.ts';
import { toRefusal, toRefusalResponse } from './aadsts.ts';
import { cloudsAt, knownHost, MEANT_FOR, SIGN_IN_HOSTS } from '../model/clouds.ts';
import { adminConsent, oldAdminConsent } from './admin-consent.ts';
import { authorize } from './authorize.ts';
import { deviceAuth } from './device-auth.ts';
import type { Directory } from './directory.ts';
import { isForeign, type SignInContext } from './sign-in-context.ts';
import { deviceCode, token } from './token-endpoint.ts';

interface EntraRoute {
  method: string;
  path: string;
  label: string;
  run(context: SignInContext): Promise<ServiceResponse> | ServiceResponse;
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
  { method: 'GET', path: '/adminconsent', label: 'GET adminconsent', run: oldAdminConsent },
];

/**
 * A request for one of the real sign-in hosts is answered for its cloud; one for the loopback address, for
 * all clouds.
 */
export function createEntraHost(setting: {
  clock: SampleClock;
  tokens: Tokens;
  directory: Directory;
  issuerOrigin: string;
}): Host {
  return {
    match(request) {
      const [, tenantSegment = '', rest = ''] = /^\/([^/]+)(\/.*)$/.exec(request.path) ?? [];
      const route = ENTRA_ROUTES.find((one) => one.method === request.method && one.path === rest);
      return {
        label: route?.label ?? `${request.method} unknown`,
        run: () => run(request, tenantSegment, route),
      };
    },
  };

  async function run(
    request: ServiceRequest,
    segment: string,
    route: EntraRoute | undefined,
  ): Promise<ServiceResponse> {
    const refuse = (number: number, more = {}): ServiceResponse =>
      toRefusalResponse(toRefusal(number, more), request, setting.clock.now());
    const host = knownHost(request.header(MEANT_FOR), SIGN_IN_HOSTS);
    const tenantSegment = decodeURIComponent(segment).toLowerCase();
    const { tenants } = setting.directory;
    const tenant = tenantSegment === 'consumers' ? tenants.consumers : tenants.find(tenantSegment);
    if (tenant === null && !['common', 'organizations'].includes(tenantSegment)) return refuse(90002);
    if (route === undefined) return refuse(90014, { status: 404 });
    const issuerOrigin = host === null ? setting.issuerOrigin : `https://${host}`;
    const context = { ...setting, request, tenantSegment, tenant, issuerOrigin, clouds: cloudsAt(host) };
    // The token endpoint checks apps with a secret itself.
    if (tenant !== null && isForeign(context, tenant) && route.run !== token) return refuse(90038);
    return route.run(context);
  }
}

function metadata({ issuerOrigin, tenantSegment, tenant }: SignInContext): ServiceResponse {
  const base = `${issuerOrigin}/${tenantSegment}`;
  return toJson(200, {
    issuer: `${issuerOrigin}/${tenant === null ? '{tenantid}' : tenant.id}/v2.0`,
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
    cloud_instance_name: new URL(issuerOrigin).hostname.replace(/^login\./, ''),
  });
}
