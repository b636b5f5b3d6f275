import { AppError } from '../errors.ts';
import { toNetworkError } from '../graph/network-errors.ts';
import type {
  Http,
  HttpRequest,
  HttpResponse,
  Log,
  ProxyRoute,
  Route,
  Routing,
  Trust,
  Vault,
  WantedSignIn,
} from '../ports.ts';
import type { Environment } from './environment-proxy.ts';
import { createProxyCredentials } from './proxy-credentials.ts';
import { findCause, ProxyRefusal, ProxyUnreachable } from './proxy-refusal.ts';
import { judgeRefusal } from './proxy-sign-in.ts';
import { toProxyName } from './proxy-route.ts';
import { createRouteFinder } from './route-finder.ts';
import { createTrust } from './trusted-certificates.ts';
import { createTransports } from './transports.ts';

export interface RoutingDeps {
  /** null without Electron. */
  resolveProxy: ((url: string) => Promise<string>) | null;
  environment: Environment;
  /** For proxies that require NTLM or Kerberos; null without Electron. */
  systemHttp: ((route: Route) => Pick<Http, 'request'>) | null;
  vault: Vault;
  log: Log;
  credentialFile: string;
  trust?: Trust;
}

/** Shared: reading all authorities takes time and memory. */
const systemTrust = createTrust();

export function createRouting(deps: RoutingDeps): Routing {
  const trust = deps.trust ?? systemTrust;
  const credentials = createProxyCredentials(deps.credentialFile, deps.vault, deps.log);
  const transports = createTransports({ trust, find: (proxy) => credentials.find(proxy) });
  const finder = createRouteFinder(deps);
  const systemProxies = new Set<string>();
  const contentOrigins = new Set<string>();
  const listeners = new Set<() => void>();
  let wanted: WantedSignIn | null = null;

  const setWanted = (next: WantedSignIn | null) => {
    if (JSON.stringify(next) === JSON.stringify(wanted)) return;
    wanted = next;
    for (const listener of listeners) listener();
  };
  const accepted = (proxy: string) => {
    if (wanted?.proxy === proxy) setWanted(null);
  };

  /** Uses Electron's network; if it can't sign in to the proxy, Settings ask the user. */
  const sendBySystem = async (
    sent: HttpRequest,
    route: Route,
    realm: string | null,
  ): Promise<HttpResponse> => {
    const proxy = route.kind === 'proxy' ? toProxyName(route) : null;
    if (deps.systemHttp === null) throw new AppError('offline');
    const ask = async () => {
      if (proxy !== null) setWanted({ proxy, realm, wasRefused: (await credentials.find(proxy)) !== null });
    };
    try {
      const response = await deps.systemHttp(route).request(sent);
      if (response.status === 407) await ask();
      else if (proxy !== null) accepted(proxy);
      return response;
    } catch (error) {
      const expected = toNetworkError(error, sent.signal, 0);
      if (expected instanceof AppError && expected.code === 'proxySignIn') await ask();
      throw error;
    }
  };

  const refused = (route: ProxyRoute, error: ProxyRefusal, sent: HttpRequest): Promise<HttpResponse> => {
    const proxy = toProxyName(route);
    const verdict = judgeRefusal(error, deps.systemHttp !== null);
    const { realm, hadSignIn: wasRefused } = error;
    if (verdict === 'ask') setWanted({ proxy, realm, wasRefused });
    if (verdict !== 'system') throw error;
    deps.log.info('a proxy is left to the network of the system', { schemes: error.schemes });
    systemProxies.add(proxy);
    return sendBySystem(sent, route, realm);
  };

  const sendOver = async (route: Route, sent: HttpRequest): Promise<HttpResponse> => {
    if (route.kind === 'system') return sendBySystem(sent, route, null);
    const proxy = route.kind === 'proxy' ? toProxyName(route) : null;
    if (proxy !== null && systemProxies.has(proxy)) return sendBySystem(sent, route, null);
    try {
      const response = await transports.of(route).http.request(sent);
      if (proxy !== null) accepted(proxy);
      return response;
    } catch (error) {
      const refusal = findCause(error, ProxyRefusal);
      if (route.kind === 'proxy' && refusal !== null) return refused(route, refusal, sent);
      throw error;
    }
  };

  return {
    trust,
    http: {
      async request(sent) {
        if (sent.isContent === true) contentOrigins.add(new URL(sent.url).origin);
        const routes = await finder.find(sent.url);
        for (const [place, route] of routes.entries()) {
          try {
            return await sendOver(route, sent);
          } catch (error) {
            // Nothing has been sent to the service, so the next route gets the whole request.
            const isUnreachable = findCause(error, ProxyUnreachable) !== null;
            if (!isUnreachable || place === routes.length - 1) throw error;
          }
        }
        throw new AppError('offline');
      },
      close: () => transports.close(),
    },
    routes: (url) => finder.find(url),
    contentOrigins: () => [...contentOrigins].filter((origin) => origin.startsWith('https:')),
    open(route, hostname) {
      if (route.kind === 'system') throw new AppError('notSupported');
      return transports.of(route).open(hostname);
    },
    wanted: () => wanted,
    async signIn({ proxy, userName, password }) {
      const isKept = await credentials.keep(proxy, { userName, password });
      // With typed credentials core signs in itself: unlike the system's network, it streams bodies.
      systemProxies.delete(proxy);
      setWanted(null);
      for (const listener of listeners) listener();
      return { isKept };
    },
    signedInTo: () => credentials.kept(),
    credential: (proxy) => credentials.find(proxy),
    async forgetSignIn() {
      await credentials.forget();
      systemProxies.clear();
      setWanted(null);
      // Open connections would stay signed in.
      await transports.endProxied();
      for (const listener of listeners) listener();
    },
    applySettings(next) {
      finder.applySettings(next);
      setWanted(null);
    },
    listen: (listener) => void listeners.add(listener),
    usesSystem: (route) =>
      route.kind === 'system' || (route.kind === 'proxy' && systemProxies.has(toProxyName(route))),
  };
}
