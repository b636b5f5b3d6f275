import type { ProxyConfig, Session } from 'electron';
import { loadPac, type FindProxy } from './pac.ts';

export type SessionProxy = Pick<Session, 'setProxy' | 'resolveProxy'>;

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const directly: FindProxy = () => 'DIRECT';

export function createSessionProxy(): SessionProxy {
  let find = directly;
  return {
    async setProxy(config) {
      find = await toFind(config);
    },
    // Chromium never uses a proxy for loopback addresses.
    resolveProxy: async (url) => (loopback.has(new URL(url).hostname) ? 'DIRECT' : find(url)),
  };
}

async function toFind({ mode, pacScript = '', proxyRules = '' }: ProxyConfig): Promise<FindProxy> {
  if (pacScript !== '' && (mode ?? 'pac_script') === 'pac_script') {
    return loadPac(await (await fetch(pacScript)).text());
  }
  if (proxyRules !== '' && (mode ?? 'fixed_servers') === 'fixed_servers') return () => toPacWords(proxyRules);
  return directly;
}

/** Converts "http://a.example:8080" and "a.example:8080" to the syntax of a PAC file. */
function toPacWords(rule: string): string {
  const [, scheme = 'http', place = rule] = /^(\w+):\/\/(.+)$/.exec(rule) ?? [];
  const word = scheme === 'http' ? 'PROXY' : scheme.toUpperCase();
  return `${word} ${place}`;
}
