import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serviceHosts, toOrigins } from './testing/proxied-options.ts';
import { codeOf, createRoutingKit, type RoutingKit } from './testing/routing-kit.ts';
import { startSocksProxy } from './testing/socks-proxy.ts';
import { basic } from './testing/test-proxy.ts';
import { createTrust } from './trusted-certificates.ts';

const { graph, signIn } = serviceHosts;

let kit: RoutingKit;
beforeEach(async () => {
  kit = await createRoutingKit();
});
afterEach(() => kit[Symbol.asyncDispose]());
const route: RoutingKit['route'] = (deps) => kit.route(deps);
const startProxy: RoutingKit['startProxy'] = (judge) => kit.startProxy(judge);
const ask: RoutingKit['ask'] = (routing) => kit.ask(routing);
const statusOf: RoutingKit['statusOf'] = (routing) => kit.statusOf(routing);

describe('C2 a proxy', () => {
  test.each([
    ['the system names it', (name: string) => ({ resolveProxy: async () => `PROXY ${name}; DIRECT` })],
    ['HTTPS_PROXY names it', (name: string) => ({ environment: { HTTPS_PROXY: `http://${name}` } })],
    ['https_proxy names it without a scheme', (name: string) => ({ environment: { https_proxy: name } })],
    [
      'a PAC file that says DIRECT leaves it to the environment',
      (name: string) => ({
        resolveProxy: async () => 'DIRECT',
        environment: { ALL_PROXY: `http://${name}` },
      }),
    ],
  ])(
    'is used if %s, and the service is trusted by this computer’s certificate store',
    async (_name, toDeps) => {
      await using proxy = await startProxy();
      expect(await statusOf(route(toDeps(proxy.name)))).toBe(200);
      expect(proxy.seen).toEqual([`${graph}:443 200`]);
    },
  );

  test('is used as a person entered it, except for the hosts they excluded', async () => {
    await using proxy = await startProxy();
    const routing = route();
    const settings = { proxy: 'manual' as const, proxyAddress: proxy.name, proxyExceptions: '' };
    routing.applySettings(settings);
    expect(await statusOf(routing)).toBe(200);
    routing.applySettings({ ...settings, proxyExceptions: '.microsoft.com' });
    expect(await routing.routes(`https://${graph}/`)).toEqual([{ kind: 'direct' }]);
    routing.applySettings({ ...settings, proxy: 'none' });
    expect(await routing.routes(`https://${graph}/`)).toEqual([{ kind: 'direct' }]);
  });

  test('is chosen for each host, and never used for this computer', async () => {
    const asked: string[] = [];
    const routing = route({ resolveProxy: async (url) => (asked.push(url), 'PROXY 127.0.0.1:1') });
    await routing.routes(`https://${graph}/v1.0/me?secret=1`);
    await routing.routes(`https://${signIn}/common`);
    expect(await routing.routes('http://127.0.0.1:80/x')).toEqual([{ kind: 'direct' }]);
    expect(asked).toEqual([`https://${graph}/`, `https://${signIn}/`]);
  });

  test('that doesn’t respond is skipped for the next one in the list, with the whole body', async () => {
    await using proxy = await startProxy();
    const routing = route({ resolveProxy: async () => `PROXY 127.0.0.1:1; PROXY ${proxy.name}` });
    expect(await statusOf(routing)).toBe(200);
    const alone = route({ resolveProxy: async () => 'PROXY 127.0.0.1:1' });
    expect(await codeOf(ask(alone))).toBe('offline');
  });

  test.each([
    [403, 'networkSignIn'],
    [407, 'proxySignIn'],
    [502, 'offline'],
  ])('that answers %i is reported as "%s"', async (status, code) => {
    await using proxy = await startProxy(() => ({ status, authenticate: ['Basic realm="x"'] }));
    expect(await codeOf(ask(route({ resolveProxy: async () => `PROXY ${proxy.name}` })))).toBe(code);
  });

  test('doesn’t bypass certificate checks: an unknown authority stays unknown', async () => {
    await using proxy = await startProxy();
    const trust = createTrust(() => []);
    const routing = route({ resolveProxy: async () => `PROXY ${proxy.name}`, trust });
    expect(await codeOf(ask(routing))).toBe('certificateUntrusted');
  });
});

describe('C2 a proxy that requires a name and a password', () => {
  test('is reported once, signed in to once, and remembered encrypted', async () => {
    await using proxy = await startProxy(basic('alex', 'p:ä'));
    const resolveProxy = async () => `PROXY ${proxy.name}`;
    const routing = route({ resolveProxy });
    let told = 0;
    routing.listen(() => (told += 1));
    expect(await codeOf(ask(routing))).toBe('proxySignIn');
    expect(await codeOf(ask(routing))).toBe('proxySignIn');
    expect(told).toBe(1);
    expect(routing.wanted()).toEqual({ proxy: proxy.name, realm: 'Head office', wasRefused: false });
    const given = { proxy: proxy.name, userName: 'alex', password: 'p:ä' };
    expect(await routing.signIn(given)).toEqual({ isKept: true });
    expect(await statusOf(routing)).toBe(200);
    expect(routing.wanted()).toBeNull();
    const sealed = await readFile(join(kit.folder, 'proxy.sealed'), 'latin1');
    expect(sealed).not.toMatch(/alex|p:/);
    expect(kit.logged.join()).not.toMatch(/alex|p:ä/);
    expect(await statusOf(route({ resolveProxy }))).toBe(200);
    await routing.forgetSignIn();
    expect(await codeOf(ask(route({ resolveProxy })))).toBe('proxySignIn');
  });

  test('asks again after a wrong password, and the service never sees it', async () => {
    await using proxy = await startProxy(basic('alex', 'right'));
    const routing = route({ resolveProxy: async () => `PROXY ${proxy.name}` });
    await routing.signIn({ proxy: proxy.name, userName: 'alex', password: 'wrong' });
    expect(await codeOf(ask(routing))).toBe('proxySignIn');
    expect(await codeOf(ask(routing))).toBe('proxySignIn');
    // A rejected password is sent only once, as domains count attempts.
    expect(proxy.authorizations.filter((sent) => sent !== null)).toHaveLength(1);
    expect(routing.wanted()).toEqual({ proxy: proxy.name, realm: 'Head office', wasRefused: true });
    await routing.signIn({ proxy: proxy.name, userName: 'alex', password: 'right' });
    const response = await ask(routing);
    expect(response.status).toBe(200);
    await response.discard();
  });

  test('needs no sign-in if the environment names it with its password', async () => {
    await using proxy = await startProxy(basic('alex', 'p@ss'));
    const environment = { HTTPS_PROXY: `http://alex:p%40ss@${proxy.name}` };
    expect(await statusOf(route({ environment }))).toBe(200);
  });
});

describe('C2 a SOCKS proxy', () => {
  test.each([
    ['socks5', '5'],
    ['socks5h', '5'],
    ['socks4a', '4'],
  ])('is used with %s and resolves names', async (scheme, version) => {
    await using proxy = await startSocksProxy(toOrigins(kit.service));
    const routing = route({ environment: { ALL_PROXY: `${scheme}://${proxy.name}` } });
    expect(await statusOf(routing)).toBe(200);
    expect(proxy.seen).toEqual([`${version} ${graph}`]);
  });

  test('asks for a required name and password, and reports wrong ones', async () => {
    await using proxy = await startSocksProxy(toOrigins(kit.service), {
      userName: 'alex',
      password: 'right',
    });
    const routing = route({ resolveProxy: async () => `SOCKS5 ${proxy.name}` });
    expect(await codeOf(ask(routing))).toBe('proxySignIn');
    expect(routing.wanted()).toMatchObject({ proxy: proxy.name, wasRefused: false });
    await routing.signIn({ proxy: proxy.name, userName: 'alex', password: 'wrong' });
    expect(await codeOf(ask(routing))).toBe('proxySignIn');
    expect(routing.wanted()).toMatchObject({ wasRefused: true });
    await routing.signIn({ proxy: proxy.name, userName: 'alex', password: 'right' });
    expect(await statusOf(routing)).toBe(200);
  });

  test('is skipped for the next one if it isn’t there', async () => {
    await using proxy = await startProxy();
    const routing = route({ resolveProxy: async () => `SOCKS5 127.0.0.1:1; PROXY ${proxy.name}` });
    expect(await statusOf(routing)).toBe(200);
  });
});
