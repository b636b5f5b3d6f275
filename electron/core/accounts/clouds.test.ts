import { describe, expect, test } from 'vitest';
import type { Cloud } from '../../contract/records.ts';
import { SAMPLE_APP } from '../../sample/entra/registration.ts';
import { createRig } from '../testing/rig.ts';
import {
  beginUntil,
  browserRequest,
  createTestBrowser,
  signInAs,
  signInStands,
} from '../testing/sign-in-steps.ts';
import { openListed } from '../testing/steps.ts';
import { clouds, toAuthority, toGraphScopes, toScopeNames } from './clouds.ts';

const at = (cloud: Cloud, tenant: string, authority: string | null = null) => ({
  cloud,
  tenant,
  clientId: SAMPLE_APP.clientId,
  authority,
});

describe('an authority', () => {
  test.each([
    ['global', 'common', 'https://login.microsoftonline.com/common'],
    ['global', 'Contoso.example', 'https://login.microsoftonline.com/contoso.example'],
    ['usGovL4', 'agency.example', 'https://login.microsoftonline.us/agency.example'],
    ['usGovL5', 'agency.example', 'https://login.microsoftonline.us/agency.example'],
    ['china', 'organizations', 'https://login.chinacloudapi.cn/organizations'],
  ] as const)('of %s and %s is %s', (cloud, tenant, authority) => {
    expect(toAuthority(at(cloud, tenant))).toBe(authority);
  });

  test.each(['', ' ', 'a/b', 'a b', '../x', 'x?y', '.', '-a', 'a@b'])(
    'can’t be derived from “%s”',
    (tenant) => {
      expect(() => toAuthority(at('global', tenant))).toThrow('tenantUnclear');
    },
  );

  test('may be a custom one if it uses https and names a tenant', () => {
    expect(toAuthority(at('global', 'common', 'https://login.example.org/tenant/'))).toBe(
      'https://login.example.org/tenant',
    );
    for (const wrong of [
      'http://login.example.org/tenant',
      'https://login.example.org/',
      'https://me:secret@login.example.org/tenant',
      'https://login.example.org/tenant?x=1',
      'login.example.org/tenant',
    ]) {
      expect(() => toAuthority(at('global', 'common', wrong))).toThrow('tenantUnclear');
    }
  });

  test('of personal accounts exists only in the global cloud', () => {
    expect(() => toAuthority(at('china', 'consumers'))).toThrow('wrongCloud');
  });
});

test('scopes belong to the cloud’s own Graph and are shown by their short names', () => {
  expect(toGraphScopes('usGovL5', ['Files.Read'])).toEqual(['https://dod-graph.microsoft.us/Files.Read']);
  expect(
    toScopeNames(['openid', 'profile', 'https://graph.microsoft.com/Files.Read', 'Files.Read', 'User.Read']),
  ).toEqual(['Files.Read', 'User.Read']);
});

test.each(['usGovL4', 'usGovL5', 'china'] as const)(
  'a person in %s signs in there, and their files come from its Graph',
  async (cloud) => {
    const browser = createTestBrowser();
    const asked = new Set<string>();
    await using rig = await createRig({
      driveType: 'business',
      tenants: [{ domain: 'agency.example', people: 2, cloud }],
      adjust(ports) {
        browser.adjust(ports);
        const { http } = ports;
        ports.http = {
          request: (sent) => (asked.add(new URL(sent.url).host), http.request(sent)),
          close: () => http.close(),
        };
      },
    });
    const request = browserRequest({
      registration: { ...browserRequest().registration, cloud, tenant: 'agency.example' },
    });
    const { signInId } = await beginUntil(rig, request, 'browser', 'failed');
    const page = new URL(browser.opened[0]!);
    expect(page.searchParams.get('scope')).toContain(`${clouds[cloud].graphRoot}/Files.ReadWrite`);
    await browser.click(rig, 'Ada', 'Accept');
    const { account, failure } = await signInStands(rig, signInId, 'done', 'failed');
    expect(failure).toBeNull();
    expect(account).toMatchObject({ cloud, address: 'user001@agency.example' });
    await openListed(rig, { accountId: account!.accountId });
    expect(asked).toContain(new URL(clouds[cloud].graphRoot).host);
    expect([...asked].filter((host) => host.endsWith('.com'))).toEqual([]);
  },
);

test('an organization in another cloud is detected before a page opens', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({
    driveType: 'business',
    tenants: [{ domain: 'agency.example', people: 1, cloud: 'usGovL4' }],
    adjust: browser.adjust,
  });
  const request = browserRequest({
    registration: { ...browserRequest().registration, tenant: 'agency.example' },
  });
  const { failure } = await beginUntil(rig, request, 'failed', 'browser');
  expect(failure).toMatchObject({ code: 'wrongCloud', details: { serviceCode: 'AADSTS90038' } });
  expect(browser.opened).toEqual([]);
});

test.each(['https://login.microsoftonline.com/contoso.example', 'https://login.example.org/contoso.example'])(
  'signs in at the custom authority %s, whatever tenant the form names',
  async (authority) => {
    const browser = createTestBrowser();
    const asked: string[] = [];
    await using rig = await createRig({
      driveType: 'business',
      adjust(ports) {
        browser.adjust(ports);
        const { http } = ports;
        ports.http = {
          request(sent) {
            if (sent.method === 'POST') asked.push(new URL(sent.url).pathname);
            const url = sent.url.replace('https://login.example.org/', 'https://login.microsoftonline.com/');
            return http.request({ ...sent, url });
          },
          close: () => http.close(),
        };
      },
    });
    const registration = {
      cloud: 'global',
      tenant: 'common',
      clientId: SAMPLE_APP.clientId,
      authority,
    } as const;
    const account = await signInAs(rig, browser, 'Alex', { registration });
    await openListed(rig, { accountId: account.accountId });
    expect(asked).toEqual(['/contoso.example/oauth2/v2.0/token']);
  },
);
