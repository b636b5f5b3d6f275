import type { ServiceResponse } from '../http/exchange.ts';
import type { Person } from '../model/people.ts';
import type { Tenant } from '../model/tenants.ts';
import { toRefusal, type Refusal } from './aadsts.ts';
import { toConsentPage } from './pages.ts';
import type { Registration } from './registration.ts';
import type { SignInContext } from './sign-in-context.ts';
import { showWithReturnLink } from './redirect-back.ts';

export const splitScopes = (text: string | null): string[] =>
  (text ?? '').split(' ').filter((scope) => scope !== '');

const OF_THE_PROTOCOL = ['openid', 'profile', 'email', 'offline_access'];

export const toGraphScopes = (scopes: readonly string[]): string[] =>
  scopes
    .filter((scope) => !OF_THE_PROTOCOL.includes(scope))
    .map((scope) => scope.replace(/^https:\/\/[^/]+\//, ''));

export function askConsent(
  context: SignInContext,
  who: { app: Registration; person: Person; tenant: Tenant },
  scopes: readonly string[],
): ServiceResponse | { declined: Refusal } | null {
  const { app, person, tenant } = who;
  const { directory, request } = context;
  const key = `${app.clientId} ${person.id}`;
  const agreed = directory.consents.get(key) ?? new Set<string>();
  const forAll = directory.consents.get(`${app.clientId} ${tenant.id}`) ?? new Set<string>();
  const missing = scopes.filter((scope) => !agreed.has(scope) && !isCovered(scope, forAll));
  const verdict = request.query.get('sample_consent');
  if (verdict === 'no') return { declined: toRefusal(65004) };
  if (missing.length > 0 && needsAdministrator(context, tenant, missing))
    return showWithReturnLink(context, toRefusal(90094), 'Need admin approval');
  if ((missing.length > 0 || request.query.get('prompt') === 'consent') && verdict !== 'yes')
    return toConsentPage(request.query, app.name, missing.length > 0 ? missing : scopes);
  directory.consents.set(key, new Set([...agreed, ...scopes]));
  return null;
}

function isCovered(scope: string, forAll: ReadonlySet<string>): boolean {
  if (forAll.size === 0) return false;
  if (forAll.has('.default')) return true;
  return OF_THE_PROTOCOL.includes(scope) || toGraphScopes([scope]).some((one) => forAll.has(one));
}

/** Personal accounts have no administrator. */
function needsAdministrator(
  { directory }: SignInContext,
  tenant: Tenant,
  scopes: readonly string[],
): boolean {
  const { adminOnly, tenants } = directory;
  if (tenant === tenants.consumers) return false;
  return adminOnly === 'all' || toGraphScopes(scopes).some((scope) => adminOnly.has(scope));
}
