import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
// oxlint-disable-next-line eslint/no-restricted-imports -- the service that the requests are for
import { createSampleService, type SampleService } from '../../sample/sample-service.ts';
// oxlint-disable-next-line eslint/no-restricted-imports -- the service that the requests are for
import { makeServerCertificate } from '../../sample/testing/certificate.ts';
import { toNetworkError } from '../graph/network-errors.ts';
import type { Http, Log, Routing } from '../ports.ts';
import { createTestVault } from '../testing/test-vault.ts';
import { realClock } from '../testing/test-ports.ts';
import { createNetwork } from './network.ts';
import { createRouting, type RoutingDeps } from './routing.ts';
import { basic, startTestProxy, type TestProxyOptions } from './testing/test-proxy.ts';
import { createTrust } from './trusted-certificates.ts';

const graph = 'graph.microsoft.com';
const signIn = 'login.microsoftonline.com';
/** The authority of a company, in the store of its computers. */
const { key, cert } = makeServerCertificate([graph, signIn]);
const vault = createTestVault();

let service: SampleService;
let folder: string;
let logged: string[];
const open: Routing[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-routing-'));
  logged = [];
  service = await createSampleService({
    content: 'empty',
    front: { hostName: graph, key, cert, signInHostName: signIn },
  });
});
afterEach(async () => {
  for (const routing of open.splice(0)) await routing.http.close();
  await service.close();
  await rm(folder, { recursive: true, force: true });
});

const note = (message: string, facts?: unknown) => void logged.push(`${message} ${JSON.stringify(facts)}`);
const log: Log = { info: note, warn: note, error: note };

function route(deps: Partial<RoutingDeps> = {}): Routing {
  const routing = createRouting({
    resolveProxy: null,
    environment: {},
    systemHttp: null,
    vault,
    log,
    credentialFile: join(folder, 'proxy.sealed'),
    trust: createTrust(() => [cert]),
    ...deps,
  });
  open.push(routing);
  return routing;
}

const startProxy = (judge?: TestProxyOptions['judge']) =>
  startTestProxy({
    origins: new Map([
      [graph, service.listensAt],
      [signIn, service.signInUrl],
    ]),
    ...(judge === undefined ? {} : { judge }),
  });

const ask = ({ http }: Pick<Routing, 'http'>, url = `https://${graph}/v1.0/me/drive`) =>
  http.request({
    method: 'GET',
    url,
    headers: { authorization: `Bearer ${service.accessToken}` },
    body: null,
    signal: null,
  });

async function statusOf(routing: Pick<Routing, 'http'>): Promise<number> {
  const response = await ask(routing);
  await response.discard();
  return response.status;
}

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'none',
    (error: unknown) => (toNetworkError(error, null, 0) as { code?: string }).code,
  );

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
  ])('is used where %s, and the service is trusted by this computer’s store', async (_name, toDeps) => {
    await using proxy = await startProxy();
    expect(await statusOf(route(toDeps(proxy.name)))).toBe(200);
    expect(proxy.seen).toEqual([`${graph}:443 200`]);
  });

  test('is used as a person entered it, and not for what they excepted', async () => {
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

  test('is asked host by host, and never for this computer', async () => {
    const asked: string[] = [];
    const routing = route({ resolveProxy: async (url) => (asked.push(url), 'PROXY 127.0.0.1:1') });
    await routing.routes(`https://${graph}/v1.0/me?secret=1`);
    await routing.routes(`https://${signIn}/common`);
    expect(await routing.routes('http://127.0.0.1:80/x')).toEqual([{ kind: 'direct' }]);
    expect(asked).toEqual([`https://${graph}/`, `https://${signIn}/`]);
  });

  test('that does not answer gives way to the next of the list, with the whole body', async () => {
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
  ])('that answers %i is told as "%s"', async (status, code) => {
    await using proxy = await startProxy(() => ({ status, authenticate: ['Basic realm="x"'] }));
    expect(await codeOf(ask(route({ resolveProxy: async () => `PROXY ${proxy.name}` })))).toBe(code);
  });

  test('is no way around certificates: an unknown authority stays unknown', async () => {
    await using proxy = await startProxy();
    const trust = createTrust(() => []);
    const routing = route({ resolveProxy: async () => `PROXY ${proxy.name}`, trust });
    expect(await codeOf(ask(routing))).toBe('certificateUntrusted');
  });
});

describe('C2 a proxy that wants a name and a password', () => {
  test('is said once, signed in to once, and remembered sealed', async () => {
    await using proxy = await startProxy(basic('alex', 'p:ä'));
    const resolveProxy = async () => `PROXY ${proxy.name}`;
    const routing = route({ resolveProxy });
    let told = 0;
    routing.listen(() => (told += 1));
    expect(await codeOf(ask(routing))).toBe('proxySignIn');
    expect(await codeOf(ask(routing))).toBe('proxySignIn');
    expect(told).toBe(1);
    expect(routing.wanted()).toEqual({ proxy: proxy.name, realm: 'Head office' });
    const given = { proxy: proxy.name, userName: 'alex', password: 'p:ä' };
    expect(await routing.signIn(given)).toEqual({ isKept: true });
    expect(await statusOf(routing)).toBe(200);
    expect(routing.wanted()).toBeNull();
    const sealed = await readFile(join(folder, 'proxy.sealed'), 'latin1');
    expect(sealed).not.toMatch(/alex|p:/);
    expect(logged.join()).not.toMatch(/alex|p:ä/);
    expect(await statusOf(route({ resolveProxy }))).toBe(200);
    await routing.forgetSignIn();
    expect(await codeOf(ask(route({ resolveProxy })))).toBe('proxySignIn');
  });

  test('with a wrong password is asked for again, and the service never sees it', async () => {
    await using proxy = await startProxy(basic('alex', 'right'));
    const routing = route({ resolveProxy: async () => `PROXY ${proxy.name}` });
    await routing.signIn({ proxy: proxy.name, userName: 'alex', password: 'wrong' });
    expect(await codeOf(ask(routing))).toBe('proxySignIn');
    expect(routing.wanted()).toMatchObject({ proxy: proxy.name });
    await routing.signIn({ proxy: proxy.name, userName: 'alex', password: 'right' });
    const response = await ask(routing);
    expect(response.status).toBe(200);
    await response.discard();
  });

  test('named in the environment needs nobody', async () => {
    await using proxy = await startProxy(basic('alex', 'p@ss'));
    const environment = { HTTPS_PROXY: `http://alex:p%40ss@${proxy.name}` };
    expect(await statusOf(route({ environment }))).toBe(200);
  });
});

/** Stands where Electron's network stands: signs in and sends by a way of its own. */
const systemBy = (routing: () => Routing, seen: string[]): Http => ({
  request: (sent) => (seen.push(sent.url), routing().http.request(sent)),
  close: () => Promise.resolve(),
});

describe('C2 a proxy that wants NTLM or Kerberos', () => {
  test.each([[['NTLM']], [['Negotiate', 'NTLM', 'Basic realm="x"']], [['Negotiate, NTLM']]])(
    'and says %j is left to the system’s own network, from then on',
    async (authenticate) => {
      await using strict = await startProxy(() => ({ status: 407, authenticate }));
      await using lenient = await startProxy();
      const seen: string[] = [];
      const other = route({ resolveProxy: async () => `PROXY ${lenient.name}` });
      const systemHttp = systemBy(() => other, seen);
      const routing = route({ resolveProxy: async () => `PROXY ${strict.name}`, systemHttp });
      expect(await statusOf(routing)).toBe(200);
      expect(await statusOf(routing)).toBe(200);
      expect(strict.seen).toHaveLength(1);
      expect(seen).toHaveLength(2);
      expect(routing.wanted()).toBeNull();
      expect(logged.join()).not.toContain(service.accessToken);
    },
  );

  test('where there is no such network is said', async () => {
    await using proxy = await startProxy(() => ({ status: 407, authenticate: ['NTLM'] }));
    expect(await codeOf(ask(route({ resolveProxy: async () => `PROXY ${proxy.name}` })))).toBe('proxySignIn');
  });
});

async function check(routing: Routing): Promise<Record<string, string>> {
  const network = createNetwork({
    routing,
    clock: realClock,
    log,
    uploadRoot: () => Promise.resolve(null),
    changed: () => undefined,
    mayWork: () => undefined,
  });
  const checks = await network.check();
  return Object.fromEntries(checks.map(({ part, state, failure }) => [part, failure?.code ?? state]));
}

describe('C2 the check of the connection', () => {
  test('names what works, and that a company inspects the connection', async () => {
    await using proxy = await startProxy();
    expect(await check(route({ resolveProxy: async () => `PROXY ${proxy.name}` }))).toEqual({
      name: 'skipped',
      proxy: 'ok',
      certificate: 'inspected',
      graph: 'ok',
      signIn: 'ok',
      upload: 'skipped',
    });
  });

  test('names the part that fails', async () => {
    await using proxy = await startProxy();
    const resolveProxy = async () => `PROXY ${proxy.name}`;
    expect(await check(route({ resolveProxy, trust: createTrust(() => []) }))).toMatchObject({
      proxy: 'ok',
      certificate: 'certificateUntrusted',
      graph: 'certificateUntrusted',
    });
    expect(await check(route({ resolveProxy: async () => 'PROXY 127.0.0.1:1' }))).toMatchObject({
      proxy: 'offline',
      graph: 'offline',
    });
    service.faults.add({ route: /openid/, body: '<html>Welcome to the hotel</html>', times: 10 });
    expect(await check(route({ resolveProxy }))).toMatchObject({ graph: 'ok', signIn: 'networkSignIn' });
  });
});
