import { mayBeSaved } from '../core/session/content-urls.ts';

/**
 * Anything not listed is refused. Compare scheme and host, never `origin`: for a custom scheme it is the
 * string "null".
 */
export const appUrl = 'app://main/';

export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === 'app:' && host === 'main' && username === '' && password === '';
}

/** A page loads only its own files; drive content comes from its own scheme. */
export const rendererCsp = [
  "default-src 'none'",
  "script-src 'self'",
  // The hash of the empty string: Fluent creates empty <style> elements and fills them through the CSSOM.
  "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "img-src 'self' content: data:",
  'media-src content:',
  "font-src 'self' data:",
  'frame-src content:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Vite needs inline scripts and its socket. Never used in a packaged app. */
export function toDevelopmentCsp(serverUrl: string): string {
  const { host } = new URL(serverUrl);
  return [
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' content: data:",
    'media-src content:',
    "font-src 'self' data:",
    'frame-src content:',
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A page never navigates away; our web links open in the system browser. */
export type NavigationVerdict = 'stay' | 'block' | { openOutside: string };

const outsideHosts = new Set([
  'learn.microsoft.com',
  'support.microsoft.com',
  'www.microsoft.com',
  'onedrive.live.com',
  'www.office.com',
  'entra.microsoft.com',
  'entra.microsoft.us',
  'portal.azure.cn',
]);

export function judgeNavigation(url: string): NavigationVerdict {
  if (isAppUrl(url)) return 'stay';
  return judgeLink(url);
}

/** Pages open no windows; known links go to the browser. */
export function judgeLink(url: string): Exclude<NavigationVerdict, 'stay'> {
  if (!URL.canParse(url)) return 'block';
  const { protocol, host, href } = new URL(url);
  return protocol === 'https:' && outsideHosts.has(host) ? { openOutside: href } : 'block';
}

/** For the page's own copy buttons. */
const granted = new Set(['clipboard-sanitized-write']);
/** For Vite's local socket. */
const grantedInDevelopment = new Set(['local-network', 'local-network-access', 'loopback-network']);

export function isPermitted(permission: string, requestingUrl: string, isDevelopment: boolean): boolean {
  if (!isAppUrl(requestingUrl)) return false;
  return granted.has(permission) || (isDevelopment && grantedInDevelopment.has(permission));
}

const requestSchemes = new Set(['app:', 'content:', 'data:', 'blob:', 'devtools:']);

/** Pages never use the network, whatever their CSP allows. `serverUrl` is Vite's, in development. */
export function mayRequest(url: string, serverUrl: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  if (requestSchemes.has(protocol)) return true;
  return serverUrl !== null && protocol === 'ws:' && host === new URL(serverUrl).host;
}

/** Core verifies and saves files; the browser itself saves only those dragged to other programs. */
export const mayDownload = (url: string): boolean => mayBeSaved(url);

interface DeadProxy {
  mode: 'fixed_servers';
  proxyRules: string;
  proxyBypassRules: string;
}

/** Stops what no policy covers, such as preconnect and DNS prefetch. Core has its own network access. */
export function toDeadProxy(serverUrl: string | null): DeadProxy {
  const development = serverUrl === null ? '' : `;${new URL(serverUrl).host}`;
  // Without "<-loopback>", Chromium bypasses the proxy for loopback addresses.
  return {
    mode: 'fixed_servers',
    proxyRules: '127.0.0.1:1',
    proxyBypassRules: `<-loopback>${development}`,
  };
}

/** Only the top frame of our window may use the bridge, while it shows the app. */
export function mayCall(frame: { url: string; parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}
