import type { ProxyRoute, Route } from '../ports.ts';

export const direct: Route = { kind: 'direct' };

const schemes: Readonly<Record<string, ProxyRoute['scheme']>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
};
const defaultPorts: Readonly<Record<ProxyRoute['scheme'], number>> = {
  http: 80,
  https: 443,
  socks4: 1080,
  socks5: 1080,
};

/**
 * Electron's `session.resolveProxy`, best first: "PROXY a.example:8080; SOCKS5 b.example:1080; DIRECT".
 * Unreadable text means direct.
 */
export function parseProxyList(text: string): Route[] {
  const routes = text.split(';').flatMap((entry): Route[] => {
    const [word = '', address = ''] = entry.trim().split(/\s+/);
    if (word === '') return [];
    if (word.toUpperCase() === 'DIRECT') return [direct];
    const scheme = schemes[word.toUpperCase()];
    if (scheme === undefined) return [{ kind: 'system' }];
    const route = parseProxyAddress(`${scheme}://${address}`);
    return route === null ? [] : [route];
  });
  return routes.length === 0 ? [direct] : routes;
}

/**
 * "http://proxy.example:8080", "proxy.example:8080" or "socks5://…", optionally with "user:password@"; null:
 * invalid.
 */
export function parseProxyAddress(text: string): ProxyRoute | null {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text.trim() : `http://${text.trim()}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const scheme = toScheme(url.protocol);
  if (scheme === null || url.hostname === '') return null;
  return {
    kind: 'proxy',
    scheme,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? defaultPorts[scheme] : Number(url.port),
    ...(url.username === ''
      ? {}
      : { userName: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
  };
}

function toScheme(protocol: string): ProxyRoute['scheme'] | null {
  if (protocol === 'http:' || protocol === 'https:') return protocol === 'http:' ? 'http' : 'https';
  if (/^socks4a?:$/.test(protocol)) return 'socks4';
  return /^socks5?h?:$/.test(protocol) ? 'socks5' : null;
}

/** "proxy.example:8080": shown to users, and the key of its credentials. */
export const toProxyName = ({ host, port }: Pick<ProxyRoute, 'host' | 'port'>): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;
