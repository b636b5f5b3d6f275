import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { buildConnector } from 'undici';
import type { ProxyRoute } from '../ports.ts';
import { toProxyName } from './proxy-route.ts';

/** A proxy answered CONNECT with something else than success. */
export class ProxyRefusal extends Error {
  override readonly name = 'ProxyRefusal';
  readonly code = 'SLIPWAY_PROXY_REFUSAL';
  readonly status: number;
  /** How it lets people sign in, in small letters: "basic", "ntlm", "negotiate", "digest". */
  readonly schemes: readonly string[];
  readonly realm: string | null;

  constructor(status: number, challenges: string) {
    super(`the proxy answered ${status}`);
    this.status = status;
    this.schemes = toSchemes(challenges);
    this.realm = /realm="([^"]{0,100})/i.exec(challenges)?.[1] ?? null;
  }
}

/** Nobody answers where the proxy should be: the next in the list is tried. */
export class ProxyUnreachable extends Error {
  override readonly name = 'ProxyUnreachable';
  readonly code = 'SLIPWAY_PROXY_UNREACHABLE';
}

const known: readonly string[] = ['basic', 'ntlm', 'negotiate', 'digest', 'kerberos'];

/** The schemes of "Negotiate, NTLM, Basic realm=…", in their order. */
const toSchemes = (challenges: string): string[] =>
  [...challenges.toLowerCase().matchAll(/(?:^|,)\s*([a-z]+)(?=\s|,|$)/g)]
    .map(([, scheme = '']) => scheme)
    .filter((scheme) => known.includes(scheme));

export interface TunnelTls {
  secureContext: SecureContext;
  rejectUnauthorized: true;
}

export interface TunnelOptions {
  route: ProxyRoute;
  /** The value of Proxy-Authorization; null: none yet. */
  authorization: string | null;
  tls: TunnelTls;
  timeoutMs: number;
}

/** Connects by way of a proxy's CONNECT: what follows is encrypted from here to the service. */
export function createTunnelConnector(options: TunnelOptions): buildConnector.connector {
  const secure = buildConnector({ ...options.tls, timeout: options.timeoutMs });
  return (to, callback) => {
    openTunnel(options, `${to.hostname}:${to.port || '443'}`).then(
      (httpSocket) => secure({ ...to, httpSocket }, callback),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}

/** A connection through a proxy, up to and including its answer to CONNECT. */
export function openTunnel(
  { route, authorization, tls, timeoutMs }: TunnelOptions,
  target: string,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const headers = {
      host: target,
      ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
    };
    const address = { host: route.host, port: route.port, method: 'CONNECT', path: target, headers };
    const own = { ...address, agent: false as const, timeout: timeoutMs };
    const asked = route.scheme === 'https' ? requestSecure({ ...own, ...tls }) : requestPlain(own);
    asked.on('connect', (response, socket, head) => {
      if (response.statusCode === 200) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new ProxyRefusal(response.statusCode ?? 0, response.headers['proxy-authenticate'] ?? ''));
    });
    asked.on('timeout', () => asked.destroy(new Error('the proxy did not answer in time')));
    asked.on('error', (cause: NodeJS.ErrnoException) => {
      const isCertificate =
        route.scheme === 'https' && /CERT|SIGNATURE|SELF_SIGNED|UNABLE_TO_/.test(cause.code ?? '');
      reject(isCertificate ? cause : new ProxyUnreachable(toProxyName(route), { cause }));
    });
    asked.end();
  });
}
