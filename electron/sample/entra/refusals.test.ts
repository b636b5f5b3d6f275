import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SampleService } from '../sample-service.ts';
import { click } from '../testing/sign-in.ts';
import { start } from '../testing/start.ts';
import { KNOWN_REFUSALS } from './aadsts-numbers.ts';
import { toRefusal } from './aadsts.ts';

const VERIFIER = randomBytes(32).toString('base64url');
const REDIRECT = 'http://localhost:54321';
const APP = 'app-1';

function toPageUrl(
  service: SampleService,
  more: Record<string, string> = {},
  tenant = 'organizations',
): string {
  const query = new URLSearchParams({
    client_id: APP,
    scope: 'User.Read Files.ReadWrite',
    redirect_uri: REDIRECT,
    response_mode: 'form_post',
    response_type: 'code',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
  return `${service.signInUrl}/${tenant}/oauth2/v2.0/authorize?${query.toString()}`;
}

async function ask(
  service: SampleService,
  form: Record<string, string>,
  tenant = 'organizations',
): Promise<unknown> {
  const answer = await fetch(`${service.signInUrl}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: APP, ...form }),
  });
  const body = (await answer.json()) as { error_codes?: number[] };
  return body.error_codes?.[0] ?? body;
}

const redeem = (code: string | undefined, more = {}): Record<string, string> => ({
  grant_type: 'authorization_code',
  code: code ?? '',
  redirect_uri: REDIRECT,
  code_verifier: VERIFIER,
  ...more,
});

const begin = async (registration = {}): Promise<SampleService> => {
  const { service } = await start({ driveType: 'business' });
  service.directory.register({
    clientId: APP,
    platform: 'desktop',
    allowsPublicClientFlows: true,
    ...registration,
  });
  return service;
};

describe('an app registration', () => {
  it('for the web gets tokens for codes only with its secret', async () => {
    const service = await begin({ platform: 'web', secrets: ['s3cret'] });
    const { code } = (await click(toPageUrl(service), 'Alex', 'Accept')).fields;
    expect(await ask(service, redeem(code))).toBe(7000218);
    expect(await ask(service, redeem(code, { client_secret: 'its id' }))).toBe(7000215);
    expect(await ask(service, redeem(code, { client_secret: 's3cret' }))).toMatchObject({
      token_type: 'Bearer',
    });
  });

  it('for the desktop accepts no secret, and one without a redirect URI no sign-in', async () => {
    const service = await begin();
    const { code } = (await click(toPageUrl(service), 'Alex', 'Accept')).fields;
    expect(await ask(service, redeem(code, { client_secret: 'x' }))).toBe(700025);
    service.directory.register({ clientId: 'daemon' });
    expect(await (await fetch(toPageUrl(service, { client_id: 'daemon' }))).text()).toContain('AADSTS50011');
  });

  it('without public client flows refuses device codes and passwords', async () => {
    const service = await begin({ allowsPublicClientFlows: false });
    const form = { grant_type: 'password', username: 'alex@contoso.example', password: 'correct horse' };
    expect(await ask(service, form)).toBe(7000218);
    const device = await fetch(`${service.signInUrl}/common/oauth2/v2.0/devicecode`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: APP, scope: 'User.Read' }),
    });
    expect(await device.json()).toMatchObject({ error_codes: [7000218] });
  });

  it.each([
    [{ disabled: true }, 'organizations', 7000112],
    [{ audience: 'organizations' }, 'consumers', 9002332],
    [{ audience: 'consumers' }, 'organizations', 9002331],
    [{ audience: 'c0a1b2c3-1111-4222-8333-444455556666' }, 'common', 50194],
    [{ audience: 'some-other-tenant' }, 'contoso.example', 700016],
  ])('%j is refused at %s with %i', async (registration, tenant, number) => {
    const service = await begin(registration);
    expect(await (await fetch(toPageUrl(service, {}, tenant))).text()).toContain(`AADSTS${number}:`);
    expect(await ask(service, redeem('x'), tenant)).toBe(number);
  });
});

describe('a user', () => {
  it('with a second factor approves or denies it on the page, and is asked again if an old session is not enough', async () => {
    const service = await begin();
    const before = (await click(toPageUrl(service), 'Alex', 'Accept')).fields['code'];
    const weak = (await ask(service, redeem(before))) as { refresh_token: string };
    service.directory.needsMfa.add('alex@contoso.example');
    const refresh = { grant_type: 'refresh_token', refresh_token: weak.refresh_token };
    expect(await ask(service, refresh)).toBe(50076);
    expect((await click(toPageUrl(service), 'Alex', 'Deny')).fields['error_description']).toContain(
      'AADSTS500121',
    );
    const code = (await click(toPageUrl(service), 'Alex', 'Approve')).fields['code'];
    const strong = (await ask(service, redeem(code))) as { refresh_token: string };
    expect(await ask(service, { ...refresh, refresh_token: strong.refresh_token })).toMatchObject({
      token_type: 'Bearer',
    });
  });

  it('with a blocked account gets an error on the page, which is then returned to the app; a refresh is refused, too', async () => {
    const service = await begin();
    const code = (await click(toPageUrl(service), 'Dana', 'Accept')).fields['code'];
    const { refresh_token } = (await ask(service, redeem(code))) as { refresh_token: string };
    service.directory.troubles.set('dana@contoso.example', 50057);
    const back = await click(toPageUrl(service), 'Dana', 'Return to the application');
    expect(back.fields['error_description']).toContain('AADSTS50057');
    expect(await ask(service, { grant_type: 'refresh_token', refresh_token })).toBe(50057);
  });

  it('can’t consent where an administrator must, until one has', async () => {
    const service = await begin({ requestedRoles: ['Files.ReadWrite.All'] });
    const url = toPageUrl(service, { scope: 'User.Read.All' });
    expect((await click(url, 'Alex', 'Return to the application')).fields['error_description']).toContain(
      'AADSTS90094',
    );
    const consent = `${service.signInUrl}/contoso.example/v2.0/adminconsent?client_id=${APP}&scope=User.Read.All&redirect_uri=${REDIRECT}&state=s`;
    const declined = await fetch(`${consent}&sample_consent=no`, { redirect: 'manual' });
    expect(declined.headers.get('location')).toMatch(
      /admin_consent=True.*error=consent_required.*AADSTS65004/,
    );
    await fetch(`${consent}&sample_consent=yes`, { redirect: 'manual' });
    expect((await click(url, 'Alex')).fields['code']).toBeDefined();
    expect(service.directory.findApp(APP)?.roles).toEqual(['Files.ReadWrite.All']);
    service.directory.adminOnly = 'all';
    expect((await click(toPageUrl(service), 'Kim', 'Return to the application')).fields['error']).toBe(
      'consent_required',
    );
    const elsewhere = consent.replace(REDIRECT, 'https://evil.example/');
    expect((await fetch(elsewhere, { redirect: 'manual' })).status).toBe(400);
    expect((await fetch(consent.replace('contoso.example', 'common'))).status).toBe(400);
  });

  it('of another tenant is refused on the page', async () => {
    const { service } = await start({
      driveType: 'business',
      tenants: [{ domain: 'fabrikam.example', people: 1 }],
    });
    service.directory.register({ clientId: APP, platform: 'desktop' });
    const url = toPageUrl(service, { login_hint: 'user001@fabrikam.example' }, 'contoso.example');
    expect((await click(url, 'Return to the application')).fields['error_description']).toContain(
      'AADSTS50020',
    );
    const { fields } = await click(toPageUrl(service, {}, 'common'), 'Ada Abe', 'Accept');
    expect(await ask(service, redeem(fields['code']), 'contoso.example')).toBe(700005);
    expect(await ask(service, redeem(fields['code']), 'fabrikam.example')).toMatchObject({
      token_type: 'Bearer',
    });
  });
});

const NUMBERS =
  `16000 50020 50034 51004 90072 50011 70004 900971 500011 650052 650057 65005 650056 50053 50055 50144 50056
  50126 50064 50057 50058 50059 50128 90019 50072 50074 50076 50078 50079 50097 50129 50187 50105 50131 53000 53001
  53002 53003 530032 530035 50132 50133 50173 70000 70008 70043 700082 700084 50158 50194 9001023 9002332 90124 90130
  50196 50147 501481 501491 54005 700005 65001 65004 90094 90095 90008 70001 700016 700011 7000112 700025 7000215 70002
  7000218 7000222 70011 700022 700023 28002 28003 70016 70018 70019 90002 90038 90051 900432 1000104 90006 90012 90024
  90033 90055 90090 500021 500022 500212 500213`
    .split(/\s+/)
    .map(Number);

describe('a scripted refusal', () => {
  it('exists for every number, with OAuth’s code and a message, on the page and at the token endpoint', async () => {
    const service = await begin();
    for (const number of NUMBERS) {
      expect(KNOWN_REFUSALS.has(number), `${number} is known`).toBe(true);
      service.directory.script.push({ at: 'token', refusal: toRefusal(number), times: 1 });
      expect(await ask(service, {})).toBe(number);
      service.directory.script.push({ at: 'authorize', refusal: toRefusal(number), times: 1 });
      const { fields } = await click(toPageUrl(service));
      expect(fields['error']).toBe(KNOWN_REFUSALS.get(number)?.error);
      expect(fields['error_description']).toMatch(new RegExp(`^AADSTS${number}: .+ Trace ID: `));
    }
  });
});
