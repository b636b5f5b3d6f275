import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SampleService } from '../sample-service.ts';
import { click as clickThrough } from '../testing/sign-in.ts';
import { createTestClient } from '../testing/client.ts';
import { start } from '../testing/start.ts';
import { toRefusal } from './aadsts.ts';
import { CONSUMERS_ID, TENANT_ID } from '../model/tenants.ts';
import { SAMPLE_APP } from './registration.ts';
import { NATIVE_CLIENT } from './redirect-back.ts';

const VERIFIER = randomBytes(32).toString('base64url');
const REDIRECT = 'http://localhost:54321';
const SCOPES = 'User.Read Files.ReadWrite openid profile offline_access';

interface Reply {
  status: number;
  body: Record<string, unknown>;
}

async function post(service: SampleService, path: string, form: Record<string, string>): Promise<Reply> {
  const answer = await fetch(service.signInUrl + path, { method: 'POST', body: new URLSearchParams(form) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const token = (service: SampleService, form: Record<string, string>, tenant = 'common'): Promise<Reply> =>
  post(service, `/${tenant}/oauth2/v2.0/token`, { client_id: SAMPLE_APP.clientId, ...form });

function toAuthorizeUrl(service: SampleService, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: SAMPLE_APP.clientId,
    scope: SCOPES,
    redirect_uri: REDIRECT,
    response_mode: 'form_post',
    response_type: 'code',
    state: 'my state',
    nonce: 'n1',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
  return `${service.signInUrl}/common/oauth2/v2.0/authorize?${query.toString()}`;
}

const click = async (url: string, ...labels: string[]): Promise<Record<string, string>> =>
  (await clickThrough(url, ...labels)).fields;

describe('the sign-in service', () => {
  it('signs a user in with code and PKCE, with account and consent pages, and Graph accepts the token', async () => {
    const { service } = await start();
    const fields = await click(toAuthorizeUrl(service), 'Alex', 'Accept');
    expect(fields['state']).toBe('my state');
    const form = {
      grant_type: 'authorization_code',
      code: fields['code'] ?? '',
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
    };
    expect((await token(service, { ...form, code_verifier: 'other' })).body['error_codes']).toEqual([501481]);
    const { status, body } = await token(service, form);
    expect([status, body['token_type'], body['scope']]).toEqual([
      200,
      'Bearer',
      'User.Read Files.ReadWrite openid profile',
    ]);
    const claims = JSON.parse(
      Buffer.from(String(body['id_token']).split('.')[1] ?? '', 'base64url').toString('utf8'),
    ) as Record<string, unknown>;
    expect(claims).toMatchObject({
      ver: '2.0',
      aud: SAMPLE_APP.clientId,
      nonce: 'n1',
      tid: CONSUMERS_ID,
      preferred_username: 'alex@contoso.example',
    });
    expect(
      (await createTestClient(service, String(body['access_token'])).get('/me')).json['displayName'],
    ).toBe('Alex Sample');
    expect((await token(service, form)).body['error_codes']).toEqual([54005]);
  });

  it('gives a code without PKCE only to apps registered for the native client page', async () => {
    const { service } = await start();
    const url = new URL(toAuthorizeUrl(service, { redirect_uri: NATIVE_CLIENT, response_mode: 'query' }));
    for (const name of ['code_challenge', 'code_challenge_method']) url.searchParams.delete(name);
    const refused = await fetch(url, { redirect: 'manual' });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('AADSTS50011')]);
    const [app] = service.directory.apps;
    if (app !== undefined) app.takesNativeClient = true;
    for (const [name, value] of [
      ['sample_account', 'alex@contoso.example'],
      ['sample_consent', 'yes'],
    ] as const)
      url.searchParams.set(name, value);
    const back = (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '';
    expect(back.startsWith(`${NATIVE_CLIENT}?code=`)).toBe(true);
    const form = { grant_type: 'authorization_code', redirect_uri: NATIVE_CLIENT };
    const code = new URL(back).searchParams.get('code') ?? '';
    expect((await token(service, { ...form, code })).body['token_type']).toBe('Bearer');
  });

  it('asks for consent once, then signs in with the account alone', async () => {
    const { service } = await start();
    await click(toAuthorizeUrl(service), 'Alex', 'Accept');
    expect(
      (await click(toAuthorizeUrl(service, { login_hint: 'alex@contoso.example' })))['code'],
    ).toBeDefined();
    const more = toAuthorizeUrl(service, {
      login_hint: 'alex@contoso.example',
      scope: `${SCOPES} Files.ReadWrite.All`,
    });
    expect((await click(more, 'Accept'))['code']).toBeDefined();
  });

  it('returns refusals to the app, and shows those that can’t be returned', async () => {
    const { service } = await start();
    expect(await click(toAuthorizeUrl(service), 'Alex', 'Decline')).toMatchObject({
      error: 'access_denied',
      state: 'my state',
    });
    expect((await click(toAuthorizeUrl(service, { prompt: 'none' })))['error_description']).toContain(
      'AADSTS50058',
    );
    service.directory.script.push({ at: 'authorize', refusal: toRefusal(53003), times: 1 });
    expect((await click(toAuthorizeUrl(service)))['error_description']).toContain('AADSTS53003');
    const foreign = await fetch(toAuthorizeUrl(service, { redirect_uri: 'https://evil.example/' }));
    expect([foreign.status, await foreign.text()]).toEqual([400, expect.stringContaining('AADSTS50011')]);
  });

  it('refreshes tokens, refuses scopes without consent, and lets access tokens expire', async () => {
    const { service } = await start({ startAt: Date.UTC(2026, 0, 1) });
    const fields = await click(toAuthorizeUrl(service), 'Dana', 'Accept');
    const first = (
      await token(service, {
        grant_type: 'authorization_code',
        code: fields['code'] ?? '',
        redirect_uri: REDIRECT,
        code_verifier: VERIFIER,
      })
    ).body;
    service.clock.advance(3_600_000);
    expect((await createTestClient(service, String(first['access_token'])).get('/me')).status).toBe(401);
    const refresh = (scope: string) =>
      token(service, { grant_type: 'refresh_token', refresh_token: String(first['refresh_token']), scope });
    const again = await refresh('User.Read offline_access');
    expect((await createTestClient(service, String(again.body['access_token'])).get('/me')).status).toBe(200);
    expect((await refresh('Sites.Read.All')).body).toMatchObject({
      error: 'invalid_grant',
      suberror: 'consent_required',
      error_codes: [65001],
    });
    expect(
      (await token(service, { grant_type: 'refresh_token', refresh_token: 'gone' })).body['suberror'],
    ).toBe('bad_token');
    service.directory.script.push({
      at: 'token',
      refusal: toRefusal(50076, { claims: '{"access_token":{}}' }),
      times: 1,
    });
    expect((await refresh('User.Read')).body).toMatchObject({
      suberror: 'basic_action',
      claims: '{"access_token":{}}',
    });
  });

  it('signs in with a device code under both names of the grant: pending, done, declined, expired', async () => {
    const { service } = await start({ startAt: Date.UTC(2026, 0, 1) });
    const begin = async (): Promise<Record<string, unknown>> =>
      (
        await post(service, '/common/oauth2/v2.0/devicecode', {
          client_id: SAMPLE_APP.clientId,
          scope: SCOPES,
        })
      ).body;
    const poll = (device: Record<string, unknown>, grant = 'device_code') =>
      token(service, { grant_type: grant, device_code: String(device['device_code']) });
    const page = (device: Record<string, unknown>) =>
      `${service.signInUrl}/common/oauth2/deviceauth?user_code=${String(device['user_code'])}`;
    const device = await begin();
    expect((await poll(device)).body['error']).toBe('authorization_pending');
    await click(page(device), 'Kim', 'Accept');
    expect((await poll(device, 'urn:ietf:params:oauth:grant-type:device_code')).status).toBe(200);
    const declined = await begin();
    await fetch(`${page(declined)}&sample_consent=no`);
    expect((await poll(declined)).body['error']).toBe('authorization_declined');
    const late = await begin();
    service.clock.advance(16 * 60_000);
    expect((await poll(late)).body['error']).toBe('expired_token');
  });

  it('gives apps a token for a secret or certificate, without permissions until an administrator consents', async () => {
    const { service } = await start({ driveType: 'business' });
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    service.directory.register({
      clientId: 'app-1',
      secrets: ['s3cret'],
      expiredSecrets: ['old'],
      certificates: [publicKey.export({ type: 'spki', format: 'pem' }).toString()],
      requestedRoles: ['Files.ReadWrite.All'],
    });
    const form = {
      client_id: 'app-1',
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
    };
    const ask = (more: Record<string, string>, tenant = 'contoso.example') =>
      token(service, { ...form, ...more }, tenant);
    expect((await ask({ client_secret: 'wrong' })).body['error_codes']).toEqual([7000215]);
    expect((await ask({ client_secret: 'old' })).body['error_codes']).toEqual([7000222]);
    expect((await ask({})).body['error_codes']).toEqual([7000218]);
    expect((await ask({ client_secret: 's3cret', scope: 'Files.Read' })).body['error_codes']).toEqual([
      1002012,
    ]);
    const early = createTestClient(
      service,
      String((await ask({ client_secret: 's3cret' })).body['access_token']),
    );
    expect(await early.get('/users/alex@contoso.example/drive')).toMatchObject({
      status: 403,
      code: 'AccessDenied',
    });

    const consent = `${service.signInUrl}/contoso.example/v2.0/adminconsent?client_id=app-1&redirect_uri=${REDIRECT}&state=s&scope=x&sample_consent=yes`;
    expect((await fetch(consent, { redirect: 'manual' })).headers.get('location')).toContain(
      `tenant=${TENANT_ID}`,
    );
    const unsigned = [{ alg: 'RS256' }, { iss: 'app-1', sub: 'app-1' }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const assertion = `${unsigned}.${createSign('sha256').update(unsigned).sign(privateKey, 'base64url')}`;
    expect((await ask({ client_assertion: `${unsigned}.AAAA` })).body['error_codes']).toEqual([700027]);
    const approved = createTestClient(
      service,
      String((await ask({ client_assertion: assertion })).body['access_token']),
    );
    expect((await approved.get('/users/alex@contoso.example/drive')).status).toBe(200);
  });

  it('accepts passwords of users without a second factor, only for a specific tenant', async () => {
    const { service } = await start({ driveType: 'business' });
    const ask = (username: string, password: string, tenant = 'organizations') =>
      token(service, { grant_type: 'password', username, password, scope: SCOPES }, tenant);
    expect((await ask('alex@contoso.example', 'correct horse')).status).toBe(200);
    expect((await ask('alex@contoso.example', 'wrong')).body['error_codes']).toEqual([50126]);
    expect((await ask('alex@contoso.example', 'correct horse', 'common')).body['error_codes']).toEqual([
      9001023,
    ]);
    service.directory.needsMfa.add('alex@contoso.example');
    expect((await ask('alex@contoso.example', 'correct horse')).body['error_codes']).toEqual([50076]);
  });

  it('publishes metadata for each tenant, and knows no others', async () => {
    const { service } = await start();
    const describe = async (tenant: string): Promise<Response> =>
      fetch(`${service.signInUrl}/${tenant}/v2.0/.well-known/openid-configuration`);
    expect(await (await describe('common')).json()).toMatchObject({
      issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
      token_endpoint: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    });
    expect(await (await describe('contoso.example')).json()).toMatchObject({
      issuer: `https://login.microsoftonline.com/${TENANT_ID}/v2.0`,
    });
    expect(await (await describe('nowhere.example')).json()).toMatchObject({ error_codes: [90002] });
  });
});
