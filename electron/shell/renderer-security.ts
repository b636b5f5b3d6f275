import { mayBeSaved } from '../core/session/content-urls.ts';

/**
 * What a page may do, decided from plain values. Everything absent is refused. Scheme and host are compared, never
 * `origin`: for a scheme of our own that is the word "null".
 */
export const appUrl = 'app://main/';

export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === 'app:' && host === 'main' && username === '' && password === '';
}

/** The page's policy: its own files only; pictures and previews of drive content from their own scheme. */
export const rendererCsp = [
  "default-src 'none'",
  "script-src 'self'",
  // Fluent makes empty <style> elements and fills them through the CSSOM: the hash is that of the empty text.
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

/** While developing, Vite needs inline scripts and its socket. Never in a packaged app. */
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

/** A page stays where it is; web links of ours go to the person's browser. */
export type NavigationVerdict = 'stay' | 'block' | { openOutside: string };

/** Hosts a link in the app may lead to. */
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

/** No window is ever opened by a page; what it wanted to show may go to the browser. */
export function judgeLink(url: string): Exclude<NavigationVerdict, 'stay'> {
  if (!URL.canParse(url)) return 'block';
  const { protocol, host, href } = new URL(url);
  return protocol === 'https:' && outsideHosts.has(host) ? { openOutside: href } : 'block';
}

/** Copying text with the page's own buttons is all a page ever needs. */
const granted = new Set(['clipboard-sanitized-write']);
/** While developing, Vite's socket on this computer, too. */
const grantedInDevelopment = new Set(['local-network', 'local-network-access', 'loopback-network']);

export function isPermitted(permission: string, requestingUrl: string, isDevelopment: boolean): boolean {
  if (!isAppUrl(requestingUrl)) return false;
  return granted.has(permission) || (isDevelopment && grantedInDevelopment.has(permission));
}

const requestSchemes = new Set(['app:', 'content:', 'data:', 'blob:', 'devtools:']);

/** A page never touches the network, whatever its policy let through. `serverUrl` is Vite's, while developing. */
export function mayRequest(url: string, serverUrl: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  if (requestSchemes.has(protocol)) return true;
  return serverUrl !== null && protocol === 'ws:' && host === new URL(serverUrl).host;
}

/** Files reach the disk through core, which checks them. Only what is dragged to other programs is written by the browser. */
export const mayDownload = (url: string): boolean => mayBeSaved(url);

interface DeadProxy {
  mode: 'fixed_servers';
  proxyRules: string;
  proxyBypassRules: string;
}

/**
 * The proxy of the pages' session, where nobody listens: what no policy covers, such as a connection made early or a name
 * looked up in advance, ends there. Core has its own way to the network.
 */
export function toDeadProxy(serverUrl: string | null): DeadProxy {
  const development = serverUrl === null ? '' : `;${new URL(serverUrl).host}`;
  // Without "<-loopback>" addresses of this computer would pass the proxy by.
  return {
    mode: 'fixed_servers',
    proxyRules: '127.0.0.1:1',
    proxyBypassRules: `<-loopback>${development}`,
  };
}

/** Who may use the bridge: the top frame of a window of ours, while it shows the app. */
export function mayCall(frame: { url: string; parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}
