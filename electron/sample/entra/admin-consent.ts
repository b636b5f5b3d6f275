import { toEmpty, type ServiceResponse } from '../http/exchange.ts';
import { toDescription, toRefusal, type Refusal } from './aadsts.ts';
import { splitScopes, toGraphScopes } from './consent.ts';
import { toConsentPage } from './pages.ts';
import type { Registration } from './registration.ts';
import type { SignInContext } from './sign-in-context.ts';
import { isRegistered, showRefusal } from './redirect-back.ts';

/** "common" is not allowed. The reply is a GET with a query. */
export function adminConsent(context: SignInContext): ServiceResponse {
  if (context.tenantSegment === 'common') return showRefusal(context, toRefusal(90124));
  return decide(context, (refusal) => ({
    error: 'consent_required',
    error_description: describe(context, refusal),
  }));
}

/** The older endpoint, for any tenant: it takes no scopes and uses another error code. */
export function oldAdminConsent(context: SignInContext): ServiceResponse {
  return decide(context, (refusal) => ({
    error: 'permission_denied',
    error_description: describe(context, refusal),
  }));
}

function decide(
  context: SignInContext,
  toFields: (refusal: Refusal) => Record<string, string>,
): ServiceResponse {
  const { request, directory } = context;
  const { query } = request;
  const app = directory.findApp(query.get('client_id'));
  const redirectUri = query.get('redirect_uri') ?? '';
  const tenant = context.tenant ?? directory.tenants.home;
  if (app === null) return showRefusal(context, toRefusal(700016));
  if (!isRegistered(app, redirectUri)) return showRefusal(context, toRefusal(50011));
  const scope = query.get('scope') ?? '';
  const scripted = directory.takeScripted('adminconsent');
  const verdict = scripted === null ? query.get('sample_consent') : 'no';
  if (verdict === null) return toConsentPage(query, app.name, toListed(app, scope));
  if (verdict === 'yes') approve(context, app, tenant.id, splitScopes(scope));
  const fields = {
    admin_consent: 'True',
    ...(query.has('state') ? { state: query.get('state') ?? '' } : {}),
    ...(verdict === 'yes' ? { tenant: tenant.id, scope } : toFields(scripted ?? toRefusal(65004))),
  };
  return toEmpty(302, { Location: `${redirectUri}?${new URLSearchParams(fields).toString()}` });
}

function toListed(app: Registration, scope: string): string[] {
  const named = toGraphScopes(splitScopes(scope));
  return named.length === 0 || named.includes('.default') ? app.requestedRoles : named;
}

function approve({ directory }: SignInContext, app: Registration, tenantId: string, scopes: string[]): void {
  app.roles = [...new Set([...app.roles, ...app.requestedRoles])];
  const key = `${app.clientId} ${tenantId}`;
  const before = directory.consents.get(key) ?? [];
  directory.consents.set(key, new Set([...before, ...toGraphScopes(scopes)]));
}

function describe(context: SignInContext, refusal: Refusal): string {
  return toDescription(refusal, context.request, context.clock.now());
}
