import { constants, createHash, createPublicKey, createVerify } from 'node:crypto';
import { toJson, type Answer } from '../http/exchange.ts';
import { EVERYONE } from '../model/people.ts';
import { toRefusal, toRefusalAnswer, type Refusal } from './aadsts.ts';
import type { Registration } from './directory.ts';
import type { EntraScene } from './scene.ts';
import { toAppTokens, toPersonTokens } from './token-set.ts';

type Outcome = Record<string, unknown> | { refusal: Refusal };
type Grant = (scene: EntraScene, form: URLSearchParams, app: Registration) => Outcome;

const refuse = (number: number, more: Partial<Refusal> = {}): { refusal: Refusal } => ({
  refusal: toRefusal(number, more),
});

function toScopes(form: URLSearchParams): string[] {
  return (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
}

const redeemCode: Grant = (scene, form, app) => {
  const pending = scene.directory.codes.get(form.get('code') ?? '');
  if (
    pending === undefined ||
    pending.clientId !== app.clientId ||
    pending.redirectUri !== form.get('redirect_uri')
  )
    return refuse(70000);
  if (pending.expiresMs <= scene.clock.now()) return refuse(70008);
  if (pending.used) return refuse(54005);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (challenge !== pending.challenge) return refuse(501481);
  pending.used = true;
  return toPersonTokens(scene, { person: pending.person, app, scopes: pending.scopes, nonce: pending.nonce });
};

const refresh: Grant = (scene, form, app) => {
  const grant = scene.directory.refreshTokens.get(form.get('refresh_token') ?? '');
  if (grant === undefined || grant.clientId !== app.clientId) return refuse(70008, { suberror: 'bad_token' });
  const wanted = toScopes(form);
  const agreed = new Set([...grant.scopes, 'openid', 'profile', 'offline_access', 'email']);
  if (wanted.some((scope) => !agreed.has(scope) && !scope.endsWith('/.default'))) return refuse(65001);
  return toPersonTokens(scene, {
    person: grant.person,
    app,
    scopes: wanted.length === 0 ? grant.scopes : wanted,
    nonce: null,
  });
};

const pollDevice: Grant = (scene, form, app) => {
  const device = scene.directory.devices.find(
    (one) => one.deviceCode === form.get('device_code') && one.clientId === app.clientId,
  );
  if (device === undefined) return refuse(70018);
  if (device.expiresMs <= scene.clock.now()) return refuse(70019);
  if (device.verdict === null) return refuse(70016);
  if (device.verdict === 'declined')
    return { refusal: { ...toRefusal(65004), error: 'authorization_declined' } };
  return toPersonTokens(scene, { person: device.verdict, app, scopes: device.scopes, nonce: null });
};

const appOnly: Grant = (scene, form, app) => {
  if (['common', 'consumers', 'organizations'].includes(scene.tenantSegment)) return refuse(90002);
  if (!(form.get('scope') ?? '').endsWith('/.default')) return refuse(1002012);
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (secret === null && assertion === null) return refuse(7000218);
  if (secret !== null && !app.secrets.includes(secret)) return refuse(7000215);
  if (assertion !== null && !isSigned(assertion, app)) return refuse(700027);
  return toAppTokens(scene, app);
};

/** A client assertion counts when one of the app's certificates made its signature, and it is about the app. */
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

const password: Grant = (scene, form, app) => {
  if (['common', 'consumers'].includes(scene.tenantSegment)) return refuse(9001023);
  const address = (form.get('username') ?? '').toLowerCase();
  const person = EVERYONE.find((one) => one.email === address);
  if (person === undefined) return refuse(50034);
  if (scene.directory.passwords.get(address) !== form.get('password')) return refuse(50126);
  if (scene.directory.needsMfa.has(address)) return refuse(50076);
  return toPersonTokens(scene, { person, app, scopes: toScopes(form), nonce: null });
};

const GRANTS: Record<string, { run: Grant; confidential: boolean }> = {
  authorization_code: { run: redeemCode, confidential: false },
  refresh_token: { run: refresh, confidential: false },
  device_code: { run: pollDevice, confidential: false },
  'urn:ietf:params:oauth:grant-type:device_code': { run: pollDevice, confidential: false },
  client_credentials: { run: appOnly, confidential: true },
  password: { run: password, confidential: false },
};

export async function token(scene: EntraScene): Promise<Answer> {
  const { ask, directory, clock } = scene;
  const form = new URLSearchParams(Buffer.concat(await ask.bytes(64 * 1024)).toString('utf8'));
  const outcome = decide(scene, form, directory.takeScripted('token'));
  return 'refusal' in outcome
    ? toRefusalAnswer(outcome.refusal as Refusal, ask, clock.now())
    : toJson(200, outcome);
}

function decide(scene: EntraScene, form: URLSearchParams, scripted: Refusal | null): Outcome {
  if (scripted !== null) return { refusal: scripted };
  const app = scene.directory.findApp(form.get('client_id'));
  if (app === null) return refuse(700016);
  const grant = GRANTS[form.get('grant_type') ?? ''];
  if (grant === undefined) return refuse(90014);
  if (!grant.confidential && app.publicClient && form.has('client_secret')) return refuse(700025);
  return grant.run(scene, form, app);
}

/** Starts a device sign-in: the person types the short code on the page, the app asks until they have. */
export async function deviceCode(scene: EntraScene): Promise<Answer> {
  const { ask, directory, clock } = scene;
  const form = new URLSearchParams(Buffer.concat(await ask.bytes(64 * 1024)).toString('utf8'));
  const refusal =
    directory.takeScripted('devicecode') ??
    (directory.findApp(form.get('client_id')) === null ? toRefusal(700016) : null);
  if (refusal !== null) return toRefusalAnswer(refusal, ask, clock.now());
  const device = directory.newDevice(form.get('client_id') ?? '', toScopes(form));
  const page = `${scene.issuerOrigin}/common/oauth2/deviceauth`;
  return toJson(200, {
    user_code: device.userCode,
    device_code: device.deviceCode,
    verification_uri: page,
    expires_in: 900,
    interval: 5,
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${device.userCode} to authenticate.`,
  });
}
