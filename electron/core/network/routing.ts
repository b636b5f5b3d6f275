import { Agent, buildConnector, Socks5ProxyAgent, type Dispatcher } from 'undici';
import type { NetworkSettings } from '../../contract/network.ts';
import { AppError } from '../errors.ts';
import { connectTimeoutMs, createUndiciHttp, timeouts } from '../graph/undici-http.ts';
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
import { isExcepted, toEnvironmentRoute, type Environment } from './environment-proxy.ts';
import { createProxyCredentials } from './proxy-credentials.ts';
import { direct, parseProxyAddress, parseProxyList, toProxyName } from './proxy-route.ts';
import { createTrust } from './trusted-certificates.ts';
import { createTunnelConnector, ProxyRefusal, ProxyUnreachable } from './tunnel.ts';

/** What the way to the network is made of. */
export interface RoutingDeps {
  /** Electron's answer for a URL; null where there is no Electron. */
  resolveProxy: ((url: string) => Promise<string>) | null;
  environment: Environment;
  /** The system's own network, for proxies that want NTLM or Kerberos; null where there is none. */
  systemHttp: Http | null;
  vault: Vault;
  log: Log;
  /** Where a proxy's name and password are sealed. */
  credentialFile: string;
  trust?: Trust;
}

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);
/** A PAC file may change its mind; asking it for every request would cost more than it is worth. */
const routesLastMs = 5_000;

/** One for all: the authorities are many, and the same for everybody. */
const ofThisComputer = createTrust();

export function createRouting(deps: RoutingDeps): Routing {
  const trust = deps.trust ?? ofThisComputer;
  const credentials = createProxyCredentials(deps.credentialFile, deps.vault, deps.log);
  const ways = new Map<string, Http>();
  const known = new Map<string, { routes: Promise<Route[]>; untilMs: number }>();
  const systemProxies = new Set<string>();
  const listeners = new Set<() => void>();
  let settings: NetworkSettings = { proxy: 'system', proxyAddress: '', proxyExceptions: '' };
  let wanted: WantedSignIn | null = null;

  const setWanted = (next: WantedSignIn | null) => {
    if (next?.proxy === wanted?.proxy) return;
    wanted = next;
    for (const listener of listeners) listener();
  };

  const findRoutes = async (url: string): Promise<Route[]> => {
    if (settings.proxy === 'none') return [direct];
    if (settings.proxy === 'manual') {
      const route = parseProxyAddress(settings.proxyAddress);
      return route === null || isExcepted(settings.proxyExceptions, url) ? [direct] : [route];
    }
    const text = await deps.resolveProxy?.(url).catch(() => 'DIRECT');
    const routes = parseProxyList(text ?? '');
    // What the system does not name, the environment may: a command line has nothing else.
    return routes[0]?.kind === 'direct' ? [toEnvironmentRoute(deps.environment, url)] : routes;
  };

  const routesOf = (url: string): Promise<Route[]> => {
    const { origin, hostname } = new URL(url);
    // The sample drive is inside this computer, whatever a proxy's rules say.
    if (loopback.has(hostname)) return Promise.resolve([direct]);
    const nowMs = performance.now();
    const before = known.get(origin);
    if (before !== undefined && before.untilMs > nowMs) return before.routes;
    const routes = findRoutes(`${origin}/`);
    known.set(origin, { routes, untilMs: nowMs + routesLastMs });
    return routes;
  };

  const toAuthorization = async (route: ProxyRoute): Promise<string | null> => {
    const named =
      route.userName === undefined ? null : { userName: route.userName, password: route.password ?? '' };
    const credential = named ?? (await credentials.find(toProxyName(route)));
    if (credential === null) return null;
    return `Basic ${Buffer.from(`${credential.userName}:${credential.password}`).toString('base64')}`;
  };

  const wayOf = async (route: Route): Promise<Http> => {
    const authorization = route.kind === 'proxy' ? await toAuthorization(route) : null;
    const key = JSON.stringify([route, authorization]);
    const way = ways.get(key) ?? createUndiciHttp(toDispatcher(route, authorization, trust));
    ways.set(key, way);
    return way;
  };

  const sendBySystem = (sent: HttpRequest): Promise<HttpResponse> => {
    if (deps.systemHttp === null) throw new AppError('proxySignIn');
    return deps.systemHttp.request(sent);
  };

  const refused = (route: ProxyRoute, error: ProxyRefusal, sent: HttpRequest): Promise<HttpResponse> => {
    if (error.status !== 407) throw error;
    const proxy = toProxyName(route);
    const isOwnSignIn = error.schemes.some((scheme) => scheme !== 'basic');
    if (isOwnSignIn && deps.systemHttp !== null) {
      deps.log.info('a proxy is left to the network of the system', { schemes: error.schemes });
      systemProxies.add(proxy);
      return sendBySystem(sent);
    }
    if (error.schemes.includes('basic')) setWanted({ proxy, realm: error.realm });
    throw error;
  };

  const sendOver = async (route: Route, sent: HttpRequest): Promise<HttpResponse> => {
    if (route.kind === 'system') return sendBySystem(sent);
    if (route.kind === 'proxy' && systemProxies.has(toProxyName(route))) return sendBySystem(sent);
    try {
      const response = await (await wayOf(route)).request(sent);
      if (route.kind === 'proxy' && wanted?.proxy === toProxyName(route)) setWanted(null);
      return response;
    } catch (error) {
      const refusal = route.kind === 'proxy' ? findRefusal(error) : null;
      if (route.kind === 'proxy' && refusal !== null) return refused(route, refusal, sent);
      throw error;
    }
  };

  return {
    trust,
    http: {
      async request(sent) {
        const routes = await routesOf(sent.url);
        for (const [place, route] of routes.entries()) {
          try {
            return await sendOver(route, sent);
          } catch (error) {
            // Nothing has left for the service: the next one in the list gets all of it.
            if (!isUnreachable(error) || place === routes.length - 1) throw error;
          }
        }
        throw new AppError('offline');
      },
      async close() {
        for (const way of ways.values()) await way.close();
        await deps.systemHttp?.close();
      },
    },
    routes: routesOf,
    authorization: toAuthorization,
    wanted: () => wanted,
    async signIn({ proxy, userName, password }) {
      const isKept = await credentials.keep(proxy, { userName, password });
      setWanted(null);
      for (const listener of listeners) listener();
      return { isKept };
    },
    credential: (proxy) => credentials.find(proxy),
    async forgetSignIn() {
      await credentials.forget();
      systemProxies.clear();
      setWanted(null);
    },
    applySettings(next) {
      settings = next;
      known.clear();
      setWanted(null);
    },
    listen: (listener) => void listeners.add(listener),
    usesSystem: (route) =>
      route.kind === 'system' || (route.kind === 'proxy' && systemProxies.has(toProxyName(route))),
  };
}

function toDispatcher(route: Route, authorization: string | null, trust: Trust): Dispatcher {
  if (route.kind !== 'proxy') return new Agent({ ...timeouts, connect: createDirectConnector(trust) });
  const tls = toTls(trust);
  if (route.scheme === 'socks5') {
    const [userName, password] = readBasic(authorization);
    const uri = `socks5://${toProxyName(route)}`;
    return new Socks5ProxyAgent(uri, {
      ...timeouts,
      requestTls: tls,
      ...(userName === undefined ? {} : { username: userName, password: password ?? '' }),
    });
  }
  const connect = createTunnelConnector({ route, authorization, tls, timeoutMs: connectTimeoutMs });
  return new Agent({ ...timeouts, connect });
}

const toTls = (trust: Trust) => ({ secureContext: trust.context(), rejectUnauthorized: true }) as const;

/** The authorities are read when the first encrypted connection needs them: the sample drive has none. */
function createDirectConnector(trust: Trust): buildConnector.connector {
  const plain = buildConnector({ timeout: connectTimeoutMs });
  let secure: buildConnector.connector | null = null;
  return (to, callback) => {
    if (to.protocol !== 'https:') return plain(to, callback);
    secure ??= buildConnector({ ...toTls(trust), timeout: connectTimeoutMs });
    return secure(to, callback);
  };
}

function readBasic(authorization: string | null): string[] {
  if (authorization === null) return [];
  const text = Buffer.from(authorization.slice('Basic '.length), 'base64').toString('utf8');
  const at = text.indexOf(':');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The error itself, or what caused it. */
function findCause<E extends Error>(error: unknown, kind: new (...args: never[]) => E): E | null {
  for (let level = error, depth = 0; level instanceof Error && depth < 4; level = level.cause, depth += 1) {
    if (level instanceof kind) return level;
  }
  return null;
}

const findRefusal = (error: unknown): ProxyRefusal | null => findCause(error, ProxyRefusal);
const isUnreachable = (error: unknown): boolean => findCause(error, ProxyUnreachable) !== null;
