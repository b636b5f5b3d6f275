import type { DriveAccess } from '../core/ports.ts';

export interface Launch {
  /** Start with a profile that is thrown away, show the sample drive, say how long it took, leave. */
  isSmoke: boolean;
}

export function parseLaunch(argv: readonly string[]): Launch {
  return { isSmoke: argv.includes('--smoke') };
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * A sample service that runs elsewhere, from SLIPWAY_SAMPLE="http://127.0.0.1:PORT/v1.0#TOKEN". Never in a packaged
 * app and never another computer; null for anything else.
 */
export function parseSampleAddress(text: string | undefined, isPackaged: boolean): DriveAccess | null {
  if (text === undefined || isPackaged || !URL.canParse(text)) return null;
  const { protocol, hostname, hash, origin, pathname } = new URL(text);
  const token = hash.slice(1);
  if (protocol !== 'http:' || !loopback.has(hostname) || token === '') return null;
  return { graphUrl: origin + pathname.replace(/\/+$/, ''), token: () => Promise.resolve(token) };
}
