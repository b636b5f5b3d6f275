import { join } from 'node:path';
import { session, type Session } from 'electron';
import { profilePaths } from '../core/lib/profile-paths.ts';
import { createRouting } from '../core/network/routing.ts';
import type { Log, Routing, Vault } from '../core/ports.ts';
import { createElectronHttp } from './electron-http.ts';

/** In memory, and apart from the pages' session, whose proxy is a dead one. */
const networkSession = (): Session => session.fromPartition('slipway-network');

/** Proxies as the system has them: fixed, by a PAC file, found by WPAD, per host. */
export function createShellRouting(userData: string, vault: Vault, log: Log): Routing {
  const systemHttp = createElectronHttp(networkSession, (proxy) => routing.credential(proxy));
  const routing: Routing = createRouting({
    resolveProxy: (url) => networkSession().resolveProxy(url),
    environment: process.env,
    systemHttp,
    vault,
    log,
    credentialFile: join(profilePaths(userData).credentials, 'proxy.sealed'),
  });
  return routing;
}
