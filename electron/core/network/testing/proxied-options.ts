import { join } from 'node:path';
import type { SampleService } from '../../../sample/sample-service.ts';
import { makeServerCertificate } from '../../../sample/testing/certificate.ts';
import type { Ports, ProxyCredential, Routing } from '../../ports.ts';
import type { RigOptions } from '../../testing/rig.ts';
import { createRouting, type RoutingDeps } from '../routing.ts';
import { createTrust } from '../trusted-certificates.ts';

export const serviceHosts = {
  graph: 'graph.microsoft.com',
  signIn: 'login.microsoftonline.com',
  content: 'public.dm.files.example',
  site: 'onedrive.live.com',
} as const;

export const serviceCertificate = makeServerCertificate(Object.values(serviceHosts));

export const serviceFront = {
  ...serviceCertificate,
  hostName: serviceHosts.graph,
  signInHostName: serviceHosts.signIn,
  contentToo: true,
  contentHostName: serviceHosts.content,
} as const;

export const toOrigins = ({ listensAt, signInUrl, contentListensAt }: SampleService) =>
  new Map<string, string>([
    [serviceHosts.graph, listensAt],
    [serviceHosts.signIn, signInUrl],
    [serviceHosts.content, contentListensAt],
    [serviceHosts.site, contentListensAt],
  ]);

export interface ProxiedOptions {
  /** Filled once the service runs, for the proxy, which starts earlier. */
  origins: Map<string, string>;
  proxy?: () => string;
  credential?: ProxyCredential | null;
  routing?: Partial<RoutingDeps>;
  /** For files larger than memory. */
  forgetsUploads?: boolean;
}

/** `made` is the rig's routing, once it runs. */
export function toProxied(options: ProxiedOptions): { rig: RigOptions; made: Routing[] } {
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
  return { rig: { adjust, forgetsUploads, front: serviceFront }, made };
}
