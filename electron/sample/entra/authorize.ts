import type { ServiceResponse } from '../http/exchange.ts';
import type { Person } from '../model/people.ts';
import { toRefusal } from './aadsts.ts';
import { askConsent, splitScopes } from './consent.ts';
import { toAccountPage, toFactorPage } from './pages.ts';
import { judgeAudience, type Registration } from './registration.ts';
import { peopleAt, tenantFor, type SignInContext } from './sign-in-context.ts';
import { toClientInfo } from './token-set.ts';
import {
  redirectBack,
  redirectRefused,
  isRegistered,
  NATIVE_CLIENT,
  showWithReturnLink,
  showRefusal,
} from './redirect-back.ts';

export function authorize(context: SignInContext): ServiceResponse {
  const { directory, request, tenant } = context;
  const { query } = request;
  const app = directory.findApp(query.get('client_id'));
  if (app === null) return showRefusal(context, toRefusal(700016));
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!isRegistered(app, redirectUri) || app.platform === null) return showRefusal(context, toRefusal(50011));
  const outside = judgeAudience(app, context.tenantSegment, tenant?.id ?? null);
  if (outside !== null) return showRefusal(context, toRefusal(outside));
  const scripted = directory.takeScripted('authorize');
  if (scripted !== null) return redirectRefused(context, scripted);
  if (query.get('response_type') !== 'code') return redirectRefused(context, toRefusal(90014));
  const proves = query.has('code_challenge') || redirectUri !== NATIVE_CLIENT;
  if (proves && query.get('code_challenge_method') !== 'S256')
    return redirectRefused(context, toRefusal(50147));
  if (query.get('prompt') === 'none') return redirectRefused(context, toRefusal(50058));

  const picked =
    query.get('sample_account') ??
    (query.get('prompt') === 'select_account' ? null : query.get('login_hint'));
  if (picked === 'cancel') return redirectRefused(context, toRefusal(65004));
  const person = directory.tenants.person(picked ?? '');
  if (person === null) return toAccountPage(query, peopleAt(context));
  return signIn(context, app, person);
}

function signIn(context: SignInContext, app: Registration, person: Person): ServiceResponse {
  const { directory, request } = context;
  const { query } = request;
  const tenant = tenantFor(context, person);
  if (tenant === null) return showWithReturnLink(context, toRefusal(50020));
  const trouble = directory.troubles.get(person.email);
  if (trouble !== undefined) return showWithReturnLink(context, toRefusal(trouble));
  const factor = query.get('sample_factor');
  const strong = factor === 'approved';
  if (factor === 'denied') return redirectRefused(context, toRefusal(500121));
  if (directory.needsMfa.has(person.email) && !strong) return toFactorPage(query, person);
  const scopes = splitScopes(query.get('scope'));
  const asked = askConsent(context, { app, person, tenant }, scopes);
  if (asked !== null) return 'declined' in asked ? redirectRefused(context, asked.declined) : asked;
  const code = directory.newCode({
    person,
    tenantId: tenant.id,
    scopes,
    strong,
    challenge: query.get('code_challenge') ?? '',
    redirectUri: query.get('redirect_uri') ?? '',
    nonce: query.get('nonce'),
    clientId: app.clientId,
  });
  return redirectBack(context, { code, client_info: toClientInfo(person, tenant.id) });
}
