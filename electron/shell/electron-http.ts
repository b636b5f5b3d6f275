import { net, type AuthInfo, type ClientRequest, type IncomingMessage, type Session } from 'electron';
import { toProxyName } from '../core/network/proxy-route.ts';
import type { Http, HttpRequest, HttpResponse, ProxyRoute } from '../core/ports.ts';
import { readText } from '../core/graph/read-text.ts';

export type FindSignIn = (proxy: string) => Promise<{ userName: string; password: string } | null>;

/**
 * Chromium's network signs in with NTLM and Kerberos as the current system user. It is slower and buffers
 * request bodies, so only proxies that need it use it.
 */
export function createElectronHttp(
  session: () => Promise<Session>,
  findSignIn: FindSignIn,
): Pick<Http, 'request'> {
  return { request: async (request) => send(await session(), findSignIn, request) };
}

function send(session: Session, findSignIn: FindSignIn, sent: HttpRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    sent.signal?.throwIfAborted();
    const request = net.request({
      method: sent.method,
      url: sent.url,
      session,
      // A token must not reach a second host, and each hop's status matters.
      redirect: 'manual',
      credentials: 'omit',
      useSessionCookies: false,
      cache: 'no-store',
    });
    const abort = () => {
      request.abort();
      reject(sent.signal?.reason as Error);
    };
    sent.signal?.addEventListener('abort', abort, { once: true });
    request.on('close', () => sent.signal?.removeEventListener('abort', abort));
    for (const [name, value] of Object.entries(sent.headers)) {
      // Chromium sets content-length itself.
      if (name.toLowerCase() !== 'content-length') request.setHeader(name, value);
    }
    request.on('login', signInOnce(findSignIn));
    request.on('error', reject);
    request.on('redirect', (status, _method, url, headers) => {
      // Without followRedirect, Electron cancels the request, so there is no body.
      resolve(toResponse(request, status, { ...toPlainHeaders(headers), location: url }, noBody()));
    });
    request.on('response', (message) => {
      resolve(toResponse(request, message.statusCode, toPlainHeaders(message.headers), readBlocks(message)));
    });
    sendBody(request, sent.body).catch((error: unknown) => {
      request.abort();
      reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

export type AnswerLogin = (
  info: Pick<AuthInfo, 'isProxy' | 'host' | 'port'>,
  answer: (userName?: string, password?: string) => void,
) => void;

/** Tries each credential once; Chromium would ask again endlessly. */
export function signInOnce(findSignIn: FindSignIn): AnswerLogin {
  let hasAnswered = false;
  return ({ isProxy, host, port }, answer) => {
    if (!isProxy || hasAnswered) return answer();
    hasAnswered = true;
    findSignIn(`${host}:${port}`).then(
      (known) => (known === null ? answer() : answer(known.userName, known.password)),
      () => answer(),
    );
  };
}

/** The format of Electron's `setProxy`. */
export const toProxyRules = (route: ProxyRoute): string => `${route.scheme}://${toProxyName(route)}`;

async function sendBody(request: ClientRequest, body: HttpRequest['body']): Promise<void> {
  if (body === null) return void request.end();
  if (typeof body === 'string' || body instanceof Uint8Array) return void request.end(Buffer.from(body));
  for await (const block of body) request.write(Buffer.from(block));
  request.end();
}

function toResponse(
  request: ClientRequest,
  status: number,
  received: Record<string, string>,
  blocks: AsyncIterable<Uint8Array>,
): HttpResponse {
  const { 'content-encoding': coding, 'content-length': length, ...headers } = received;
  // Chromium has already decoded the body, but content-length is that of the encoded one.
  const isPlain = coding === undefined || coding === 'identity';
  return {
    status,
    headers: isPlain && length !== undefined ? { ...headers, 'content-length': length } : headers,
    body: blocks,
    text: (maxBytes) => readText(status, blocks, maxBytes),
    discard: () => {
      request.abort();
      return Promise.resolve();
    },
  };
}

async function* readBlocks(message: IncomingMessage): AsyncGenerator<Uint8Array> {
  // Electron's response is a readable stream, though its type is only an emitter.
  yield* message as unknown as AsyncIterable<Uint8Array>;
}

async function* noBody(): AsyncGenerator<Uint8Array> {}

function toPlainHeaders(headers: Record<string, string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}
