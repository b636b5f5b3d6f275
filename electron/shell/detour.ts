import { cloudHosts } from '../core/accounts/clouds.ts';
import type { Http } from '../core/ports.ts';

export interface Detour {
  signIn: string;
  graph: string;
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * SLIPWAY_DETOUR="http://127.0.0.1:PORT http://127.0.0.1:PORT": sign-in, then Graph. null in a packaged app,
 * and for any host that isn't loopback.
 */
export function parseDetour(text: string | undefined, isPackaged: boolean): Detour | null {
  if (text === undefined || isPackaged) return null;
  const [signIn, graph, ...more] = text.split(' ').map(toLoopbackOrigin);
  return signIn == null || graph == null || more.length > 0 ? null : { signIn, graph };
}

function toLoopbackOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, origin, pathname } = new URL(text);
  return protocol === 'http:' && loopback.has(hostname) && pathname === '/' ? origin : null;
}

const hosts = cloudHosts();

export function toDetoured(url: string, { signIn, graph }: Detour): string | null {
  const { protocol, host, pathname, search } = new URL(url);
  if (protocol !== 'https:') return null;
  const origin = hosts.signIn.includes(host) ? signIn : hosts.graph.includes(host) ? graph : null;
  return origin === null ? null : origin + pathname + search;
}

/** Adds the original host as a proxy does: the sample service serves all clouds from one address. */
export function withDetour(http: Http, findDetour: () => Detour | null): Http {
  return {
    request(sent) {
      const detour = findDetour();
      const url = detour === null ? null : toDetoured(sent.url, detour);
      if (url === null) return http.request(sent);
      const headers = { ...sent.headers, 'x-forwarded-host': new URL(sent.url).host };
      return http.request({ ...sent, url, headers });
    },
    close: () => http.close(),
  };
}
