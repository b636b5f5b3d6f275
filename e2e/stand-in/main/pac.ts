import { createContext, runInContext } from 'node:vm';

/** A PAC file's answer for a URL: "PROXY a.example:8080; DIRECT". */
export type FindProxy = (url: string) => string;

/** The functions for PAC files that need neither network nor clock. */
const functions = {
  isPlainHostName: (host: string): boolean => !host.includes('.'),
  dnsDomainIs: (host: string, domain: string): boolean => host.endsWith(domain),
  localHostOrDomainIs: (host: string, full: string): boolean =>
    host === full || (!host.includes('.') && full.startsWith(`${host}.`)),
  dnsDomainLevels: (host: string): number => host.split('.').length - 1,
  shExpMatch: (text: string, pattern: string): boolean =>
    new RegExp(
      `^${pattern
        .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
    ).test(text),
  isInNet: (host: string, net: string, mask: string): boolean => {
    const [address, base, bits] = [host, net, mask].map(toNumber);
    return address != null && base != null && bits != null && (address & bits) === (base & bits);
  },
};

function toNumber(address: string): number | null {
  const parts = address.split('.').map(Number);
  const isAddress = parts.length === 4 && parts.every((part) => part >= 0 && part <= 255);
  return isAddress ? parts.reduce((sum, part) => (sum << 8) | part, 0) : null;
}

/** A file that can't be parsed or that throws means direct connections, as in Chromium. */
export function loadPac(script: string): FindProxy {
  const context = createContext({ ...functions });
  try {
    runInContext(script, context, { timeout: 1_000 });
  } catch {
    return () => 'DIRECT';
  }
  return (url) => {
    const { origin, hostname } = new URL(url);
    try {
      const call = `String(FindProxyForURL(${JSON.stringify(`${origin}/`)}, ${JSON.stringify(hostname)}))`;
      return String(runInContext(call, context, { timeout: 1_000 }));
    } catch {
      return 'DIRECT';
    }
  };
}
