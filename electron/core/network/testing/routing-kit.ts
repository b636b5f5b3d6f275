import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSampleService, type SampleService } from '../../../sample/sample-service.ts';
import { toNetworkError } from '../../graph/network-errors.ts';
import type { Log, Routing } from '../../ports.ts';
import { createTestVault } from '../../testing/test-vault.ts';
import { createRouting, type RoutingDeps } from '../routing.ts';
import { createTrust } from '../trusted-certificates.ts';
import { serviceCertificate, serviceHosts, toOrigins } from './proxied-options.ts';
import { startTestProxy, type TestProxy, type TestProxyOptions } from './test-proxy.ts';

export interface RoutingKit extends AsyncDisposable {
  service: SampleService;
  folder: string;
  logged: string[];
  /** All routings of one kit share their credentials. */
  route(deps?: Partial<RoutingDeps>): Routing;
  startProxy(judge?: TestProxyOptions['judge']): Promise<TestProxy>;
  ask(routing: Pick<Routing, 'http'>): ReturnType<Routing['http']['request']>;
  statusOf(routing: Pick<Routing, 'http'>): Promise<number>;
}

export async function createRoutingKit(): Promise<RoutingKit> {
  const { graph, signIn } = serviceHosts;
  const folder = await mkdtemp(join(tmpdir(), 'slipway-routing-'));
  const front = { ...serviceCertificate, hostName: graph, signInHostName: signIn };
  const service = await createSampleService({ content: 'empty', front });
  const vault = createTestVault();
  const logged: string[] = [];
  const open: Routing[] = [];
  const note = (message: string, facts?: unknown) => void logged.push(`${message} ${JSON.stringify(facts)}`);
  const log: Log = { info: note, warn: note, error: note };

  const ask: RoutingKit['ask'] = ({ http }) =>
    http.request({
      method: 'GET',
      url: `https://${graph}/v1.0/me/drive`,
      headers: { authorization: `Bearer ${service.accessToken}` },
      body: null,
      signal: null,
    });

  return {
    service,
    folder,
    logged,
    route(deps = {}) {
      const routing = createRouting({
        resolveProxy: null,
        environment: {},
        systemHttp: null,
        vault,
        log,
        credentialFile: join(folder, 'proxy.sealed'),
        trust: createTrust(() => [serviceCertificate.cert]),
        ...deps,
      });
      open.push(routing);
      return routing;
    },
    startProxy: (judge) =>
      startTestProxy({ origins: toOrigins(service), ...(judge === undefined ? {} : { judge }) }),
    ask,
    async statusOf(routing) {
      const response = await ask(routing);
      await response.discard();
      return response.status;
    },
    async [Symbol.asyncDispose]() {
      for (const routing of open) await routing.http.close();
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const codeOf = (asked: Promise<unknown>): Promise<string | undefined> =>
  asked.then(
    () => 'none',
    (error: unknown) => (toNetworkError(error, null, 0) as { code?: string }).code,
  );
