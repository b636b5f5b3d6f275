import { toEmpty, type Answer } from '../http/exchange.ts';
import { EVERYONE, type Person } from '../model/people.ts';
import { toDescription, toRefusal, type Refusal } from './aadsts.ts';
import type { Registration } from './directory.ts';
import { toAccountPage, toConsentPage, toDevicePage, toFormPost, toMessagePage } from './pages.ts';
import type { EntraScene } from './scene.ts';
import { toClientInfo } from './token-set.ts';

/** The page a person signs in on: account, then consent, then back to the app with a code. */
export function authorize(scene: EntraScene): Answer {
  const { directory, ask } = scene;
  const { query } = ask;
  const app = directory.findApp(query.get('client_id'));
  const redirectUri = query.get('redirect_uri') ?? '';
  // Without a trusted address to go back to, the refusal is shown here.
  if (app === null) return showRefusal(scene, toRefusal(700016));
  if (!/^http:\/\/localhost(?::\d+)?\/?$/.test(redirectUri) || !app.publicClient)
    return showRefusal(scene, toRefusal(50011));
  const scripted = directory.takeScripted('authorize');
  if (scripted !== null) return goBack(scene, toFields(scene, scripted));
  if (query.get('response_type') !== 'code' || query.get('code_challenge_method') !== 'S256')
    return goBack(scene, toFields(scene, toRefusal(90014)));

  const picked =
    query.get('sample_account') ??
    (query.get('prompt') === 'select_account' ? null : query.get('login_hint'));
  if (query.get('prompt') === 'none') return goBack(scene, toFields(scene, toRefusal(50058)));
  if (picked === 'cancel') return goBack(scene, toFields(scene, toRefusal(65004)));
  const person = EVERYONE.find((one) => one.email === picked?.toLowerCase());
  if (person === undefined) return toAccountPage(query, EVERYONE);
  return consent(scene, app, person);
}

function consent(scene: EntraScene, app: Registration, person: Person): Answer {
  const { directory, ask } = scene;
  const { query } = ask;
  const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const key = `${app.clientId} ${person.id}`;
  const agreed = directory.consents.get(key) ?? new Set<string>();
  const missing = scopes.filter((scope) => !agreed.has(scope));
  const verdict = query.get('sample_consent');
  if (verdict === 'no') return goBack(scene, toFields(scene, toRefusal(65004)));
  if ((missing.length > 0 || query.get('prompt') === 'consent') && verdict !== 'yes')
    return toConsentPage(query, app.name, missing.length > 0 ? missing : scopes);
  directory.consents.set(key, new Set([...agreed, ...scopes]));
  const code = directory.newCode({
    person,
    scopes,
    challenge: query.get('code_challenge') ?? '',
    redirectUri: query.get('redirect_uri') ?? '',
    nonce: query.get('nonce'),
    clientId: app.clientId,
  });
  return goBack(scene, { code, client_info: toClientInfo(person, scene.tenantId) });
}

function toFields(scene: EntraScene, refusal: Refusal): Record<string, string> {
  return { error: refusal.error, error_description: toDescription(refusal, scene.ask, scene.clock.now()) };
}

/** By form when that is asked for, as MSAL does; else in the query. */
function goBack(scene: EntraScene, fields: Record<string, string>): Answer {
  const { query } = scene.ask;
  const state = query.get('state');
  const all = state === null ? fields : { ...fields, state };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (query.get('response_mode') === 'form_post') return toFormPost(redirectUri, all);
  return toEmpty(302, { Location: `${redirectUri}?${new URLSearchParams(all).toString()}` });
}

function showRefusal(scene: EntraScene, refusal: Refusal): Answer {
  return toMessagePage(
    'Sorry, but we’re having trouble signing you in.',
    toDescription(refusal, scene.ask, scene.clock.now()),
    400,
  );
}

/** The page for a device code: the code, then the account. */
export function deviceAuth(scene: EntraScene): Answer {
  const { query } = scene.ask;
  const userCode = (query.get('user_code') ?? '').trim().toUpperCase();
  const device = scene.directory.devices.find(
    (one) => one.userCode === userCode && one.verdict === null && one.expiresMs > scene.clock.now(),
  );
  if (device === undefined) return toDevicePage(userCode === '' ? '' : userCode);
  if (query.get('sample_consent') === 'no') {
    device.verdict = 'declined';
    return toMessagePage('Declined', 'You can close this window.');
  }
  const person = EVERYONE.find((one) => one.email === query.get('sample_account'));
  if (person === undefined) return toAccountPage(query, EVERYONE);
  device.verdict = person;
  return toMessagePage('Signed in', 'You can close this window and go back to the app.');
}

/** An administrator approves the app for everybody: the reply comes as a GET with a query. */
export function adminConsent(scene: EntraScene): Answer {
  const { query } = scene.ask;
  const app = scene.directory.findApp(query.get('client_id'));
  const redirectUri = query.get('redirect_uri') ?? '';
  if (app === null) return showRefusal(scene, toRefusal(700016));
  if (scene.tenantSegment === 'common') return showRefusal(scene, toRefusal(90002));
  const scope = query.get('scope') ?? '';
  const verdict = query.get('sample_consent');
  if (verdict === null) return toConsentPage(query, app.name, [scope]);
  const shared = {
    admin_consent: 'True',
    ...(query.has('state') ? { state: query.get('state') ?? '' } : {}),
  };
  const refused = {
    ...shared,
    error: 'consent_required',
    error_description: toDescription(toRefusal(65004), scene.ask, scene.clock.now()),
  };
  if (verdict === 'yes' && app.roles.length === 0) app.roles = ['Files.ReadWrite.All'];
  const fields = verdict === 'yes' ? { ...shared, tenant: scene.tenantId, scope } : refused;
  return toEmpty(302, { Location: `${redirectUri}?${new URLSearchParams(fields).toString()}` });
}
