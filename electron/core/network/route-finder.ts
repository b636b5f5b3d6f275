import type { NetworkSettings } from '../../contract/network.ts';
import type { Route } from '../ports.ts';
import { isExcepted, toEnvironmentRoute, type Environment } from './environment-proxy.ts';
import { direct, parseProxyAddress, parseProxyList } from './proxy-route.ts';

export interface RouteFinder {
  find(url: string): Promise<Route[]>;
  applySettings(settings: NetworkSettings): void;
}

export interface RouteFinderDeps {
  resolveProxy: ((url: string) => Promise<string>) | null;
  environment: Environment;
}

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);
/** A PAC file may change its answer, but asking for every request would cost too much. */
const routesLastMs = 5_000;

export function createRouteFinder({ resolveProxy, environment }: RouteFinderDeps): RouteFinder {
  const known = new Map<string, { routes: Promise<Route[]>; untilMs: number }>();
  let settings: NetworkSettings = { proxy: 'system', proxyAddress: '', proxyExceptions: '' };

  const findRoutes = async (url: string): Promise<Route[]> => {
    if (settings.proxy === 'none') return [direct];
    if (settings.proxy === 'manual') {
      const route = parseProxyAddress(settings.proxyAddress);
      return route === null || isExcepted(settings.proxyExceptions, url) ? [direct] : [route];
    }
    const text = await resolveProxy?.(url).catch(() => 'DIRECT');
    const routes = parseProxyList(text ?? '');
    // If the system has no proxy, the environment may: a command line has nothing else.
    return routes[0]?.kind === 'direct' ? [toEnvironmentRoute(environment, url)] : routes;
  };

  return {
    find(url) {
      const { origin, hostname } = new URL(url);
      // The sample service is on this computer, whatever the proxy rules say.
      if (loopback.has(hostname)) return Promise.resolve([direct]);
      const nowMs = performance.now();
      const before = known.get(origin);
      if (before !== undefined && before.untilMs > nowMs) return before.routes;
      const routes = findRoutes(`${origin}/`);
      known.set(origin, { routes, untilMs: nowMs + routesLastMs });
      return routes;
    },
    applySettings(next) {
      settings = next;
      known.clear();
    },
  };
}
