import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { WebSocket } from 'ws';
import { AppError } from '../errors.ts';
import type { Routing } from '../ports.ts';

const handshakeMs = 30_000;
const maxMessageBytes = 1024 * 1024;

export type SocketRouting = Pick<Routing, 'routes' | 'open' | 'trust' | 'usesSystem'>;

/**
 * Still opening. `wss:` on port 443, or `ws:` to this computer only. @throws AppError notSupported: another
 * address, or a proxy that only the system's network can sign in to
 */
export async function openWebSocket(routing: SocketRouting, url: URL): Promise<WebSocket> {
  const socket = url.protocol === 'wss:' ? await openSecure(routing, url) : await openLocal(url);
  return new WebSocket(url, {
    createConnection: () => socket,
    handshakeTimeout: handshakeMs,
    followRedirects: false,
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
  });
}

async function openSecure(routing: SocketRouting, url: URL): Promise<Socket> {
  const [route] = await routing.routes(url.href.replace(/^wss:/, 'https:'));
  if (route === undefined || routing.usesSystem(route) || url.port !== '') throw new AppError('notSupported');
  const { hostname: servername } = url;
  const plain = await routing.open(route, servername);
  const secure = connectTls({
    socket: plain,
    servername,
    secureContext: routing.trust.context(),
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
  });
  return connected(secure, 'secureConnect');
}

function openLocal(url: URL): Promise<Socket> {
  if (url.protocol !== 'ws:' || url.hostname !== '127.0.0.1') throw new AppError('notSupported');
  return connected(connectPlain({ host: url.hostname, port: Number(url.port) }), 'connect');
}

function connected<S extends Socket>(socket: S, event: 'connect' | 'secureConnect'): Promise<S> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
