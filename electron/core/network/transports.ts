import { connect, type Socket } from 'node:net';
import { SocksClient } from 'socks';
import { Agent, buildConnector } from 'undici';
import { connectTimeoutMs, createUndiciHttp, timeouts } from '../graph/undici-http.ts';
import type { Http, ProxyCredential, ProxyRoute, Route, Trust } from '../ports.ts';
import { ProxyRefusal, ProxyUnreachable } from './proxy-refusal.ts';
import { toProxyName } from './proxy-route.ts';
import { createProxySignIn } from './proxy-sign-in.ts';

/** Direct, or through one proxy. */
export interface Transport {
  readonly http: Http;
  /** Unencrypted, to port 443 of a host. */
  open(hostname: string): Promise<Socket>;
}

export interface Transports {
  of(route: Exclude<Route, { kind: 'system' }>): Transport;
  endProxied(): Promise<void>;
  close(): Promise<void>;
}

export interface TransportsDeps {
  trust: Trust;
  find: (proxy: string) => Promise<ProxyCredential | null>;
}

export function createTransports(deps: TransportsDeps): Transports {
  const transports = new Map<string, Transport>();
  const end = async (ended: readonly [string, Transport][]) => {
    for (const [key] of ended) transports.delete(key);
    for (const [, transport] of ended) await transport.http.close();
  };
  return {
    of(route) {
      const key = JSON.stringify(route);
      const transport =
        transports.get(key) ??
        (route.kind === 'proxy' ? createProxied(route, deps) : createDirect(deps.trust));
      transports.set(key, transport);
      return transport;
    },
    endProxied: () => end([...transports].filter(([key]) => key.startsWith('{"kind":"proxy"'))),
    close: () => end([...transports]),
  };
}

const toTls = (trust: Trust) => ({ secureContext: trust.context(), rejectUnauthorized: true }) as const;

function createDirect(trust: Trust): Transport {
  const plain = buildConnector({ timeout: connectTimeoutMs });
  // Authorities are read for the first encrypted connection: the sample drive has none.
  let secure: buildConnector.connector | null = null;
  const connector: buildConnector.connector = (to, callback) => {
    if (to.protocol !== 'https:') return plain(to, callback);
    secure ??= buildConnector({ ...toTls(trust), timeout: connectTimeoutMs });
    return secure(to, callback);
  };
  return { http: createUndiciHttp(new Agent({ ...timeouts, connect: connector })), open: openDirectly };
}

function openDirectly(hostname: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: 443 }, () => resolve(socket));
    const late = Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
    socket.setTimeout(connectTimeoutMs, () => socket.destroy(late));
    socket.on('error', reject);
  });
}

/** Encrypted end to end; the proxy only forwards. */
function createProxied(route: ProxyRoute, deps: TransportsDeps): Transport {
  const { trust } = deps;
  const named = toNamed(route);
  const find = async () => named ?? deps.find(toProxyName(route));
  const open = isSocks(route) ? createSocks(route, find) : createConnect(route, trust, find);
  let secure: buildConnector.connector | null = null;
  const connector: buildConnector.connector = (to, callback) => {
    secure ??= buildConnector({ ...toTls(trust), timeout: connectTimeoutMs });
    const startTls = secure;
    open(to.hostname, Number(to.port || 443)).then(
      (httpSocket) => startTls({ ...to, httpSocket }, callback),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
  const http = createUndiciHttp(new Agent({ ...timeouts, connect: connector }));
  return { http, open: (hostname) => open(hostname, 443) };
}

const toNamed = ({ userName, password = '' }: ProxyRoute): ProxyCredential | null =>
  userName === undefined ? null : { userName, password };

type Open = (hostname: string, port: number) => Promise<Socket>;
type FindCredential = () => Promise<ProxyCredential | null>;

function createConnect(route: ProxyRoute, trust: Trust, find: FindCredential): Open {
  const signIn = createProxySignIn({ route, tls: toTls(trust), timeoutMs: connectTimeoutMs }, find);
  return (hostname, port) => signIn.open(`${hostname}:${port}`);
}

const isSocks = ({ scheme }: ProxyRoute): boolean => scheme === 'socks4' || scheme === 'socks5';

/** The proxy resolves host names. */
function createSocks(route: ProxyRoute, find: FindCredential): Open {
  return async (hostname, port) => {
    const credential = await find();
    try {
      const { socket } = await SocksClient.createConnection({
        command: 'connect',
        destination: { host: hostname, port },
        proxy: {
          host: route.host,
          port: route.port,
          type: route.scheme === 'socks4' ? 4 : 5,
          ...(credential === null ? {} : { userId: credential.userName, password: credential.password }),
        },
        timeout: connectTimeoutMs,
      });
      return socket;
    } catch (error) {
      throw toSocksError(error, route, credential !== null);
    }
  };
}

/** The library reports errors only as text. */
function toSocksError(error: unknown, route: ProxyRoute, hadSignIn: boolean): Error {
  const words = error instanceof Error ? error.message : String(error);
  if (/authentication/i.test(words)) return new ProxyRefusal(407, 'Basic', hadSignIn);
  if (/NotAllowed/i.test(words)) return new ProxyRefusal(403, '');
  if (/rejected connection/i.test(words)) return new ProxyRefusal(502, '');
  return new ProxyUnreachable(toProxyName(route), { cause: error });
}
