import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import type { Routing } from '../ports.ts';
import { toProxyName } from './proxy-route.ts';
import type { RoutingDeps } from './routing.ts';
import { alexInContoso, ntlm } from './testing/ntlm-responder.ts';
import { codeOf, createRoutingKit, type RoutingKit } from './testing/routing-kit.ts';

let kit: RoutingKit;
beforeEach(async () => {
  kit = await createRoutingKit();
});
afterEach(() => kit[Symbol.asyncDispose]());

/** Takes the place of Electron's network: signs in and sends by its own means. */
const systemBy =
  (routing: () => Routing, seen: string[]): RoutingDeps['systemHttp'] =>
  (by) => ({
    request: (sent) => (
      seen.push(by.kind === 'proxy' ? toProxyName(by) : by.kind),
      routing().http.request(sent)
    ),
  });

describe('C2 a proxy that requires NTLM or Kerberos', () => {
  test.each([[['NTLM']], [['Negotiate', 'NTLM', 'Basic realm="x"']], [['Negotiate, NTLM']]])(
    'and says %j is left to the system’s own network stack from then on',
    async (authenticate) => {
      await using strict = await kit.startProxy(() => ({ status: 407, authenticate }));
      await using lenient = await kit.startProxy();
      const seen: string[] = [];
      const other = kit.route({ resolveProxy: async () => `PROXY ${lenient.name}` });
      const systemHttp = systemBy(() => other, seen);
      const routing = kit.route({ resolveProxy: async () => `PROXY ${strict.name}`, systemHttp });
      expect(await kit.statusOf(routing)).toBe(200);
      expect(await kit.statusOf(routing)).toBe(200);
      expect(strict.seen).toHaveLength(1);
      expect(seen).toEqual([strict.name, strict.name]);
      expect(routing.wanted()).toBeNull();
      expect(kit.logged.join()).not.toContain(kit.service.accessToken);
    },
  );

  test('is reported if there is no such stack, and the user is asked', async () => {
    await using proxy = await kit.startProxy(ntlm(alexInContoso));
    const routing = kit.route({ resolveProxy: async () => `PROXY ${proxy.name}` });
    expect(await codeOf(kit.ask(routing))).toBe('proxySignIn');
    expect(routing.wanted()).toMatchObject({ proxy: proxy.name, wasRefused: false });
  });

  test('but accepts nothing typed asks nobody', async () => {
    await using proxy = await kit.startProxy(() => ({ status: 407, authenticate: ['Negotiate'] }));
    const routing = kit.route({ resolveProxy: async () => `PROXY ${proxy.name}` });
    expect(await codeOf(kit.ask(routing))).toBe('proxySignIn');
    expect(routing.wanted()).toBeNull();
  });

  test('is signed in to by name if the system can’t do it, and then without the system', async () => {
    await using proxy = await kit.startProxy(ntlm(alexInContoso));
    const seen: string[] = [];
    const systemHttp: RoutingDeps['systemHttp'] = () => ({
      request: (sent) => (seen.push(sent.url), Promise.reject(new AppError('proxySignIn'))),
    });
    const routing = kit.route({ resolveProxy: async () => `PROXY ${proxy.name}`, systemHttp });
    expect(await codeOf(kit.ask(routing))).toBe('proxySignIn');
    expect(seen).toHaveLength(1);
    expect(routing.wanted()).toMatchObject({ proxy: proxy.name, wasRefused: false });
    await routing.signIn({ proxy: proxy.name, userName: 'CONTOSO\\alex', password });
    expect(await kit.statusOf(routing)).toBe(200);
    expect(seen).toHaveLength(1);
  });
});

const { password } = alexInContoso;

const signIn = (routing: Routing, proxy: string, typed: string, secret = password) =>
  routing.signIn({ proxy, userName: typed, password: secret });

describe('C2 a name and password for NTLM', () => {
  test('are never sent in clear, even if the proxy would accept that', async () => {
    await using proxy = await kit.startProxy(ntlm(alexInContoso, { more: ['Basic realm="x"'] }));
    const routing = kit.route({ resolveProxy: async () => `PROXY ${proxy.name}` });
    await signIn(routing, proxy.name, 'CONTOSO\\alex');
    expect(await kit.statusOf(routing)).toBe(200);
    expect(proxy.authorizations.map((sent) => sent?.split(' ')[0] ?? null)).toEqual([null, 'NTLM', 'NTLM']);
    expect(kit.logged.join()).not.toMatch(/alex|Winter/);
  });

  test('are sent once if they are wrong, however many requests wait, until others are entered', async () => {
    await using proxy = await kit.startProxy(ntlm(alexInContoso));
    const routing = kit.route({ resolveProxy: async () => `PROXY ${proxy.name}` });
    await signIn(routing, proxy.name, 'CONTOSO\\alex', 'wrong');
    const asked = Array.from({ length: 8 }, () => codeOf(kit.ask(routing)));
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['proxySignIn']));
    expect(await codeOf(kit.ask(routing))).toBe('proxySignIn');
    const signInsOf = () => proxy.authorizations.filter((sent) => sent !== null).length / 2;
    expect(signInsOf()).toBe(1);
    expect(routing.wanted()).toMatchObject({ proxy: proxy.name, wasRefused: true });
    // The same credentials again: the domain may accept them now.
    await signIn(routing, proxy.name, 'CONTOSO\\alex', 'wrong');
    expect(await codeOf(kit.ask(routing))).toBe('proxySignIn');
    expect(signInsOf()).toBe(2);
    await signIn(routing, proxy.name, 'CONTOSO\\alex');
    expect(await kit.statusOf(routing)).toBe(200);
    expect(routing.wanted()).toBeNull();
  });

  test('are forgotten with the connections that they opened', async () => {
    await using proxy = await kit.startProxy(ntlm(alexInContoso));
    const routing = kit.route({ resolveProxy: async () => `PROXY ${proxy.name}` });
    await signIn(routing, proxy.name, 'CONTOSO\\alex');
    expect(await kit.statusOf(routing)).toBe(200);
    expect(await routing.signedInTo()).toEqual([{ proxy: proxy.name, isSealed: true }]);
    await routing.forgetSignIn();
    expect(await routing.signedInTo()).toEqual([]);
    expect(await codeOf(kit.ask(routing))).toBe('proxySignIn');
  });
});
