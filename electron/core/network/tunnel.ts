import { once } from 'node:events';
import { request as requestPlain, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { ProxyCredential, ProxyRoute } from '../ports.ts';
import { createAuthenticate, createNegotiate, parseChallenge } from './ntlm/ntlm-messages.ts';
import { toProxyName } from './proxy-route.ts';
import { ProxyRefusal, ProxyUnreachable } from './proxy-refusal.ts';

export interface TunnelTls {
  secureContext: SecureContext;
  rejectUnauthorized: true;
}

export interface TunnelOptions {
  route: ProxyRoute;
  tls: TunnelTls;
  timeoutMs: number;
}

export type TunnelSignIn = { scheme: 'basic' | 'ntlm'; credential: ProxyCredential } | null;

export async function openTunnel(
  options: TunnelOptions,
  target: string,
  signIn: TunnelSignIn = null,
): Promise<Socket> {
  const answer =
    signIn?.scheme === 'ntlm'
      ? await askWithNtlm(options, target, signIn.credential)
      : await ask(options, target, signIn === null ? null : toBasic(signIn.credential));
  const { response, socket, head } = answer;
  if (response.statusCode !== 200) {
    socket.destroy();
    throw toRefusal(response, signIn !== null);
  }
  if (head.length > 0) socket.unshift(head);
  return socket;
}

const toBasic = ({ userName, password }: ProxyCredential): string =>
  `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;

const toRefusal = ({ statusCode, headers }: IncomingMessage, hadSignIn: boolean): ProxyRefusal =>
  new ProxyRefusal(statusCode ?? 0, headers['proxy-authenticate'] ?? '', hadSignIn && statusCode === 407);

async function askWithNtlm(
  options: TunnelOptions,
  target: string,
  credential: ProxyCredential,
): Promise<Answer> {
  const negotiate = createNegotiate();
  const asked = await ask(options, target, toNtlm(negotiate));
  if (asked.response.statusCode !== 407) return asked;
  const challenge = readChallenge(asked.response);
  if (challenge === null || !(await skipBody(asked))) return asked;
  return ask(options, target, toNtlm(createAuthenticate(negotiate, challenge, credential)), asked.socket);
}

const toNtlm = (message: Buffer): string => `NTLM ${message.toString('base64')}`;

function readChallenge({ headers }: IncomingMessage) {
  const [, message = ''] = /(?:^|,)\s*NTLM\s+([a-z0-9+/=]+)/i.exec(headers['proxy-authenticate'] ?? '') ?? [];
  return parseChallenge(Buffer.from(message, 'base64'));
}

interface Answer {
  response: IncomingMessage;
  socket: Socket;
  head: Buffer;
}

function ask(
  { route, tls, timeoutMs }: TunnelOptions,
  target: string,
  authorization: string | null,
  on: Socket | null = null,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      host: target,
      'proxy-connection': 'keep-alive',
      ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
    };
    const own: RequestOptions = {
      host: route.host,
      port: route.port,
      method: 'CONNECT',
      path: target,
      headers,
      timeout: timeoutMs,
      ...(on === null ? { agent: false as const } : { createConnection: () => on }),
    };
    const isFirst = on === null;
    const asked = route.scheme === 'https' && isFirst ? requestSecure({ ...own, ...tls }) : requestPlain(own);
    asked.on('connect', (response, socket, head) => resolve({ response, socket, head }));
    asked.on('timeout', () => asked.destroy(new Error('the proxy did not answer in time')));
    asked.on('error', (cause: NodeJS.ErrnoException) => {
      const isCertificate =
        route.scheme === 'https' && /CERT|SIGNATURE|SELF_SIGNED|UNABLE_TO_/.test(cause.code ?? '');
      reject(isCertificate ? cause : new ProxyUnreachable(toProxyName(route), { cause }));
    });
    asked.end();
  });
}

const maxBodyBytes = 256 * 1024;

/** false: the connection can't be reused. */
async function skipBody({ response, socket, head }: Answer): Promise<boolean> {
  const { headers } = response;
  if (/close/i.test([headers['proxy-connection'], headers.connection].join())) return false;
  const isChunked = /chunked/i.test(headers['transfer-encoding'] ?? '');
  const length = Number(headers['content-length'] ?? 0);
  let body = head;
  // The proxy sends nothing more until the next request.
  const isWhole = () =>
    isChunked ? /(^|\r\n)0\r\n\r\n$/.test(body.toString('latin1')) : body.length >= length;
  try {
    while (!isWhole() && body.length <= maxBodyBytes) {
      const block = socket.read() as Buffer | null;
      if (block !== null) body = Buffer.concat([body, block]);
      else if (socket.readableEnded || socket.destroyed) return false;
      else await once(socket, 'readable');
    }
  } catch {
    return false;
  }
  return isWhole();
}
