import { constants, createHash, createPublicKey, createVerify } from 'node:crypto';
import { toJson, type ServiceResponse } from '../http/exchange.ts';
import { GRAPH_HOSTS, toGraphHost } from '../model/clouds.ts';
import { toRefusal, toRefusalResponse, type Refusal } from './aadsts.ts';
import { splitScopes, toGraphScopes } from './consent.ts';
import { PASSWORD, type SignedIn } from './directory.ts';
import { judgeAudience, type Registration } from './registration.ts';
import { isForeign, tenantFor, type SignInContext } from './sign-in-context.ts';
import { toAppTokens, toPersonTokens } from './token-set.ts';

type Outcome = Record<string, unknown> | { refusal: Refusal };
type Grant = (context: SignInContext, form: URLSearchParams, app: Registration) => Outcome;

const refuse = (number: number, more: Partial<Refusal> = {}): { refusal: Refusal } => ({
  refusal: toRefusal(number, more),
});

const redeemCode: Grant = (context, form, app) => {
  const pending = context.directory.codes.get(form.get('code') ?? '');
  if (
    pending === undefined ||
    pending.clientId !== app.clientId ||
    pending.redirectUri !== form.get('redirect_uri')
  )
    return refuse(70000);
  if (isElsewhere(context, pending)) return refuse(700005);
  if (pending.expiresMs <= context.clock.now()) return refuse(70008);
  if (pending.used) return refuse(54005);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  // A missing challenge was only accepted if the registration allows it.
  if (pending.challenge !== '' && challenge !== pending.challenge) return refuse(501481);
  pending.used = true;
  return toPersonTokens(context, { ...pending, app });
};

const refresh: Grant = (context, form, app) => {
  const { directory } = context;
  const grant = directory.refreshTokens.get(form.get('refresh_token') ?? '');
  if (grant === undefined || grant.clientId !== app.clientId) return refuse(70008, { suberror: 'bad_token' });
  if (isElsewhere(context, grant)) return refuse(50020);
  const trouble = directory.troubles.get(grant.person.email);
  if (trouble !== undefined) return refuse(trouble);
  if (directory.needsMfa.has(grant.person.email) && !grant.strong) return refuse(50076, FACTOR_CLAIMS);
  const wanted = splitScopes(form.get('scope'));
  const agreed = new Set(toGraphScopes(grant.scopes));
  const missing = toGraphScopes(wanted).filter((scope) => !agreed.has(scope) && scope !== '.default');
  if (missing.length > 0) return refuse(65001);
  return toPersonTokens(context, {
    ...grant,
    app,
    scopes: wanted.length === 0 ? grant.scopes : wanted,
    nonce: null,
  });
};

/** The app passes these claims on, so that the next sign-in asks for the second factor. */
const FACTOR_CLAIMS = {
  claims:
    '{"access_token":{"capolids":{"essential":true,"values":["8f3a4c1e-0000-4000-8000-5a6b7c8d9e0f"]}}}',
};

function isElsewhere({ tenant }: SignInContext, { tenantId }: SignedIn): boolean {
  return tenant !== null && tenant.id !== tenantId;
}

const pollDevice: Grant = (context, form, app) => {
  const device = context.directory.devices.find(
    (one) => one.deviceCode === form.get('device_code') && one.clientId === app.clientId,
  );
  if (device === undefined) return refuse(70018);
  if (device.expiresMs <= context.clock.now()) return refuse(70019);
  if (device.verdict === null) return refuse(70016);
  if (device.verdict === 'declined')
    return { refusal: { ...toRefusal(65004), error: 'authorization_declined' } };
  return toPersonTokens(context, { ...device.verdict, app, scopes: device.scopes, nonce: null });
};

const appOnly: Grant = (context, form, app) => {
  const { tenant, tenantSegment } = context;
  if (tenant === null) return refuse(tenantSegment === 'common' ? 50059 : 90130);
  if (tenantSegment === 'consumers') return refuse(9001023);
  if (!(form.get('scope') ?? '').endsWith('/.default')) return refuse(1002012);
  return judgeCredential(form, app) ?? toAppTokens(context, app, tenant);
};

function judgeCredential(form: URLSearchParams, app: Registration): { refusal: Refusal } | null {
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (secret === null && assertion === null) return refuse(7000218);
  if (secret !== null && app.expiredSecrets.includes(secret)) return refuse(7000222);
  if (secret !== null && !app.secrets.includes(secret)) return refuse(7000215);
  if (assertion !== null && !isSigned(assertion, app)) return refuse(700027);
  return null;
}

/** An assertion must be signed with one of the app's certificates and name the app. */
function isSigned(assertion: string, app: Registration): boolean {
  const [head = '', claims = '', signature = ''] = assertion.split('.');
  try {
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as {
      iss?: unknown;
      sub?: unknown;
    };
    if (said.iss !== app.clientId || said.sub !== app.clientId) return false;
    const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { alg?: unknown };
    const padding = alg === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
    return app.certificates.some((pem) =>
      createVerify('sha256')
        .update(`${head}.${claims}`)
        .verify({ key: createPublicKey(pem), ...padding }, signature, 'base64url'),
    );
  } catch {
    return false;
  }
}

const password: Grant = (context, form, app) => {
  const { directory, tenantSegment } = context;
  if (['common', 'consumers'].includes(tenantSegment)) return refuse(9001023);
  const person = directory.tenants.person(form.get('username') ?? '');
  const tenant = person === null ? null : tenantFor(context, person);
  if (person === null || tenant === null) return refuse(50034);
  if ((directory.passwords.get(person.email) ?? PASSWORD) !== form.get('password')) return refuse(50126);
  const trouble = directory.troubles.get(person.email);
  if (trouble !== undefined) return refuse(trouble);
  if (directory.needsMfa.has(person.email)) return refuse(50076, FACTOR_CLAIMS);
  const signedIn = { person, tenantId: tenant.id, strong: false };
  return toPersonTokens(context, { ...signedIn, app, scopes: splitScopes(form.get('scope')), nonce: null });
};

/**
 * `public`: only for apps that allow public client flows. `confidential`: the grant itself proves the app.
 */
const GRANTS: Record<string, { run: Grant; kind: 'redirect' | 'public' | 'confidential' }> = {
  authorization_code: { run: redeemCode, kind: 'redirect' },
  refresh_token: { run: refresh, kind: 'redirect' },
  device_code: { run: pollDevice, kind: 'public' },
  'urn:ietf:params:oauth:grant-type:device_code': { run: pollDevice, kind: 'public' },
  client_credentials: { run: appOnly, kind: 'confidential' },
  password: { run: password, kind: 'public' },
};

export async function token(context: SignInContext): Promise<ServiceResponse> {
  const { request, directory, clock } = context;
  const form = await readForm(context);
  const outcome = decide(context, form, directory.takeScripted('token'));
  return 'refusal' in outcome
    ? toRefusalResponse(outcome.refusal as Refusal, request, clock.now())
    : toJson(200, outcome);
}

const SECRET_FIELDS = ['code_verifier', 'password', 'client_secret', 'client_assertion'];

async function readForm({ request, directory }: SignInContext): Promise<URLSearchParams> {
  const form = new URLSearchParams(Buffer.concat(await request.bytes(64 * 1024)).toString('utf8'));
  for (const name of SECRET_FIELDS) directory.secrets.add(form.get(name) ?? '');
  directory.secrets.delete('');
  return form;
}

function decide(context: SignInContext, form: URLSearchParams, scripted: Refusal | null): Outcome {
  if (scripted !== null) return { refusal: scripted };
  const confidential = form.has('client_secret') || form.has('client_assertion');
  if (context.tenant !== null && isForeign(context, context.tenant))
    return refuse(confidential ? 900432 : 90038);
  const app = context.directory.findApp(form.get('client_id'));
  if (app === null) return refuse(700016);
  const outside = judgeAudience(app, context.tenantSegment, context.tenant?.id ?? null);
  if (outside !== null) return refuse(outside);
  const grant = GRANTS[form.get('grant_type') ?? ''];
  if (grant === undefined) return refuse(90014);
  const refused = grant.kind === 'confidential' ? null : judgeClient(form, app, grant.kind);
  return refused ?? judgeResource(context, form) ?? grant.run(context, form, app);
}

/** A public client must not send a secret; a web app, or one without public client flows, must. */
function judgeClient(
  form: URLSearchParams,
  app: Registration,
  kind: 'redirect' | 'public',
): { refusal: Refusal } | null {
  const isPublic = kind === 'redirect' ? app.platform === 'desktop' : app.allowsPublicClientFlows;
  if (!isPublic) return judgeCredential(form, app);
  return form.has('client_secret') || form.has('client_assertion') ? refuse(700025) : null;
}

/** Scopes must name the Graph of their own cloud, or none. */
function judgeResource(context: SignInContext, form: URLSearchParams): { refusal: Refusal } | null {
  const named = splitScopes(form.get('scope')).flatMap(
    (scope) => /^https:\/\/([^/]+)\//.exec(scope)?.[1] ?? [],
  );
  if (new Set(named).size > 1) return refuse(700022);
  const clouds = context.tenant === null ? context.clouds : [context.tenant.cloud];
  const known = clouds.length === 0 ? GRAPH_HOSTS : clouds.map(toGraphHost);
  return named.every((host) => known.includes(host)) ? null : refuse(500011);
}

export async function deviceCode(context: SignInContext): Promise<ServiceResponse> {
  const { request, directory, clock } = context;
  const form = await readForm(context);
  const refusal = directory.takeScripted('devicecode') ?? judgeDeviceClient(context, form);
  if (refusal !== null) return toRefusalResponse(refusal, request, clock.now());
  const { tenant, tenantSegment } = context;
  const device = directory.newDevice({
    clientId: form.get('client_id') ?? '',
    scopes: splitScopes(form.get('scope')),
    tenant,
    tenantSegment,
  });
  const page = `${context.issuerOrigin}/common/oauth2/deviceauth`;
  return toJson(200, {
    user_code: device.userCode,
    device_code: device.deviceCode,
    verification_uri: page,
    expires_in: 900,
    interval: 5,
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${device.userCode} to authenticate.`,
  });
}

function judgeDeviceClient(context: SignInContext, form: URLSearchParams): Refusal | null {
  const app = context.directory.findApp(form.get('client_id'));
  if (app === null) return toRefusal(700016);
  const outside = judgeAudience(app, context.tenantSegment, context.tenant?.id ?? null);
  if (outside !== null) return toRefusal(outside);
  if (!app.allowsPublicClientFlows) return toRefusal(7000218);
  return judgeResource(context, form)?.refusal ?? null;
}
