import { cloudHosts } from '../core/accounts/clouds.ts';
import type { Http } from '../core/ports.ts';

/** Where requests for Microsoft's hosts are led while testing: origins on this computer. */
export interface Detour {
  signIn: string;
  graph: string;
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * From SLIPWAY_DETOUR="http://127.0.0.1:PORT http://127.0.0.1:PORT", sign-in first, then Graph. Never in a packaged app
 * and never another computer; null for anything else.
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

/** The same page on this computer; null for what is not Microsoft's. */
export function toDetoured(url: string, { signIn, graph }: Detour): string | null {
  const { protocol, host, pathname, search } = new URL(url);
  if (protocol !== 'https:') return null;
  const origin = hosts.signIn.includes(host) ? signIn : hosts.graph.includes(host) ? graph : null;
  return origin === null ? null : origin + pathname + search;
}

/** Says for whom a request was meant as a proxy does: the sample service plays all clouds at one address. */
export function withDetour(http: Http, detour: Detour | null): Http {
  if (detour === null) return http;
  return {
    request(sent) {
      const url = toDetoured(sent.url, detour);
      if (url === null) return http.request(sent);
      const headers = { ...sent.headers, 'x-forwarded-host': new URL(sent.url).host };
      return http.request({ ...sent, url, headers });
    },
    close: () => http.close(),
  };
}
