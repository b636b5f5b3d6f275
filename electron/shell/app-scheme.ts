import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { toAppFile } from './app-files.ts';
import { isAppUrl, rendererCsp, toDevelopmentCsp } from './renderer-security.ts';

const privileges = { standard: true, secure: true, supportFetchAPI: true } as const;

/**
 * content: is standard so that each host is an origin, and fetchable from there. Must run before the app is
 * ready.
 */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { ...privileges, codeCache: true } },
    // `stream` lets video be read in ranges; the viewer fetches the PDF from its own origin.
    { scheme: 'content', privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true } },
  ]);
}

const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

export function serveApp(folder: string, serverUrl: string | null, toMessages: () => string): void {
  protocol.handle('app', (request) => {
    if (isMessagesUrl(request.url)) return respondWithMessages(toMessages());
    return serverUrl === null
      ? respondFromPackage(request.url, folder)
      : respondFromVite(request.url, serverUrl);
  });
}

const isMessagesUrl = (url: string): boolean => isAppUrl(url) && new URL(url).pathname === '/messages.js';

const respondWithMessages = (script: string): Response =>
  new Response(script, {
    headers: { ...headers, 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' },
  });

async function respondFromPackage(url: string, folder: string): Promise<Response> {
  const file = toAppFile(url, folder);
  if (file === null) return new Response(null, { status: 404 });
  try {
    const body = new Uint8Array(await readFile(file.path));
    return new Response(body, {
      headers: { ...headers, 'content-type': file.type, 'content-security-policy': rendererCsp },
    });
  } catch {
    return new Response(null, { status: 404 });
  }
}

async function respondFromVite(url: string, serverUrl: string): Promise<Response> {
  if (!isAppUrl(url)) return new Response(null, { status: 404 });
  const { pathname, search } = new URL(url);
  const answer = await fetch(new URL(pathname + search, serverUrl));
  return new Response(await answer.arrayBuffer(), {
    status: answer.status,
    headers: {
      ...headers,
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      'content-security-policy': toDevelopmentCsp(serverUrl),
    },
  });
}
