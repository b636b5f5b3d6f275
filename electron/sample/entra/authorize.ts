import type { Answer } from '../http/exchange.ts';
import type { Person } from '../model/people.ts';
import { toRefusal } from './aadsts.ts';
import { askConsent, splitScopes } from './consent.ts';
import { toAccountPage, toFactorPage } from './pages.ts';
import { judgeAudience, type Registration } from './registration.ts';
import { peopleAt, tenantFor, type EntraScene } from './scene.ts';
import { toClientInfo } from './token-set.ts';
import {
  redirectBack,
  redirectRefused,
  isRegistered,
  NATIVE_CLIENT,
  showWithReturnLink,
  showRefusal,
} from './redirect-back.ts';

/** The page a person signs in on: account, second factor, consent, then back to the app with a code. */
export function authorize(scene: EntraScene): Answer {
  const { directory, ask, tenant } = scene;
  const { query } = ask;
  const app = directory.findApp(query.get('client_id'));
  if (app === null) return showRefusal(scene, toRefusal(700016));
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!isRegistered(app, redirectUri) || app.platform === null) return showRefusal(scene, toRefusal(50011));
  const outside = judgeAudience(app, scene.tenantSegment, tenant?.id ?? null);
  if (outside !== null) return showRefusal(scene, toRefusal(outside));
  const scripted = directory.takeScripted('authorize');
  if (scripted !== null) return redirectRefused(scene, scripted);
  if (query.get('response_type') !== 'code') return redirectRefused(scene, toRefusal(90014));
  const proves = query.has('code_challenge') || redirectUri !== NATIVE_CLIENT;
  if (proves && query.get('code_challenge_method') !== 'S256')
    return redirectRefused(scene, toRefusal(50147));
  if (query.get('prompt') === 'none') return redirectRefused(scene, toRefusal(50058));

  const picked =
    query.get('sample_account') ??
    (query.get('prompt') === 'select_account' ? null : query.get('login_hint'));
  if (picked === 'cancel') return redirectRefused(scene, toRefusal(65004));
  const person = directory.tenants.person(picked ?? '');
  if (person === null) return toAccountPage(query, peopleAt(scene));
  return signIn(scene, app, person);
}

function signIn(scene: EntraScene, app: Registration, person: Person): Answer {
  const { directory, ask } = scene;
  const { query } = ask;
  const tenant = tenantFor(scene, person);
  if (tenant === null) return showWithReturnLink(scene, toRefusal(50020));
  const trouble = directory.troubles.get(person.email);
  if (trouble !== undefined) return showWithReturnLink(scene, toRefusal(trouble));
  const factor = query.get('sample_factor');
  const strong = factor === 'approved';
  if (factor === 'denied') return redirectRefused(scene, toRefusal(500121));
  if (directory.needsMfa.has(person.email) && !strong) return toFactorPage(query, person);
  const scopes = splitScopes(query.get('scope'));
  const asked = askConsent(scene, { app, person, tenant }, scopes);
  if (asked !== null) return 'declined' in asked ? redirectRefused(scene, asked.declined) : asked;
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
  return redirectBack(scene, { code, client_info: toClientInfo(person, tenant.id) });
}
