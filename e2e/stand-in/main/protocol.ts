import type { CustomScheme, Protocol as ElectronProtocol } from 'electron';
import type { PageAnswer } from '../chromium/page-proxy.ts';
import { toAppUrl, toPageCsp, toPageUrl } from '../wire/schemes.ts';
import { schemes } from './host.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();
const withCodeCache = new Set<string>();

export const protocol = {
  registerSchemesAsPrivileged(list: CustomScheme[]): void {
    for (const { scheme, privileges } of list) {
      schemes.add(scheme);
      if (privileges?.codeCache === true) withCodeCache.add(scheme);
    }
  },
  handle(scheme: string, handler: Handler): void {
    if (!schemes.has(scheme))
      throw new Error(`${scheme} was not registered with registerSchemesAsPrivileged`);
    if (handlers.has(scheme)) throw new Error(`a handler for ${scheme} is there already`);
    handlers.set(scheme, handler);
  },
  unhandle: (scheme: string): void => void handlers.delete(scheme),
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
} satisfies Pick<
  ElectronProtocol,
  'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'
>;

export const hasCodeCache = (pageUrl: string): boolean =>
  withCodeCache.has(new URL(toAppUrl(pageUrl, schemes)).protocol.slice(0, -1));

/** The response of the app's handler, with URLs as the page sees them; null without a handler. */
export async function answerScheme(
  pageUrl: string,
  method: string,
  headers: Record<string, string>,
): Promise<PageAnswer | null> {
  const url = toAppUrl(pageUrl, schemes);
  const handler = url === pageUrl ? undefined : handlers.get(url.slice(0, url.indexOf(':')));
  if (!handler) return null;
  const response = await handler(new Request(url, { method, headers }));
  return {
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({
      name,
      value: toPageHeader(name, value),
    })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  };
}

function toPageHeader(name: string, value: string): string {
  if (name === 'content-security-policy') return toPageCsp(value, schemes);
  if (name === 'location') return toPageUrl(value, schemes);
  return value;
}
