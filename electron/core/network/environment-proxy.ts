import { BlockList, isIP } from 'node:net';
import type { Route } from '../ports.ts';
import { direct, parseProxyAddress } from './proxy-route.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Lower-case variables take precedence. */
export function toEnvironmentRoute(environment: Environment, url: string): Route {
  const of = (name: string) => environment[name.toLowerCase()] || environment[name] || '';
  const { protocol } = new URL(url);
  const address = of(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') || of('ALL_PROXY');
  if (address === '' || isExcepted(of('NO_PROXY'), url)) return direct;
  return parseProxyAddress(address) ?? direct;
}

/** "localhost, .example.com, 10.0.0.0/8, host:8443, *". A name includes its subdomains. */
export function isExcepted(list: string, url: string): boolean {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const ownPort = port || (protocol === 'https:' ? '443' : '80');
  return list
    .split(/[\s,;]+/)
    .filter((entry) => entry !== '')
    .some((entry) => isNamed(entry.toLowerCase(), host, ownPort));
}

function isNamed(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInRange(entry, host);
  const [, name = entry, onPort] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(entry) ?? [];
  if (onPort !== undefined && onPort !== port) return false;
  const plain = name.replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
  if (isIP(plain) !== 0) return plain === host;
  return host === plain || host.endsWith(`.${plain}`);
}

function isInRange(entry: string, host: string): boolean {
  const [base = '', bits = ''] = entry.split('/');
  const family = isIP(base);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(base, Number(bits), type);
  return range.check(host, type);
}
