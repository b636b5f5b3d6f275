import { join } from 'node:path';
// oxlint-disable-next-line eslint/no-restricted-imports -- part of the tests: never reached from core.ts
import type { SampleService } from '../../../sample/sample-service.ts';
// oxlint-disable-next-line eslint/no-restricted-imports -- part of the tests: never reached from core.ts
import { makeServerCertificate } from '../../../sample/testing/certificate.ts';
import type { Ports, ProxyCredential, Routing } from '../../ports.ts';
import { createTransferRig, type TransferRig } from '../../testing/transfer-steps.ts';
import { createRouting, type RoutingDeps } from '../routing.ts';
import { createTrust } from '../trusted-certificates.ts';

/** The service's three hosts, under names that only a proxy can reach. */
export const serviceHosts = {
  graph: 'graph.microsoft.com',
  signIn: 'login.microsoftonline.com',
  content: 'public.dm.files.example',
} as const;

export const serviceCertificate = makeServerCertificate(Object.values(serviceHosts));

/** Where a proxy finds the hosts of the service, on this computer. */
export const toOrigins = ({ listensAt, signInUrl, contentListensAt }: SampleService) =>
  new Map<string, string>([
    [serviceHosts.graph, listensAt],
    [serviceHosts.signIn, signInUrl],
    [serviceHosts.content, contentListensAt],
  ]);

export interface ProxiedRig extends TransferRig {
  readonly routing: Routing;
}

export interface ProxiedRigOptions {
  /** Filled once the service runs: for the proxy, which runs before. */
  origins: Map<string, string>;
  /** "127.0.0.1:PORT" of the proxy as the system names it, now. */
  proxy?: () => string;
  /** What a person typed for it. */
  credential?: ProxyCredential | null;
  routing?: Partial<RoutingDeps>;
  forgetsUploads?: boolean;
}

/** A whole core that reaches the service through a proxy, and in no other way. */
export async function createProxiedRig(options: ProxiedRigOptions): Promise<ProxiedRig> {
  const { origins, proxy, credential = null, forgetsUploads = false } = options;
  const made: Routing[] = [];
  const adjust = (ports: Ports, service: SampleService) => {
    for (const [host, origin] of toOrigins(service)) origins.set(host, origin);
    const created = createRouting({
      resolveProxy: proxy === undefined ? null : async () => (await isSignedIn, `PROXY ${proxy()}`),
      environment: {},
      systemHttp: null,
      vault: ports.vault,
      log: ports.log,
      credentialFile: join(ports.folders.userData, 'proxy.sealed'),
      trust: createTrust(() => [serviceCertificate.cert]),
      ...options.routing,
    });
    const isSignedIn =
      credential === null || proxy === undefined
        ? Promise.resolve()
        : created.signIn({ proxy: proxy(), ...credential });
    made.push(created);
    ports.routing = created;
    ports.http = created.http;
  };
  const { graph, signIn, content } = serviceHosts;
  const rig = await createTransferRig({
    adjust,
    forgetsUploads,
    front: {
      ...serviceCertificate,
      hostName: graph,
      signInHostName: signIn,
      contentToo: true,
      contentHostName: content,
    },
  });
  const [routing] = made;
  if (routing === undefined) throw new Error('core asked for no ports');
  const dispose = rig[Symbol.asyncDispose].bind(rig);
  return Object.assign(rig, {
    routing,
    async [Symbol.asyncDispose]() {
      await dispose();
      for (const one of made) await one.http.close();
    },
  });
}
