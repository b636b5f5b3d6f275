import { join } from 'node:path';
import { session, type Session } from 'electron';
import { profilePaths } from '../core/lib/profile-paths.ts';
import { toProxyName } from '../core/network/proxy-route.ts';
import { createRouting } from '../core/network/routing.ts';
import type { Log, Route, Routing, Vault } from '../core/ports.ts';
import { createElectronHttp, toProxyRules } from './electron-http.ts';

/** In memory, and separate from the pages' session with its dead proxy. */
const networkSession = (): Session => session.fromPartition('slipway-network');

/** One per proxy from Settings or the environment, ignoring the system's. */
async function sessionFor(route: Route): Promise<Session> {
  if (route.kind !== 'proxy') return networkSession();
  const own = session.fromPartition(`slipway-network ${toProxyName(route)}`);
  await own.setProxy({ mode: 'fixed_servers', proxyRules: toProxyRules(route) });
  return own;
}

export function createShellRouting(userData: string, vault: Vault, log: Log): Routing {
  const routing: Routing = createRouting({
    resolveProxy: (url) => networkSession().resolveProxy(url),
    environment: process.env,
    systemHttp: (route) =>
      createElectronHttp(
        () => sessionFor(route),
        (proxy) => routing.credential(proxy),
      ),
    vault,
    log,
    credentialFile: join(profilePaths(userData).credentials, 'proxy.sealed'),
  });
  return routing;
}
