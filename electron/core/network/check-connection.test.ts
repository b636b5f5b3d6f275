import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cloud } from '../../contract/records.ts';
import type { Routing } from '../ports.ts';
import { realClock } from '../testing/test-ports.ts';
import { createNetwork } from './network.ts';
import { createRoutingKit, type RoutingKit } from './testing/routing-kit.ts';
import { createTrust } from './trusted-certificates.ts';

let kit: RoutingKit;
beforeEach(async () => {
  kit = await createRoutingKit();
});
afterEach(() => kit[Symbol.asyncDispose]());

const createNetworkFor = (routing: Routing, inUse: readonly Cloud[] = []) =>
  createNetwork({
    routing,
    clock: realClock,
    clouds: () => inUse,
    uploadRoots: () => Promise.resolve([]),
    changed: () => undefined,
    mayWork: () => undefined,
  });

async function check(routing: Routing): Promise<Record<string, string>> {
  const checks = await createNetworkFor(routing).check();
  return Object.fromEntries(checks.map(({ part, state, failure }) => [part, failure?.code ?? state]));
}

describe('C2 the check of the connection', () => {
  test('names what works, and reports that a company inspects the connection', async () => {
    await using proxy = await kit.startProxy();
    expect(await check(kit.route({ resolveProxy: async () => `PROXY ${proxy.name}` }))).toEqual({
      name: 'skipped',
      proxy: 'ok',
      certificate: 'inspected',
      graph: 'ok',
      signIn: 'ok',
      upload: 'skipped',
    });
  });

  test('names the part that fails', async () => {
    await using proxy = await kit.startProxy();
    const resolveProxy = async () => `PROXY ${proxy.name}`;
    expect(await check(kit.route({ resolveProxy, trust: createTrust(() => []) }))).toMatchObject({
      proxy: 'ok',
      certificate: 'certificateUntrusted',
      graph: 'certificateUntrusted',
    });
    expect(await check(kit.route({ resolveProxy: async () => 'PROXY 127.0.0.1:1' }))).toMatchObject({
      proxy: 'offline',
      graph: 'offline',
    });
    kit.service.faults.add({ route: /openid/, body: '<html>Welcome to the hotel</html>', times: 10 });
    expect(await check(kit.route({ resolveProxy }))).toMatchObject({ graph: 'ok', signIn: 'networkSignIn' });
  });

  test('checks every cloud that accounts use, and a shared proxy once', async () => {
    await using proxy = await kit.startProxy();
    const routing = kit.route({ resolveProxy: async () => `PROXY ${proxy.name}` });
    const checks = await createNetworkFor(routing, ['global', 'usGovL4', 'usGovL5']).check();
    const places = checks.map(({ part, host, state }) => `${part} ${host} ${state}`);
    expect(places).toEqual([
      'name graph.microsoft.com skipped',
      `proxy ${proxy.name} ok`,
      'certificate graph.microsoft.com inspected',
      'name graph.microsoft.us skipped',
      'certificate graph.microsoft.us failed',
      'name dod-graph.microsoft.us skipped',
      'certificate dod-graph.microsoft.us failed',
      'graph graph.microsoft.com ok',
      'graph graph.microsoft.us failed',
      'graph dod-graph.microsoft.us failed',
      'signIn login.microsoftonline.com ok',
      'signIn login.microsoftonline.us failed',
      'upload  skipped',
    ]);
  });
});
